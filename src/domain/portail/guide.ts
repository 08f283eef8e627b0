/** The guide in a territory: which question belongs to which age, and what to read around it. */
import { type Ages, overlaps } from '../age/age';
import { type Couleur, ETAPES, ETAPE_SLUGS, type Etape } from '../age/etape';
import type { Aide } from '../aide/schema';
import type { Article } from '../guide/schema';
import { type GroupeDeTheme, groupByTheme } from '../theme/group-by-theme';
import type { Portail } from './portail';
import { type Proches, findProches } from './proches';

/** The parts of the guide: the stages of life, then what a single stage cannot hold. */
export type PartieDuGuide = Etape | 'tout-age' | 'seniors' | 'tous';

export const PARTIES: Record<PartieDuGuide, { titre: string; couleur: Couleur }> = {
  grossesse: { titre: ETAPES.grossesse.titre, couleur: 'grossesse' },
  '0-3-ans': { titre: ETAPES['0-3-ans'].titre, couleur: '0-3-ans' },
  '3-11-ans': { titre: ETAPES['3-11-ans'].titre, couleur: '3-11-ans' },
  '11-17-ans': { titre: ETAPES['11-17-ans'].titre, couleur: '11-17-ans' },
  'tout-age': { titre: 'À tous les âges de l’enfant', couleur: 'tous' },
  seniors: { titre: 'Séniors et aidants', couleur: 'seniors' },
  tous: { titre: 'Pour toute la famille', couleur: 'tous' },
};
const PARTIE_SLUGS = Object.keys(PARTIES) as PartieDuGuide[];

function monthsShared(a: Ages, b: Ages): number {
  return Math.max(0, Math.min(a.aMois ?? Infinity, b.aMois ?? Infinity) - Math.max(a.deMois, b.deMois) + 1);
}

const span = ({ deMois, aMois = Infinity }: Ages): number => aMois - deMois + 1;

/** The stages that a range of ages covers at least by half; failing that, the one it covers most. */
export function etapesOf(ages: Ages): Etape[] {
  const touched = ETAPE_SLUGS.filter((etape) => overlaps(ETAPES[etape].ages, ages));
  const covered = touched.filter(
    (etape) => 2 * monthsShared(ETAPES[etape].ages, ages) >= span(ETAPES[etape].ages),
  );
  if (covered.length > 0) return covered;
  const shared = (etape: Etape): number => monthsShared(ETAPES[etape].ages, ages);
  return [...touched].sort((a, b) => shared(b) - shared(a)).slice(0, 1);
}

/** Where an article is listed: in one or two stages, or in a part that is not tied to a stage. */
export function partiesOf({ ages, themes }: Article): PartieDuGuide[] {
  if (!ages) return [themes.includes('seniors-et-aidants') ? 'seniors' : 'tous'];
  const etapes = etapesOf(ages);
  if (etapes.length === 0) return ['tous'];
  return etapes.length > 2 ? ['tout-age'] : etapes;
}

/** The colour of the stage that an article is most about, among those where it is listed. */
export function couleurOfArticle(article: Article): Couleur {
  const parties = partiesOf(article);
  const { ages } = article;
  const months = (partie: PartieDuGuide): number =>
    ages && partie in ETAPES ? monthsShared(ETAPES[partie as Etape].ages, ages) : 0;
  const [partie = 'tous'] = [...parties].sort((a, b) => months(b) - months(a));
  return PARTIES[partie].couleur;
}

export interface PartieRemplie {
  partie: PartieDuGuide;
  titre: string;
  couleur: Couleur;
  nombre: number;
  themes: GroupeDeTheme<Article>[];
}

/** The index of the guide: parts that hold something, then themes, in the order of the registries. */
export function groupArticles(articles: readonly Article[]): PartieRemplie[] {
  return PARTIE_SLUGS.flatMap((partie) => {
    const retenus = articles.filter((article) => partiesOf(article).includes(partie));
    if (retenus.length === 0) return [];
    return [{ partie, ...PARTIES[partie], nombre: retenus.length, themes: groupByTheme(retenus) }];
  });
}

/** Articles about an age, the most precise first. Those that do not depend on the age are not among them. */
export function listArticlesByAges(ages: Ages, portail: Portail): Article[] {
  return portail.articles
    .flatMap((article) =>
      article.ages && overlaps(article.ages, ages) ? [{ article, mois: span(article.ages) }] : [],
    )
    .sort((a, b) =>
      a.mois === b.mois ? a.article.titre.localeCompare(b.article.titre, 'fr') : a.mois - b.mois,
    )
    .map(({ article }) => article);
}

const VOISINS = 4;

/** Questions that one asks next: same theme and same people to see, at compatible ages. */
export function listArticlesVoisins(article: Article, portail: Portail): Article[] {
  const scoreOf = (autre: Article): number =>
    (autre.themes[0] === article.themes[0] ? 2 : 0) +
    autre.types.filter((type) => article.types.includes(type)).length;
  return portail.articles
    .filter(
      (autre) =>
        autre.slug !== article.slug && (!autre.ages || !article.ages || overlaps(autre.ages, article.ages)),
    )
    .map((autre) => ({ autre, score: scoreOf(autre) }))
    .filter(({ score }) => score > 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, VOISINS)
    .map(({ autre }) => autre);
}

export interface VueDArticle {
  article: Article;
  couleur: Couleur;
  proches: Proches;
  aides: Aide[];
  voisins: Article[];
}

export function describeArticle(article: Article, portail: Portail): VueDArticle {
  return {
    article,
    couleur: couleurOfArticle(article),
    proches: findProches(article.types, portail),
    aides: portail.aides.filter(({ slug }) => article.aides.includes(slug)),
    voisins: listArticlesVoisins(article, portail),
  };
}
