/**
 * Finds what answers a query, in the browser. Pagefind tells where words are; the domain tells what they mean, corrects
 * them, and puts first what is near. Loaded when somebody starts to search, not before.
 */
import type { Ages } from '../../domain/age/age';
import { type Passages, isEnCours } from '../../domain/recherche/catalogue';
import { type Candidat, type Reponse, mixFirst, rank } from '../../domain/recherche/classement';
import { isKnown } from '../../domain/recherche/correction';
import { rangOf } from '../../domain/recherche/entree';
import type { Facettes } from '../../domain/recherche/facettes';
import {
  type CommuneSituee,
  type Comptes,
  type Contexte,
  type Filtre,
  countOptions,
  distanceTo,
  matches,
} from '../../domain/recherche/filtre';
import { type PaquetDeFacettes, readSlugs, unpackFacettes } from '../../domain/recherche/paquet';
import { type MotCherche, type Requete, findProches, understand } from '../../domain/recherche/requete';
import type { CarteDeResultat } from '../../domain/recherche/resultat';
import { type Lexique, type Vocabulaire, createLexique } from '../../domain/recherche/vocabulaire';

/** What is used of Pagefind. */
interface ResultatDePagefind {
  id: string;
  score: number;
  data: () => Promise<{ meta: Record<string, string> }>;
}
interface Pagefind {
  search: (mot: string | null) => Promise<{ results: ResultatDePagefind[] }>;
}
interface ModuleDePagefind {
  createInstance: (options: { noWorker: boolean; metaCacheTag: string }) => Pagefind;
}

const LETTRES_D_UN_DEBUT = 4;
const PAGEFIND = '/pagefind/pagefind.js';

async function fetchFichier(adresse: string): Promise<Response> {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
  return reponse;
}
const fetchJson = async <T>(adresse: string): Promise<T> => (await (await fetchFichier(adresse)).json()) as T;

/** What was found, before the first cards are read. */
export interface Trouvaille {
  requete: Requete;
  /** What passes the filters, best first. */
  retenus: Candidat[];
  /** What answers the words, whatever the filters. */
  candidats: Candidat[];
  /** The commune near which things were put first. */
  commune: CommuneSituee | undefined;
}

/** A card, and how far it is from the commune. */
export interface CarteTrouvee {
  carte: CarteDeResultat;
  km: number | undefined;
  /** INSEE code of the commune to say: the one asked, if it is there. */
  commune: string | undefined;
  ages: Ages | undefined;
}

export class Moteur {
  readonly #pagefind: Pagefind;
  readonly #facettes: Facettes[];
  readonly #lexique: Lexique;
  readonly #communes: CommuneSituee[];
  readonly #contexte: Contexte;
  /** The entry of the index of each row. */
  #entrees: ResultatDePagefind[] = [];
  readonly #reponses = new Map<string, Promise<Reponse>>();
  #ouverts: Promise<ReadonlySet<string>> | undefined;

