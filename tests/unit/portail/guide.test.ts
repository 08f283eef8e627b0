import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ETAPES, ETAPE_SLUGS } from '../../../src/domain/age/etape';
import { overlaps } from '../../../src/domain/age/age';
import { aideSchema } from '../../../src/domain/aide/schema';
import { type Article, articleSchema } from '../../../src/domain/guide/schema';
import { describeAide } from '../../../src/domain/portail/aide';
import {
  couleurOfArticle,
  describeArticle,
  etapesOf,
  groupArticles,
  listArticlesByAges,
  listArticlesVoisins,
  partiesOf,
} from '../../../src/domain/portail/guide';
import { creerPortail } from '../../fixtures/portail';

const ecrit = {
  titre: 'Qui peut garder mon bébé ?',
  resume: 'Une crèche ou une assistante maternelle.',
  themes: ['petite-enfance' as const],
  aQuoiCaSert: 'À travailler l’esprit tranquille.',
  pourQui: 'Pour les parents de tout-petits.',
  combien: 'Cela dépend de vos revenus.',
  commentFaire: ['Appelez le relais petite enfance.'],
  types: ['rpe' as const],
  liens: [{ libelle: 'Le site officiel', url: 'https://www.caf.fr' }],
  verifieLe: '2026-11-21',
};
const article = (champs: Partial<Article> = {}): Article => ({
  ...articleSchema.parse(ecrit),
  slug: 'article',
  ...champs,
});

const ages = fc
  .tuple(fc.integer({ min: -9, max: 400 }), fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }))
  .map(([deMois, duree]) => (duree === undefined ? { deMois } : { deMois, aMois: deMois + duree }));

describe('the stages of an article', () => {
  it('are those it covers at least by half', () => {
    expect(etapesOf({ deMois: -9, aMois: -1 })).toEqual(['grossesse']);
    expect(etapesOf({ deMois: -9, aMois: 35 })).toEqual(['grossesse', '0-3-ans']);
    expect(etapesOf({ deMois: 0, aMois: 143 })).toEqual(['0-3-ans', '3-11-ans']);
    expect(etapesOf({ deMois: 72, aMois: 191 })).toEqual(['3-11-ans', '11-17-ans']);
  });

  it('come down to the one it touches most when it covers none by half', () => {
    expect(etapesOf({ deMois: -2, aMois: 5 })).toEqual(['0-3-ans']);
    expect(etapesOf({ deMois: 192, aMois: 311 })).toEqual(['11-17-ans']);
    expect(etapesOf({ deMois: 192 })).toEqual(['11-17-ans']);
  });

  it('always touch the article, and are missing only for adults', () => {
    fc.assert(
      fc.property(ages, (a) => {
        const etapes = etapesOf(a);
        for (const etape of etapes) expect(overlaps(ETAPES[etape].ages, a)).toBe(true);
        expect(etapes.length === 0).toBe(a.deMois > 215);
      }),
    );
  });
});

describe('the index of the guide', () => {
  it('gives a part to an article that has no age', () => {
    expect(partiesOf(article({ themes: ['logement', 'seniors-et-aidants'] }))).toEqual(['seniors']);
    expect(partiesOf(article({ themes: ['mobilite'] }))).toEqual(['tous']);
  });

  it('gathers the articles of three stages and more instead of repeating them', () => {
    expect(partiesOf(article({ ages: { deMois: 0, aMois: 215 } }))).toEqual(['tout-age']);
  });

  it('holds every article, and counts what it shows', () => {
    fc.assert(
      fc.property(fc.array(fc.option(ages, { nil: undefined }), { maxLength: 12 }), (liste) => {
        const articles = liste.map((a, rang) => article({ slug: `article-${rang}`, ages: a }));
        const parties = groupArticles(articles);
        const shown = parties.map(({ themes }) => themes.flatMap(({ entrees }) => entrees));
        expect(new Set(shown.flat())).toEqual(new Set(articles));
        expect(shown.map(({ length }) => length)).toEqual(parties.map(({ nombre }) => nombre));
      }),
    );
  });

  it('puts stages first, and themes under them', () => {
    const [premiere, derniere] = groupArticles([
      article({ slug: 'b', themes: ['mobilite'] }),
      article({ slug: 'a', ages: { deMois: 0, aMois: 35 } }),
    ]);
    expect(premiere?.partie).toBe('0-3-ans');
    expect(premiere?.themes.map(({ theme }) => theme)).toEqual(['petite-enfance']);
    expect(derniere?.partie).toBe('tous');
  });
});

