/**
 * Everything that the base holds about one person, whichever part wrote it: to hand to them, and to erase. It works on
 * any table: rows that point to their account, rows that hold their address, and texts that mention them.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { normalize } from '../../src/domain/recherche/mots';
import { transact } from '../base/base';

/** One person, by all that identifies them in the base. */
export interface Identite {
  /** Accounts: one, or none. */
  comptes: string[];
  /** Names under which professionals may call them. */
  interlocuteurs: string[];
  courriels: string[];
  noms: string[];
}

type Ligne = Record<string, unknown>;

/** What opens something is of no use to whoever asks what is known of them, and of use to whoever would steal it. */
const SECRETS = [
  ...['token', 'value', 'identifier', 'empreinte', 'password', 'accessToken', 'refreshToken', 'idToken'],
  ...['sortie', 'confirmation'],
];

/** Texts that people wrote freely, where somebody may be named. */
const TEXTES_LIBRES: Readonly<Record<string, readonly string[]>> = {
  note: ['texte'],
  signalement: ['nom', 'message'],
  courriel: ['sujet', 'texte'],
  interlocuteur: ['fonction', 'missions'],
  lettre: ['introduction', 'html', 'texte'],
};
/** Columns that say who wrote a row about somebody else: the row is not theirs to be handed. */
const ECRITS_SUR_AUTRUI: Readonly<Record<string, string>> = { interlocuteur: 'saisiPar' };
/** An organisation stays when one of its people goes, even if it bears their name. */
const PAS_DES_PERSONNES = ['organisme'];
const EFFACE = '[effacé]';

interface Colonne {
  table: string;
  colonne: string;
  cle: number;
}

function listColonnes(base: DatabaseSync): Colonne[] {
  return base
    .prepare(
      `select t.name as 'table', c.name as colonne, c.pk as cle from sqlite_schema t join pragma_table_info(t.name) c
       where t.type = 'table' and t.name not like 'sqlite_%' and upper(c.type) = 'TEXT' order by t.name, c.cid`,
    )
    .all() as unknown as Colonne[];
}

/** The columns that point to an account, whichever part they belong to. */
function listLiees(base: DatabaseSync): { table: string; colonne: string }[] {
  return base
    .prepare(
      `select t.name as 'table', f."from" as colonne from sqlite_schema t join pragma_foreign_key_list(t.name) f
       where t.type = 'table' and f."table" = 'personne' order by t.name`,
    )
    .all() as { table: string; colonne: string }[];
}

function selectEgales(
  base: DatabaseSync,
  table: string,
  colonne: string,
  valeurs: readonly string[],
): Ligne[] {
  if (valeurs.length === 0) return [];
  const trous = valeurs.map(() => '?').join(', ');
  return base
    .prepare(`select * from "${table}" where "${colonne}" collate nocase in (${trous})`)
    .all(...valeurs);
}

const withoutSecrets = (ligne: Ligne): Ligne =>
  Object.fromEntries(Object.entries(ligne).filter(([colonne]) => !SECRETS.includes(colonne)));

/**
 * Rows about a person, by table: those that point to them, those that hold their address, those that name them in the
 * directory. A table that points to people is there even when it says nothing of this one.
 */
export function listLignes(base: DatabaseSync, identite: Identite): Map<string, Ligne[]> {
  const { comptes, interlocuteurs, courriels } = identite;
  const parTable = new Map<string, Map<string, Ligne>>();
  const add = (table: string, lignes: readonly Ligne[]) => {
    const connues = parTable.get(table) ?? new Map<string, Ligne>();
    // The same row may point to the person and hold their address.
    for (const ligne of lignes) connues.set(JSON.stringify(ligne), ligne);
    parTable.set(table, connues);
  };
  add('personne', selectEgales(base, 'personne', 'id', comptes));
  for (const { table, colonne } of listLiees(base))
    if (ECRITS_SUR_AUTRUI[table] !== colonne) add(table, selectEgales(base, table, colonne, comptes));
  for (const { table, colonne } of listColonnes(base)) {
    const lignes = selectEgales(base, table, colonne, courriels);
    if (lignes.length > 0) add(table, lignes);
  }
  if (interlocuteurs.length > 0)
    add('interlocuteur', selectEgales(base, 'interlocuteur', 'id', interlocuteurs));
  return new Map([...parTable].map(([table, lignes]) => [table, [...lignes.values()].map(withoutSecrets)]));
}

/** A text that names the person without being about them. */
export interface Mention {
  table: string;
  colonne: string;
  texte: string;
}

const escapeRegExp = (texte: string) => texte.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Their addresses and their full names, wherever a text says them. A lone first name says nobody. */
function motifOf({ courriels, noms }: Identite): RegExp | undefined {
  const mots = [...courriels, ...noms.filter((nom) => /\S\s\S/.test(nom))].map(escapeRegExp);
  return mots.length === 0
    ? undefined
    : new RegExp(`(?<![\\p{L}\\d])(?:${mots.join('|')})(?![\\p{L}\\d])`, 'giu');
}

function* listTextes(base: DatabaseSync, motif: RegExp): Generator<Mention & { rang: SQLInputValue }> {
  const sansRang = new Set(
    (
      base.prepare(`select name from pragma_table_list where schema = 'main' and wr = 1`).all() as {
        name: string;
      }[]
    ).map(({ name }) => name),
  );
  for (const { table, colonne } of listColonnes(base)) {
    const rang = sansRang.has(table) ? 'null' : 'rowid';
    for (const ligne of base
      .prepare(`select ${rang} as rang, "${colonne}" as texte from "${table}" where "${colonne}" is not null`)
      .iterate() as Iterable<{ rang: SQLInputValue; texte: string }>) {
      if (ligne.texte.match(motif)) yield { table, colonne, ...ligne };
    }
  }
}

