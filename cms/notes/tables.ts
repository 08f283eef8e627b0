/** What the coordination and partners write to each other about an entry. It is in no page, nor in the store. */
export const TABLES = `
create table if not exists note (
  id text primary key,
  fiche text not null,
  -- Shown: the organisation, or the coordination; never the person.
  auteur text not null,
  personne text references personne (id) on delete set null,
  texte text not null,
  ecriteLe text not null,
  reglee integer not null default 0,
  -- The word that came with a draft sent back.
  retour integer not null default 0
) strict;
create index if not exists note_de on note (fiche, ecriteLe);
`;
