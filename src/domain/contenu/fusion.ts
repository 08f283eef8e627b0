/**
 * Three-way merge of an entry, field by field: what one side alone changed is kept, what both changed differently is a
 * conflict, named by its field. Somebody decides it; nothing else of the entry waits.
 */
import { fieldOf, isSame } from './egalite';

export interface ConflitDeChamp {
  /** `permanences[mairie].creneaux`; empty when the whole entry is concerned. */
  chemin: string;
  base: unknown;
  publie: unknown;
  brouillon: unknown;
}

export type Choix = 'publie' | 'brouillon';

export interface Fusion {
  /** The merged entry; where there is a conflict, what is published. */
  donnees: unknown;
  conflits: ConflitDeChamp[];
}

/** Fields that are one decision: half of one rhythm and half of another would be a third, that nobody wrote. */
const D_UN_BLOC: ReadonlySet<string> = new Set([
  'rythme',
  'tarif',
  'ages',
  'position',
  'centre',
  'saison',
  'saisonExclue',
  'validite',
  'capacite',
  'population',
  'charte',
  'tuiles',
]);

/** Fields that tell an item of a list from its neighbours, by the name of the list. A root list has no name. */
const IDENTITES: Readonly<Record<string, readonly string[]>> = {
  '': ['codeInsee'],
  permanences: ['id'],
  contacts: ['fonction'],
  exceptions: ['type', 'du', 'de', 'date'],
  fermetures: ['du'],
  seances: ['du', 'debut', 'lieu'],
  sources: ['titre', 'date'],
  signataires: ['nom'],
  valeurs: ['date'],
  parCommune: ['commune'],
  objectifs: ['annee'],
  suivi: ['trimestre'],
};

type Objet = Readonly<Record<string, unknown>>;

const isObjet = (valeur: unknown): valeur is Objet =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

/** The items of a list by their identity, or undefined when one has none or two have the same. */
function indexItems(
  liste: readonly unknown[],
  identite: readonly string[],
): Map<string, unknown> | undefined {
  const index = new Map<string, unknown>();
  for (const item of liste) {
    if (!isObjet(item)) return undefined;
    const nom = identite
      .map((champ) => fieldOf(item, champ))
      .filter((valeur) => typeof valeur === 'string')
      .join(' ');
    if (nom === '' || index.has(nom)) return undefined;
    index.set(nom, item);
  }
  return index;
}

/** The order of `noms` in which each of `ajouts`, in the order of `autres`, comes after the one it followed there. */
function insert(noms: readonly string[], autres: readonly string[], ajouts: ReadonlySet<string>): string[] {
  const ordre = [...noms];
  autres.forEach((nom, rang) => {
    if (!ajouts.has(nom)) return;
    const precedent = autres.slice(0, rang).findLast((autre) => ordre.includes(autre));
    ordre.splice(precedent === undefined ? 0 : ordre.indexOf(precedent) + 1, 0, nom);
  });
  return ordre;
}

/** The merged order of names, or undefined when both sides moved the same items differently. */
function mergeOrder(
  base: readonly string[],
  publie: readonly string[],
  brouillon: readonly string[],
): string[] | undefined {
  const communs = base.filter((nom) => publie.includes(nom) && brouillon.includes(nom));
  const among = (noms: readonly string[]) => noms.filter((nom) => communs.includes(nom));
  const [chezPublie, chezBrouillon] = [among(publie), among(brouillon)];
  const publieMoved = !isSame(chezPublie, communs);
  if (publieMoved && !isSame(chezBrouillon, communs) && !isSame(chezPublie, chezBrouillon)) return undefined;
  const [premier, second] = publieMoved ? [publie, brouillon] : [brouillon, publie];
  return insert(premier, second, new Set(second.filter((nom) => !premier.includes(nom))));
}

type Decision = (chemin: string) => Choix | undefined;

function createMerge(decide: Decision) {
  const conflits: ConflitDeChamp[] = [];

  function settle(chemin: string, base: unknown, publie: unknown, brouillon: unknown): unknown {
    const choix = decide(chemin);
    if (choix === undefined) conflits.push({ chemin, base, publie, brouillon });
    return choix === 'brouillon' ? brouillon : publie;
  }

  function mergeObjets(chemin: string, base: Objet, publie: Objet, brouillon: Objet): unknown {
    const cles = new Set([...Object.keys(publie), ...Object.keys(brouillon)]);
    const champs = [...cles].map((cle): [string, unknown] => [
      cle,
      merge(
        chemin ? `${chemin}.${cle}` : cle,
        cle,
        fieldOf(base, cle),
        fieldOf(publie, cle),
        fieldOf(brouillon, cle),
      ),
    ]);
    return Object.fromEntries(champs.filter(([, valeur]) => valeur !== undefined));
  }

  function mergeListes(
    chemin: string,
    identite: readonly string[],
    [base, publie, brouillon]: readonly [readonly unknown[], readonly unknown[], readonly unknown[]],
  ): unknown {
    const [b, p, d] = [base, publie, brouillon].map((liste) => indexItems(liste, identite));
    const ordre = b && p && d && mergeOrder([...b.keys()], [...p.keys()], [...d.keys()]);
    if (!ordre) return settle(chemin, base, publie, brouillon);
    return ordre
      .map((nom) => merge(`${chemin}[${nom}]`, '', b.get(nom), p.get(nom), d.get(nom)))
      .filter((item) => item !== undefined);
  }

  function merge(chemin: string, champ: string, base: unknown, publie: unknown, brouillon: unknown): unknown {
    if (isSame(publie, brouillon) || isSame(brouillon, base)) return publie;
    if (isSame(publie, base)) return brouillon;
    if (D_UN_BLOC.has(champ)) return settle(chemin, base, publie, brouillon);
    if (isObjet(publie) && isObjet(brouillon) && (base === undefined || isObjet(base)))
      return mergeObjets(chemin, base ?? {}, publie, brouillon);
    const identite = IDENTITES[champ];
    if (
      identite &&
      Array.isArray(publie) &&
      Array.isArray(brouillon) &&
      (base === undefined || Array.isArray(base))
    )
      return mergeListes(chemin, identite, [(base as unknown[] | undefined) ?? [], publie, brouillon]);
    return settle(chemin, base, publie, brouillon);
  }

  return { merge, conflits };
}

/**
 * Merges what is published and a draft that both come from `base`; undefined is an entry that does not exist. `decide`
 * settles the conflicts that somebody has decided, by their path.
 */
export function mergeDonnees(
  base: unknown,
  publie: unknown,
  brouillon: unknown,
  decide: Decision = () => undefined,
): Fusion {
  const { merge, conflits } = createMerge(decide);
  return { donnees: merge('', '', base, publie, brouillon), conflits };
}
