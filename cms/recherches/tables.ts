/**
 * Searches that found nothing. Until one was made on several days its words are not written: only a code that cannot be
 * read back. No date but days, nothing of who searched.
 */
export const TABLES = `
create table if not exists recherche_vaine (
  -- Keyed hash of the words.
  empreinte text primary key,
  -- The words, once they may be read.
  mots text,
  jours integer not null check (jours > 0),
  fois integer not null check (fois > 0),
  dernierJour text not null
) strict, without rowid;
create index if not exists recherche_vaine_jour on recherche_vaine (dernierJour);
`;
