/**
 * People, the organisations they belong to, the entries that each organisation holds; and what the login library keeps.
 * The names of columns are those the library expects, save those told in `connexion.ts`.
 */
export const TABLES = `
create table if not exists organisme (
  id text primary key,
  nom text not null unique collate nocase
) strict;

create table if not exists attribution (
  organisme text not null references organisme (id) on delete cascade,
  fiche text not null,
  primary key (organisme, fiche)
) strict, without rowid;

create table if not exists personne (
  id text primary key,
  nom text not null,
  courriel text not null unique collate nocase,
  role text not null,
  organisme text references organisme (id) on delete set null,
  emailVerified integer not null,
  image text,
  createdAt text not null,
  updatedAt text not null
) strict;

create table if not exists session (
  id text primary key,
  userId text not null references personne (id) on delete cascade,
  token text not null unique,
  expiresAt text not null,
  ipAddress text,
  userAgent text,
  createdAt text not null,
  updatedAt text not null
) strict;
create index if not exists session_de on session (userId);

-- Login links, by the hash of their token.
create table if not exists lien (
  id text primary key,
  identifier text not null,
  value text not null,
  expiresAt text not null,
  createdAt text not null,
  updatedAt text not null
) strict;
create index if not exists lien_par_jeton on lien (identifier);

-- Passwords and accounts elsewhere: the library looks for them, nobody has any.
create table if not exists compte (
  id text primary key,
  accountId text not null,
  providerId text not null,
  userId text not null references personne (id) on delete cascade,
  accessToken text,
  refreshToken text,
  idToken text,
  accessTokenExpiresAt text,
  refreshTokenExpiresAt text,
  scope text,
  password text,
  createdAt text not null,
  updatedAt text not null
) strict;
`;
