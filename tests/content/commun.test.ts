import { describe, expect, it } from 'vitest';
import { overlaps, yearsToAges } from '../../src/domain/age/age';
import { ANNEES, ETAPES } from '../../src/domain/age/etape';
import { THEME_SLUGS } from '../../src/domain/theme/theme';
import { AUJOURDHUI, TERRITOIRE_FICTIF, lireTerritoire, listTextes } from '../fixtures/territoires';

// What every territory shares, as one of them reads it.
const { articles, aides, termes, urgences, calendrier } = lireTerritoire(TERRITOIRE_FICTIF).portail;
const isHttps = (url: string): boolean => new URL(url).protocol === 'https:';

describe('the guide', () => {
  it('holds thirty articles or more', () => {
    expect(articles.length).toBeGreaterThanOrEqual(30);
  });

  it('covers every theme', () => {
    const themes = new Set(articles.flatMap((article) => article.themes));
    expect(THEME_SLUGS.filter((theme) => !themes.has(theme))).toEqual([]);
  });

  it.each(ANNEES)('answers at %i years', (annee) => {
    const sienes = articles.filter(({ ages }) => ages && overlaps(ages, yearsToAges(annee)));
    expect(sienes.length).toBeGreaterThanOrEqual(3);
  });

  it('answers during pregnancy', () => {
    const siens = articles.filter(({ ages }) => ages && overlaps(ages, ETAPES.grossesse.ages));
    expect(siens.length).toBeGreaterThanOrEqual(1);
  });

  it('sends to official sites, verified on a date that is past', () => {
    for (const { slug, liens, verifieLe } of articles) {
      expect(verifieLe <= AUJOURDHUI, slug).toBe(true);
      for (const { url } of liens) expect(isHttps(url), `${slug} ${url}`).toBe(true);
    }
  });

  it('asks each question once', () => {
    const titres = articles.map(({ titre }) => titre.toLocaleLowerCase('fr'));
    expect(new Set(titres).size).toBe(titres.length);
  });
});

describe('the aids', () => {
  it('are twenty or more', () => {
    expect(aides.length).toBeGreaterThanOrEqual(20);
  });

  it('have an official link and the date of a check that is past', () => {
    for (const { slug, lien, verifieLe } of aides) {
      expect(isHttps(lien), `${slug} ${lien}`).toBe(true);
      expect(verifieLe <= AUJOURDHUI, slug).toBe(true);
    }
  });

  it('state no amount: it changes each year', () => {
    const montants = listTextes('commun').filter(
      ({ ou, texte }) =>
        /^commun\/(aides|guide|lexique)\//.test(ou) && /\d[\d\s.,\u00A0\u202F]*(€|euros?\b)/i.test(texte),
    );
    expect(montants).toEqual([]);
  });
});

describe('the lexicon', () => {
  it('explains eighty words or more with the words that people use', () => {
    expect(termes.filter(({ synonymes }) => synonymes.length > 0).length).toBeGreaterThanOrEqual(80);
  });

  it.each([
    ['RAM', 'rpe'],
    ['CLSH', 'alsh'],
    ['MSAP', 'france-services'],
  ] as const)('leads from the old name %s to %s', (ancien, type) => {
    const trouves = termes.filter(({ anciensNoms }) => anciensNoms.includes(ancien));
    expect(trouves.map(({ types }) => types)).toContainEqual(expect.arrayContaining([type]));
  });

  it.each([
    ['nounou', 'rpe'],
    ['centre aéré', 'alsh'],
    ['garderie', 'periscolaire'],
  ] as const)('leads from the everyday word « %s » to %s', (mot, type) => {
    const types = termes.filter(({ synonymes }) => synonymes.includes(mot)).flatMap((terme) => terme.types);
    expect(types).toContain(type);
  });

  it('never defines an acronym by itself alone', () => {
    for (const { terme, sigle, definition } of termes)
      if (sigle !== undefined && sigle !== terme) expect(definition, terme).not.toBe(sigle);
  });

  it('defines each acronym once', () => {
    const sigles = termes.flatMap(({ sigle }) => sigle ?? []);
    expect(sigles.filter((sigle, rang) => sigles.indexOf(sigle) !== rang)).toEqual([]);
  });
});

describe('the emergency numbers', () => {
  it('hold those that everybody must find', () => {
    const numeros = urgences.map(({ numero }) => numero.replace(/\s/g, ''));
    for (const numero of ['15', '17', '18', '112', '114', '119', '3919', '3114', '3018'])
      expect(numeros, numero).toContain(numero);
  });

  it('have an official link and a date of check', () => {
    for (const { slug, lien, verifieLe } of urgences) {
      expect(isHttps(lien), slug).toBe(true);
      expect(verifieLe <= AUJOURDHUI, slug).toBe(true);
    }
  });
});

describe('the school calendar', () => {
  it('describes the year of these tests in the three zones, from Saturday to Sunday', () => {
    for (const zone of ['A', 'B', 'C'] as const) {
      const periodes = calendrier.periodes(zone).filter(({ nom }) => nom !== 'pont');
      expect(periodes.map(({ nom }) => nom)).toEqual(
        expect.arrayContaining(['toussaint', 'noel', 'hiver', 'printemps']),
      );
      for (const { nom, du, au } of periodes.filter(({ nom: periode }) => periode !== 'ete')) {
        expect(new Date(du).getUTCDay(), `${zone} ${nom}`).toBe(6);
        expect(new Date(au).getUTCDay(), `${zone} ${nom}`).toBe(0);
      }
    }
  });
});
