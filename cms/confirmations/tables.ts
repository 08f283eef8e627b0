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
  -- Whoever it was sent to: it goes away with them.
  personne text not null references personne (id) on delete cascade,
  expireLe integer not null
) strict, without rowid;
create index if not exists lien_de_demande_de on lien_de_demande (personne);
-- Whoever reads the mails of an address that was given up is somebody else.
create trigger if not exists lien_de_demande_adresse after update of courriel on personne
when old.courriel <> new.courriel begin
  delete from lien_de_demande where personne = new.id;
end;

create table if not exists reglage_de_demande (
  cle text primary key,
  valeur text not null
) strict, without rowid;
`;
