/** Pairs of entries that the coordination looked at, and that are two things: they are not shown again. */
export const TABLES = `
create table if not exists distinction (
  -- \`structures/le-hangar\`, the first of the two in the order of letters.
  un text not null,
  autre text not null,
  faiteLe text not null,
  primary key (un, autre)
) strict;
`;
