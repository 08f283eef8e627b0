/** What was proposed from foreign files: what the coordination set aside is not proposed again. Nobody is named. */
export const TABLES = `
create table if not exists importation (
  source text not null,
  -- What names it in the file.
  element text not null,
  -- Of what was proposed: another content is another proposal.
  empreinte text not null,
  fiche text not null,
  faiteLe text not null,
  primary key (source, element, empreinte)
) strict;
`;