/** The texts that mention a person, outside of the rows that are about them. */
export function listMentions(base: DatabaseSync, identite: Identite): Mention[] {
  const motif = motifOf(identite);
  if (!motif) return [];
  return [...listTextes(base, motif)]
    .filter(({ table, colonne }) => TEXTES_LIBRES[table]?.includes(colonne))
    .map(({ table, colonne, texte }) => ({ table, colonne, texte }));
}

export interface Effacement {
  /** How many rows of each table were about the person. */
  effacees: Map<string, number>;
  /** Rows that stay and no longer point to anybody. */
  detachees: Map<string, number>;
  /** Texts where the person was named and is not any more. */
  mentions: number;
  /** Columns that still name them: the name of an organisation, most often. */
  restes: { table: string; colonne: string; texte: string }[];
}

/** Erases a person, as a whole or not at all. What was theirs leaves no trace in the pages of the file. */
export function erasePersonne(base: DatabaseSync, identite: Identite): Effacement {
  const { comptes, interlocuteurs, courriels } = identite;
  const effacees = new Map<string, number>();
  const detachees = new Map<string, number>();
  const add = (compte: Map<string, number>, table: string, nombre: number) => {
    if (nombre > 0) compte.set(table, (compte.get(table) ?? 0) + nombre);
  };
  let mentions = 0;
  const restes: Effacement['restes'] = [];
  transact(base, () => {
    // A report goes with the note that repeats it.
    for (const { note } of selectEgales(base, 'signalement', 'courriel', courriels))
      if (typeof note === 'string') base.prepare('delete from note where id = ?').run(note);
    // Links wait under the address, in a text of the login library.
    for (const courriel of courriels) {
      const liens = base.prepare(
        `delete from lien where json_valid(value) and json_extract(value, '$.email') = ? collate nocase`,
      );
      add(effacees, 'lien', Number(liens.run(courriel).changes));
    }
    const before = new Map(
      listLiees(base).map(({ table, colonne }) => [
        table,
        selectEgales(base, table, colonne, comptes).length,
      ]),
    );
    const remove = (table: string, colonne: string, valeurs: readonly string[]) => {
      for (const valeur of valeurs) {
        const requete = base.prepare(`delete from "${table}" where "${colonne}" = ? collate nocase`);
        add(effacees, table, Number(requete.run(valeur).changes));
      }
    };
    remove('personne', 'id', comptes);
    for (const [table, nombre] of before) {
      const isEffacee = base
        .prepare(
          `select 1 as oui from pragma_foreign_key_list(?) where "table" = 'personne' and on_delete = 'CASCADE'`,
        )
        .get(table);
      add(isEffacee ? effacees : detachees, table, nombre);
    }
    if (interlocuteurs.length > 0) remove('interlocuteur', 'id', interlocuteurs);
    for (const { table, colonne } of listColonnes(base))
      if (!PAS_DES_PERSONNES.includes(table)) remove(table, colonne, courriels);

    const motif = motifOf(identite);
    if (!motif) return;
    for (const { table, colonne, rang, texte } of [...listTextes(base, motif)]) {
      if (!TEXTES_LIBRES[table]?.includes(colonne)) {
        restes.push({ table, colonne, texte });
        continue;
      }
      base
        .prepare(`update "${table}" set "${colonne}" = ? where rowid = ?`)
        .run(texte.replace(motif, EFFACE), rang);
      mentions += 1;
    }
  });
  base.exec('pragma wal_checkpoint(truncate)');
  return { effacees, detachees, mentions, restes };
}

/** Who is meant by a name or an address: nobody, one person, or several that must be told apart. */
export type Recherche =
  | { etat: 'inconnue' }
  | { etat: 'plusieurs'; courriels: string[] }
  | { etat: 'trouvee'; identite: Identite; homonymes: number };

interface Nommee {
  id: string;
  nom: string;
  courriel: string | null;
}

/** Finds a person by their address, or by their full name, accents and case aside. */
export function searchPersonne(base: DatabaseSync, texte: string): Recherche {
  const comptes = base.prepare('select id, nom, courriel from personne').all() as unknown as Nommee[];
  const nommees = base.prepare('select id, nom, courriel from interlocuteur').all() as unknown as Nommee[];
  const cherche = texte.trim().toLowerCase();
  const isAdresse = cherche.includes('@');
  const nom = normalize(texte);
  const isElle = (each: Nommee) =>
    isAdresse ? each.courriel?.toLowerCase() === cherche : normalize(each.nom) === nom;
  const [siens, siennes] = [comptes.filter(isElle), nommees.filter(isElle)];
  const toutes = [...siens, ...siennes];
  const courriels = [
    ...new Set([
      ...(isAdresse ? [cherche] : []),
      ...toutes.flatMap(({ courriel }) => (courriel === null ? [] : [courriel.toLowerCase()])),
    ]),
  ];
  if (courriels.length > 1) return { etat: 'plusieurs', courriels };
  const noms = [...new Set(toutes.map((each) => each.nom))];
  const identite: Identite = {
    comptes: siens.map(({ id }) => id),
    interlocuteurs: siennes.map(({ id }) => id),
    courriels,
    noms,
  };
  const isConnue =
    toutes.length > 0 ||
    [...listLignes(base, identite).values()].some((lignes) => lignes.length > 0) ||
    listMentions(base, identite).length > 0;
  if (!isConnue) return { etat: 'inconnue' };
  // Found by an address, there may be somebody of the same name whose address nobody wrote.
  const connus = new Set(noms.map(normalize));
  const homonymes = isAdresse
    ? nommees.filter((each) => each.courriel === null && connus.has(normalize(each.nom))).length
    : 0;
  return { etat: 'trouvee', identite, homonymes };
}
