/** Mails to send, and the trace of those that left: neither to whom nor what they said. */
export const TABLES = `
create table if not exists courriel (
  id text primary key,
  destinataire text,
  sujet text,
  texte text,
  creeLe integer not null,
  essais integer not null default 0,
  prochainLe integer,
  finiLe integer,
  issue text check (issue in ('parti', 'refuse', 'perime'))
) strict;
create index if not exists courriel_a_envoyer on courriel (prochainLe) where finiLe is null;
`;
