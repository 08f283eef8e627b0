/** Orientations, counted: a number a month, from a structure to another. Neither who counted nor for whom. */
export const TABLES = `
create table if not exists orientation (
  mois text not null,
  -- Slugs of structures; empty when a sheet was given, of which the types alone are known.
  de text not null,
  vers text not null,
  type text not null,
  nombre integer not null check (nombre > 0),
  primary key (mois, de, vers, type)
) strict, without rowid;

-- Sheets given to families.
create table if not exists fiche_d_orientation (
  mois text primary key,
  nombre integer not null check (nombre > 0)
) strict, without rowid;
`;