describe('the colour of an article', () => {
  it('is that of the stage it is most about', () => {
    expect(couleurOfArticle(article({ ages: { deMois: -9, aMois: 35 } }))).toBe('0-3-ans');
    expect(couleurOfArticle(article({ ages: { deMois: -9, aMois: -1 } }))).toBe('grossesse');
    expect(couleurOfArticle(article({ ages: { deMois: 0, aMois: 215 } }))).toBe('tous');
    expect(couleurOfArticle(article({ themes: ['seniors-et-aidants'] }))).toBe('seniors');
  });
});

describe('the articles about an age', () => {
  const portail = creerPortail({
    guide: {
      large: { ...ecrit, titre: 'De la naissance à la majorité', ages: { deMois: 0, aMois: 215 } },
      precis: { ...ecrit, titre: 'Les premiers mois de bébé', ages: { deMois: 0, aMois: 5 } },
      ouvert: { ...ecrit, titre: 'À partir de seize ans', ages: { deMois: 192 } },
      'sans-age': { ...ecrit, titre: 'Sans aucun âge' },
    },
  });

  it('come the most precise first, and the others stay out', () => {
    expect(listArticlesByAges({ deMois: 0, aMois: 11 }, portail).map(({ slug }) => slug)).toEqual([
      'precis',
      'large',
    ]);
    expect(listArticlesByAges({ deMois: 204, aMois: 215 }, portail).map(({ slug }) => slug)).toEqual([
      'large',
      'ouvert',
    ]);
  });

  it('are found for every stage that they touch', () => {
    const found = ETAPE_SLUGS.filter((etape) =>
      listArticlesByAges(ETAPES[etape].ages, portail).some(({ slug }) => slug === 'large'),
    );
    expect(found).toEqual(['0-3-ans', '3-11-ans', '11-17-ans']);
  });
});

describe('what an article leads to', () => {
  const aide = {
    ...aideSchema.parse({
      nom: 'Complément de mode de garde',
      organisme: 'Caf',
      resume: 'Elle paie une partie de la garde.',
      condition: 'Faire garder son enfant.',
      demarche: ['Demandez-la sur caf.fr.'],
      lien: 'https://www.caf.fr',
      themes: ['petite-enfance'],
      verifieLe: '2026-11-21',
    }),
    slug: 'complement',
  };
  const portail = {
    ...creerPortail({
      structures: { relais: { type: 'rpe' }, fs: { type: 'france-services', nom: 'France services' } },
      guide: {
        garde: { ...ecrit, ages: { deMois: 0, aMois: 35 }, aides: ['complement'] },
        creche: { ...ecrit, titre: 'Comment avoir une place en crèche ?', ages: { deMois: 0, aMois: 47 } },
        ado: { ...ecrit, titre: 'Mon ado s’ennuie, que faire ?', ages: { deMois: 132, aMois: 215 } },
        bus: { ...ecrit, titre: 'Sans voiture, comment faire ?', themes: ['mobilite'], types: ['mobilite'] },
      },
    }),
    aides: [aide],
  };
  const garde = portail.articles.find(({ slug }) => slug === 'garde')!;

  it('is who answers in the territory, and the aids it names', () => {
    const vue = describeArticle(garde, portail);
    expect(vue.proches.structures.map(({ slug }) => slug)).toEqual(['relais']);
    expect(vue.aides).toEqual([aide]);
    expect(vue.couleur).toBe('0-3-ans');
  });

  it('is also the questions that share its theme and its people, at compatible ages, never itself', () => {
    expect(listArticlesVoisins(garde, portail).map(({ slug }) => slug)).toEqual(['creche']);
  });

  it('says from the aid which articles mention it, and sends to France services when the aid names nobody', () => {
    const vue = describeAide(aide, portail);
    expect(vue.articles).toEqual([garde]);
    expect(vue.proches.structures.map(({ slug }) => slug)).toEqual(['fs']);
  });
});
