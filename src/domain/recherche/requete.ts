/** What a person means by the words typed: a commune, a correction, and the notions that these words name. */
import { correctMot, isKnown } from './correction';
import type { CommuneSituee } from './filtre';
import { isMotVide, normalize, stemOf } from './mots';
import { type Lexique, type Nom, listMotsEcrits, toCle } from './vocabulaire';

export interface MotCherche {
  /** As one would write it, corrected if need be. */
  texte: string;
  normal: string;
  racine: string;
  /** The last word, when nothing follows it: it may only be the beginning of one. */
  inacheve: boolean;
}

export interface Requete {
  /** The words that say what is looked for. */
  mots: MotCherche[];
  /** The commune that was named, and then no longer is among the words. */
  commune?: CommuneSituee;
  /** The whole query as it was understood, when a word of it was corrected. */
  corrigee?: string;
  /** How much each notion was named, by rank; from 0 to about 1. */
  notions: Map<number, number>;
}

export interface OptionsDeRequete {
  communes: readonly CommuneSituee[];
  /** False to search the exact words. */
  corriger?: boolean;
}

/** Words that begin names of communes by dozens, and say nothing alone. */
const DEBUTS_COMMUNS = new Set(['saint', 'sainte', 'le', 'la', 'les', 'l', 'mont', 'notre', 'pont', 'villa']);
const LIAISONS = new Set([
  'a',
  'au',
  'aux',
  'de',
  'du',
  'des',
  'd',
  'sur',
  'en',
  'le',
  'la',
  'les',
  'l',
  'et',
  'pres',
  'vers',
  'sous',
]);
const AVANT_UN_LIEU = new Set([
  'a',
  'au',
  'aux',
  'de',
  'd',
  'sur',
  'pres',
  'vers',
  'commune',
  'village',
  'mairie',
]);
const ABREGES: Record<string, string> = { st: 'saint', ste: 'sainte' };

interface Trouvee {
  commune: CommuneSituee;
  debut: number;
  fin: number;
  /** Part of its name that was said. */
  part: number;
}

/** The commune whose name is said in full, by its beginning (« saint sernin »), or by a word that is only its own. */
function findCommune(
  mots: readonly string[],
  communes: readonly CommuneSituee[],
  lexique: Lexique,
): Trouvee | undefined {
  const said = mots.map((mot) => ABREGES[mot] ?? mot);
  const trouvees: Trouvee[] = [];
  for (const commune of communes) {
    const nom = normalize(commune.nom).split(' ');
    for (let debut = 0; debut < said.length; debut += 1) {
      let commun = 0;
      while (commun < nom.length && said[debut + commun] === nom[commun]) commun += 1;
      const fin = debut + commun;
      const pleins = nom.slice(0, commun).filter((mot) => !LIAISONS.has(mot));
      if (pleins.some((mot) => !DEBUTS_COMMUNS.has(mot))) {
        const part = commun / nom.length;
        trouvees.push({ commune, debut, fin, part });
      } else {
        // « sernin », « sylvanes »: a long word of its name, that means nothing else here.
        const mot = said[debut]!;
        const own = nom.includes(mot) && mot.length > 4 && !DEBUTS_COMMUNS.has(mot) && !LIAISONS.has(mot);
        if (own) trouvees.push({ commune, debut, fin: debut + 1, part: 0.5 / nom.length });
      }
    }
  }
  // A name that is also a word of every day needs to be said in full, or to follow « à ».
  const isSure = ({ debut, fin, part }: Trouvee) =>
    part === 1 ||
    AVANT_UN_LIEU.has(said[debut - 1] ?? '') ||
    !said.slice(debut, fin).every((mot) => lexique.nomsByRacine.has(stemOf(mot)));
  return trouvees
    .filter(isSure)
    .sort((a, b) => b.fin - b.debut - (a.fin - a.debut) || b.part - a.part || a.debut - b.debut)[0];
}

/** The words of a query, corrected. */
function correctMots(
  q: string,
  lexique: Lexique,
  corriger: boolean,
): { mots: MotCherche[]; corrigee: boolean } {
  const ecrits = listMotsEcrits(q);
  const acheve = /[\s.,;!?]$/.test(q);
  let corrigee = false;
  const mots = ecrits.map((ecrit, rang): MotCherche => {
    const normal = normalize(ecrit);
    const inacheve = !acheve && rang === ecrits.length - 1;
    const correction =
      corriger && !isMotVide(normal) && !(normal in ABREGES)
        ? correctMot(normal, lexique.dictionnaire, { inacheve })
        : undefined;
    if (correction === undefined) return { texte: ecrit, normal, racine: stemOf(normal), inacheve };
    corrigee = true;
    const juste = normalize(correction);
    return { texte: correction, normal: juste, racine: stemOf(juste), inacheve: false };
  });
  return { mots: mots.filter(({ normal }) => normal !== ''), corrigee };
}

/** Of the forms of a name, the one that keeps the words as they are, the first before the others; else the most frequent. */
function pickForme(formes: readonly string[], mots: readonly MotCherche[]): string {
  const kept = (forme: string) => {
    const siens = normalize(forme).split(' ');
    return mots.reduce((somme, { normal }, rang) => somme + (siens.includes(normal) ? 2 ** -rang : 0), 0);
  };
  return formes.reduce((a, b) => (kept(b) > kept(a) ? b : a));
}

