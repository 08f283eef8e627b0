/** What visitors report and propose, until it is dealt with and then forgotten. Nothing says who they are but what they wrote. */
export const TABLES = `
create table if not exists signalement (
  id text primary key,
  genre text not null check (genre in ('erreur', 'proposition')),
  nom text,
  message text not null,
  courriel text,
  page text,
  recuLe integer not null,
  -- The field that people do not see was filled.
  douteux integer not null default 0,
  traiteLe integer,
  -- The draft made of it, \`structures/le-hangar\`, and the note there that repeats the text.
  fiche text,
  note text
) strict;
create index if not exists signalement_recu on signalement (recuLe);
`;
