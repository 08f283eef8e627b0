/** Who asked for the letter, the letters that left, and to whom: an address is nowhere else than in `abonne`. */
export const TABLES = `
create table if not exists abonne (
  id text primary key,
  courriel text not null unique collate nocase,
  demandeLe integer not null,
  -- Null as long as nobody who reads that address has said yes.
  confirmeLe integer,
  -- Hash of the token that confirms.
  confirmation text,
  -- Last time that something was written to this address about the subscription itself.
  ecritLe integer not null,
  -- What the links of each letter hold: it only unsubscribes.
  sortie text not null unique
) strict;

create table if not exists lettre (
  mois text primary key,
  introduction text not null default '',
  -- As it leaves, the same for all; null as long as nobody has sent it.
  sujet text,
  html text,
  texte text,
  -- What was published when it was written: the next letter says what is new since then.
  version text,
  partieLe integer,
  finieLe integer
) strict;

create table if not exists lettre_envoi (
  mois text not null references lettre (mois),
  -- Forgotten with whoever unsubscribes; what remains is a number.
  abonne text references abonne (id) on delete set null,
  etat text not null check (etat in ('a-envoyer', 'en-cours', 'parti', 'refuse', 'inconnu', 'sans-suite')),
  unique (mois, abonne)
) strict;
create index if not exists lettre_envoi_a_faire on lettre_envoi (mois, etat);
`;
