/** Requests « toujours exact ? »: what was asked, of which entry, and the links that answer. */
export const TABLES = `
create table if not exists demande (
  id text primary key,
  fiche text not null,
  -- JSON: the groups asked about.
  groupes text not null,
  -- A reminder is sent once.
  rappel integer not null default 0,
  prepareeLe text not null,
  partLe text not null,
  etat text not null check (etat in ('prevue', 'retenue', 'envoyee', 'confirmee', 'sans-suite')),
  envoyeeLe text,
  confirmeeLe text
) strict;
create index if not exists demande_de on demande (fiche);

-- Links, by the hash of their token.
create table if not exists lien_de_demande (
  empreinte text primary key,
  demande text not null references demande (id) on delete cascade,
  organisme text not null,
  nom text not null,
  expireLe integer not null
) strict, without rowid;

create table if not exists reglage_de_demande (
  cle text primary key,
  valeur text not null
) strict, without rowid;
`;
