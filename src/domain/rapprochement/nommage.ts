/** What the words of a name are worth when two names are compared: « RAM » and « relais petite enfance » are one word. */
import type { Terme } from '../lexique/schema';
import { isMotVide, normalize, stemOf } from '../recherche/mots';
import { TYPE_SLUGS, type TypeSlug, getType } from '../structure/type';
import type { Commune } from '../territoire/schema';

/**
 * `propre`: names this one and no other. `commune`, `sorte`: a commune, a kind of service, whatever the words that say
 * it. `courant`: a word that many names hold.
 */
export type GenreDeMot = 'propre' | 'commune' | 'sorte' | 'courant';

export interface Mot {
  /** The same for every way to say it. */
  cle: string;
  genre: GenreDeMot;
  /** The type of structures that this word names, when it names one. */
  type?: TypeSlug;
}

/** How much a word tells. */
export const POIDS: Readonly<Record<GenreDeMot, number>> = {
  propre: 1,
  commune: 0.6,
  sorte: 0.5,
  courant: 0.3,
};

export interface Nommage {
  /** The words of a name that say something, each once. */
  readMots: (nom: string) => Mot[];
  nameCommune: (code: string) => string;
}

export interface SourceDuNommage {
  communes: readonly Pick<Commune, 'codeInsee' | 'nom'>[];
  /** The lexicon gives the acronyms and the old names. */
  termes?: readonly Pick<Terme, 'terme' | 'sigle' | 'anciensNoms' | 'types' | 'slug'>[];
  /** The names of the territory, which many of its services bear. */
  territoire?: readonly string[];
}

/** Legal forms: they never tell two services apart. */
const JURIDIQUES = new Set(
  'association asso assoc sarl sas sasu eurl scic scop sci gie epci syndicat mixte'.split(' '),
);

const COURANTS = new Set(
  (
    'festival fete fetes marche foire forum salon semaine journee matinee soiree week end rencontre atelier stage sortie visite ' +
    'concert spectacle musique theatre danse cinema lecture jeux jeu sport ' +
    'centre maison espace accueil service services point pole local salle place antenne site permanence bureau relais lieu ' +
    'batiment foyer complexe stade gymnase ancien ancienne nouveau nouvelle grand petite petit ' +
    'itinerant itinerante mobile bus intercommunal intercommunale communal communale municipal municipale territorial ' +
    'pays agglomeration communaute communes commune canton village departement region national ' +
    'enfance enfant enfants jeunes jeunesse ado ados adolescent parents parent parentalite famille familles seniors public social'
  )
    .split(' ')
    .map((mot) => stemOf(mot)),
);

/** Where the short form of a commune’s name ends: « Cordes » of « Cordes-sur-Ciel ». */
const LIAISONS = new Set(['sur', 'sous', 'les', 'lez', 'en', 'de', 'du', 'des', 'd', 'la', 'le', 'et', 'a']);
const LETTRES_MIN = 5;

const toRacines = (texte: string): string[] =>
  normalize(texte)
    .split(' ')
    .filter(Boolean)
    .map((mot) => stemOf(mot));

/** `saint sernin` of `Saint-Sernin-sur-Rance`; undefined when nothing shorter is said. */
function shorten(nom: string): string | undefined {
  const mots = normalize(nom).split(' ');
  const debut = /^(?:la|le|les|l)$/.test(mots[0] ?? '') ? 1 : 0;
  const fin = mots.findIndex((mot, rang) => rang > debut && LIAISONS.has(mot));
  const court = mots.slice(debut, fin).join(' ');
  return fin > 0 && court.length >= LETTRES_MIN ? court : undefined;
}

/** Prepares what recognises the words of names in a territory. */
export function createNommage({ communes, termes = [], territoire = [] }: SourceDuNommage): Nommage {
  /** By the stems of their words, in the order they are written. */
  const expressions = new Map<string, Mot>();
  let longueurMax = 1;
  const learn = (texte: string, mot: Mot) => {
    const racines = toRacines(texte);
    if (racines.length === 0) return;
    longueurMax = Math.max(longueurMax, racines.length);
    const cle = racines.join(' ');
    if (!expressions.has(cle)) expressions.set(cle, mot);
  };

  for (const { codeInsee, nom } of communes) learn(nom, { cle: `commune ${codeInsee}`, genre: 'commune' });
  const courts = Map.groupBy(communes, ({ nom }) => shorten(nom) ?? '');
  for (const [court, siennes] of courts)
    if (court !== '' && siennes.length === 1)
      learn(court, { cle: `commune ${siennes[0]!.codeInsee}`, genre: 'commune' });
  for (const slug of TYPE_SLUGS) {
    const { libelle, pluriel, sigle } = getType(slug);
    for (const texte of [libelle, pluriel, ...(sigle?.split(' ou ') ?? [])])
      learn(texte, { cle: `sorte ${slug}`, genre: 'sorte', type: slug });
  }
  for (const { terme, sigle, anciensNoms, types, slug } of termes) {
    const textes = [terme, ...(sigle === undefined ? [] : [sigle])];
    // Of the type that bears this name; a type may hold several sorts, as car sharing and buses on demand are mobility.
    const connu = textes.map((texte) => expressions.get(toRacines(texte).join(' '))).find(Boolean);
    for (const texte of [...textes, ...anciensNoms])
      learn(
        texte,
        connu ?? { cle: `sorte ${slug}`, genre: 'sorte', ...(types.length === 1 ? { type: types[0]! } : {}) },
      );
  }

  const duTerritoire = new Set(territoire.flatMap(toRacines));
  const noms = new Map(communes.map(({ codeInsee, nom }) => [codeInsee, nom]));

  return {
    readMots(nom) {
      const ecrits = normalize(nom).split(' ').filter(Boolean);
      const racines = ecrits.map((mot) => stemOf(mot));
      const mots = new Map<string, Mot>();
      for (let debut = 0; debut < racines.length;) {
        let pris = 0;
        for (let longueur = Math.min(longueurMax, racines.length - debut); longueur > 0; longueur--) {
          const mot = expressions.get(racines.slice(debut, debut + longueur).join(' '));
          if (!mot) continue;
          mots.set(mot.cle, mot);
          pris = longueur;
          break;
        }
        if (pris === 0) {
          const [ecrit, racine] = [ecrits[debut]!, racines[debut]!];
          const isCourant = COURANTS.has(racine) || duTerritoire.has(racine);
          if (!isMotVide(ecrit) && !JURIDIQUES.has(ecrit))
            mots.set(racine, { cle: racine, genre: isCourant ? 'courant' : 'propre' });
        }
        debut += Math.max(pris, 1);
      }
      return [...mots.values()];
    },
    nameCommune: (code) => noms.get(code) ?? code,
  };
}