  private constructor(pagefind: Pagefind, paquet: PaquetDeFacettes, vocabulaire: Vocabulaire) {
    const { facettes, communes } = unpackFacettes(paquet);
    this.#pagefind = pagefind;
    this.#facettes = facettes;
    this.#communes = communes;
    this.#lexique = createLexique(
      vocabulaire,
      communes.map(({ nom }) => nom),
    );
    this.#contexte = {
      communeBySlug: new Map(communes.map((commune) => [commune.slug, commune])),
      communeByCode: new Map(communes.map((commune) => [commune.code, commune])),
      isOuvert: () => false,
    };
  }

  static async load(): Promise<Moteur> {
    const [module, paquet, vocabulaire] = await Promise.all([
      import(/* @vite-ignore */ PAGEFIND) as Promise<ModuleDePagefind>,
      fetchJson<PaquetDeFacettes>('/recherche/facettes.json'),
      fetchJson<Vocabulaire>('/recherche/vocabulaire.json'),
    ]);
    // In the page itself: a worker would fetch the library twice. The tag keeps the same address from one visit to the next.
    const pagefind = module.createInstance({ noWorker: true, metaCacheTag: 'site' });
    const moteur = new Moteur(pagefind, paquet, vocabulaire);
    const { results } = await pagefind.search(null);
    if (results.length !== moteur.#facettes.length) throw new Error('the index is not that of the facets');
    for (const entree of results) moteur.#entrees[rangOf(entree.id)] = entree;
    return moteur;
  }

  #askWord(mot: string): Promise<Reponse> {
    let reponse = this.#reponses.get(mot);
    if (!reponse) {
      reponse = this.#pagefind
        .search(mot)
        .then(({ results }) => new Map(results.map(({ id, score }) => [rangOf(id), score])));
      this.#reponses.set(mot, reponse);
      reponse.catch(() => this.#reponses.delete(mot));
    }
    return reponse;
  }

  /** Too short a beginning is that of too many words: the vocabulary answers, and the index is spared. */
  #isAsked({ normal, inacheve }: MotCherche): boolean {
    return !inacheve || normal.length >= LETTRES_D_UN_DEBUT || isKnown(normal, this.#lexique.dictionnaire);
  }

  /** Structures that receive people now. The dates are many: they are fetched only by who asks. */
  async #loadOuverts(): Promise<ReadonlySet<string>> {
    this.#ouverts ??= Promise.all([
      fetchJson<Passages>('/carte/passages.json'),
      fetchFichier('/recherche/slugs.txt').then((reponse) => reponse.text()),
    ]).then(([{ passages }, slugs]) => {
      readSlugs(slugs, this.#facettes);
      const maintenant = Date.now();
      return new Set(
        Object.keys(passages).filter((slug) =>
          passages[slug]!.some((passage) => isEnCours(passage, maintenant)),
        ),
      );
    });
    this.#ouverts.catch(() => (this.#ouverts = undefined));
    return this.#ouverts;
  }

  async search(filtre: Filtre): Promise<Trouvaille> {
    const q = filtre.q ?? '';
    const exact = /^\s*"(.*)"\s*$/.exec(q)?.[1];
    const requete = understand(exact ?? q, this.#lexique, {
      communes: this.#communes,
      corriger: exact === undefined,
    });
    const [reponses, ouverts] = await Promise.all([
      Promise.all(
        requete.mots.filter((mot) => this.#isAsked(mot)).map(({ normal }) => this.#askWord(normal)),
      ),
      filtre.ouvert ? this.#loadOuverts() : undefined,
    ]);
    if (ouverts) this.#contexte.isOuvert = ({ genre, slug }) => genre === 'structure' && ouverts.has(slug);
    const retenue =
      filtre.commune === undefined ? undefined : this.#contexte.communeBySlug.get(filtre.commune);
    const candidats = rank(requete, reponses, {
      facettes: this.#facettes,
      lexique: this.#lexique,
      contexte: this.#contexte,
      commune: retenue,
    });
    const retenus = mixFirst(candidats.filter(({ fiche }) => matches(fiche, filtre, this.#contexte)));
    return { requete, candidats, retenus, commune: requete.commune ?? retenue };
  }

  async readCartes({ retenus, commune }: Trouvaille, de: number, a: number): Promise<CarteTrouvee[]> {
    return Promise.all(
      retenus.slice(de, a).map(async ({ rang, fiche }) => {
        const { meta } = await this.#entrees[rang]!.data();
        const carte = JSON.parse(meta['carte']!) as CarteDeResultat;
        const isThere = commune !== undefined && fiche.communes?.includes(commune.code);
        return {
          carte,
          km: commune && fiche.genre !== 'commune' ? distanceTo(fiche, commune, this.#contexte) : undefined,
          commune: isThere ? commune.code : carte.commune,
          ages: fiche.ages,
        };
      }),
    );
  }

  /** Counts for every option of the filters. */
  count({ candidats }: Trouvaille, filtre: Filtre): Comptes {
    return countOptions(
      candidats.map(({ fiche }) => fiche),
      filtre,
      this.#contexte,
    );
  }

  /** How many results another filter would leave among what answers the same words. */
  countWith({ candidats }: Trouvaille, filtre: Filtre): number {
    return candidats.filter(({ fiche }) => matches(fiche, filtre, this.#contexte)).length;
  }

  /** Other words, near in meaning or in letters. */
  suggest(q: string): string[] {
    return findProches(q, this.#lexique);
  }
}
