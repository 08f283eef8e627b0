/**
 * Persons whom professionals may call by their name, because they agreed to it, until their agreement ends; who read the
 * directory; who follows the agenda of the network. None of it is in the store, whose history cannot be erased.
 */
export const TABLES = `
create table if not exists interlocuteur (
  id text primary key,
  -- The entry: \`structures/le-hangar\`.
  fiche text not null,
  nom text not null,
  fonction text,
  missions text,
  telephone text,
  courriel text collate nocase,
  -- How and when the person agreed, and until when it holds.
  accord text not null check (accord in ('ecrit', 'courriel', 'oral')),
  accordLe text not null,
  finLe text not null,
  -- Who wrote it down: the organisation, which is shown, and the person.
  organisme text not null,
  saisiPar text references personne (id) on delete set null,
  saisiLe text not null,
  -- The day when the person was asked again.
  rappeleLe text
) strict;
create index if not exists interlocuteur_de on interlocuteur (fiche);

-- Links by which a person agrees again or withdraws, by the hash of their token.
create table if not exists lien_d_accord (
  empreinte text primary key,
  interlocuteur text not null references interlocuteur (id) on delete cascade,
  expireLe text not null
) strict, without rowid;

-- Readings: who, when, what; never from where.
create table if not exists lecture_annuaire (
  id integer primary key,
  personne text references personne (id) on delete set null,
  luLe integer not null,
  quoi text not null check (quoi in ('liste', 'fiche', 'export', 'agenda')),
  -- The entry that was read, or how many entries the list or the file held.
  fiche text,
  combien integer
) strict;
create index if not exists lecture_par_date on lecture_annuaire (luLe);

-- The address of the agenda of the network that one person gave to their calendar, by the hash of its token.
create table if not exists abonnement_agenda (
  personne text primary key references personne (id) on delete cascade,
  empreinte text not null unique,
  creeLe text not null,
  luLe text
) strict;
`;