/** The words in the form that the site uses when it says them together: « assistante maternelle ». */
function writeTogether(mots: readonly MotCherche[], { ecrits }: Lexique): string {
  const textes: string[] = [];
  for (let debut = 0; debut < mots.length;) {
    let fin = mots.length;
    let formes: readonly string[] | undefined;
    while (fin > debut + 1 && formes === undefined) {
      formes = ecrits.get(toCle(mots.slice(debut, fin).map(({ normal }) => normal)));
      if (formes === undefined) fin -= 1;
    }
    textes.push(formes ? pickForme(formes, mots.slice(debut, fin)) : mots[debut]!.texte);
    debut = formes ? fin : debut + 1;
  }
  return textes.join(' ');
}

/** Stems that a word may stand for: its own, or all those it begins when it is still being typed. */
function racinesOf({ normal, racine, inacheve }: MotCherche, lexique: Lexique): string[] {
  if (lexique.nomsByRacine.has(racine)) return [racine];
  if (!inacheve || normal.length < 3 || isKnown(normal, lexique.dictionnaire)) return [];
  return [...lexique.nomsByRacine.keys()].filter((autre) => autre.startsWith(normal));
}

/** A name counts by the part of it that was said, and by the part of the query that it explains. */
const PART_DU_NOM = 1.5;
const PART_DE_LA_REQUETE = 0.8;
/** A name of one word that is also in many others is less of a proof than a whole expression. */
const PHRASE_EXACTE = 1.2;

function scoreNom(
  { racines, texte }: Nom,
  poids: ReadonlyMap<string, number>,
  total: number,
  dit: string,
  lexique: Lexique,
): number {
  let commun = 0;
  let sien = 0;
  for (const racine of racines) {
    const valeur = lexique.poidsOf(racine);
    sien += valeur;
    if (poids.has(racine)) commun += poids.get(racine)!;
  }
  if (sien === 0 || total === 0) return 0;
  const score = Math.min(1, commun / sien) ** PART_DU_NOM * Math.min(1, commun / total) ** PART_DE_LA_REQUETE;
  return texte === dit ? score * PHRASE_EXACTE : score;
}

/** How much each notion is named by these words. */
function findNotions(mots: readonly MotCherche[], lexique: Lexique): Map<number, number> {
  const poids = new Map<string, number>();
  let total = 0;
  for (const mot of mots) {
    const racines = racinesOf(mot, lexique);
    // A word of which nothing is known still counts in what remains unexplained.
    const valeur = racines.length > 0 ? Math.max(...racines.map(lexique.poidsOf)) : 0.6;
    total += valeur;
    for (const racine of racines) poids.set(racine, Math.min(valeur, lexique.poidsOf(racine)));
  }
  const dit = mots.map(({ normal }) => normal).join(' ');
  const candidats = new Set([...poids.keys()].flatMap((racine) => lexique.nomsByRacine.get(racine) ?? []));
  const notions = new Map<number, number>();
  for (const rang of candidats) {
    const nom = lexique.noms[rang]!;
    const score = scoreNom(nom, poids, total, dit, lexique);
    if (score > (notions.get(nom.notion) ?? 0)) notions.set(nom.notion, score);
  }
  return notions;
}

/** Understands a query: it is pure, so that every wording can be tried in a test. */
export function understand(
  q: string,
  lexique: Lexique,
  { communes, corriger = true }: OptionsDeRequete,
): Requete {
  const { mots, corrigee } = correctMots(q, lexique, corriger);
  const trouvee = findCommune(
    mots.map(({ normal }) => normal),
    communes,
    lexique,
  );
  const reste = trouvee ? [...mots.slice(0, trouvee.debut), ...mots.slice(trouvee.fin)] : mots;
  const pleins = reste.filter(({ normal }) => !isMotVide(normal));
  // « la » alone says nothing; « le relais » says « relais »; beside a commune, nothing may remain.
  const utiles = pleins.length > 0 || trouvee ? pleins : reste;
  return {
    mots: utiles,
    ...(trouvee ? { commune: trouvee.commune } : {}),
    ...(corrigee ? { corrigee: writeTogether(mots, lexique) } : {}),
    notions: findNotions(utiles, lexique),
  };
}

/** The notion whose name is nearest to the words, for somebody who found nothing. */
export function findProches(q: string, lexique: Lexique, max = 3): string[] {
  const mots = normalize(q)
    .split(' ')
    .filter((mot) => mot.length > 2 && !isMotVide(mot));
  const debuts = mots.map((mot) => mot.slice(0, Math.max(3, mot.length - 2)));
  const proches = lexique.notions
    .map(({ noms }, rang) => {
      const texte = ` ${noms.map(normalize).join(' ')}`;
      return { rang, nom: noms[0]!, commun: debuts.filter((debut) => texte.includes(` ${debut}`)).length };
    })
    .filter(({ commun }) => commun > 0)
    .sort((a, b) => b.commun - a.commun || a.rang - b.rang);
  return [...new Set(proches.map(({ nom }) => nom))].slice(0, max);
}
