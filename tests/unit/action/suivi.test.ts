import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, actionSchema } from '../../../src/domain/action/schema';
import { describeSuivi } from '../../../src/domain/action/suivi';
import { rangOf, trimestreOf } from '../../../src/domain/date/trimestre';
import {
  listActions,
  toTableauDesActions,
  toTableauDuSuivi,
  toTableauParTheme,
} from '../../../src/domain/portail/actions';
import { erreursDe } from '../../fixtures/contenu';
import { expectMemesCellules } from '../../fixtures/tableau';
import { AUJOURDHUI, lireTerritoire } from '../../fixtures/territoires';

const action = (suivi: object[], date: string | undefined = '2026-02-03'): Action => ({
  ...actionSchema.parse({
    titre: 'Une action',
    suivi,
    sources: [{ titre: 'Convention', ...(date ? { date } : {}) }],
  }),
  slug: 'une-action',
});
const isSansNouvelles = (suivi: object[], aujourdhui: string, date?: string) =>
  describeSuivi(action(suivi, date), aujourdhui).isSansNouvelles;

describe('an action without news', () => {
  const point = { trimestre: '2026-T3', etat: 'en-cours' };

  it('is one that let a whole quarter go by', () => {
    expect(isSansNouvelles([point], '2026-09-30')).toBe(false);
    expect(isSansNouvelles([point], '2026-12-31')).toBe(false);
    expect(isSansNouvelles([point], '2027-01-01')).toBe(true);
  });

  it('is never one that is over', () => {
    for (const etat of ['terminee', 'abandonnee'])
      expect(isSansNouvelles([{ ...point, etat }], '2030-01-01')).toBe(false);
    expect(isSansNouvelles([{ ...point, etat: 'suspendue' }], '2030-01-01')).toBe(true);
  });

  it('counts from its document while nobody wrote a point', () => {
    expect(isSansNouvelles([], '2026-06-30')).toBe(false);
    expect(isSansNouvelles([], '2026-07-01')).toBe(true);
    expect(
      describeSuivi({ ...action([]), sources: [{ titre: 'Sans date' }] }, '2026-07-01').isSansNouvelles,
    ).toBe(true);
  });
});

describe('the state of an action', () => {
  it('is the latest that was written, whatever the order of the points', () => {
    const suivi = [
      { trimestre: '2026-T3', fait: 'Un point sans état.' },
      { trimestre: '2026-T1', etat: 'prevue' },
      { trimestre: '2026-T2', etat: 'en-cours' },
    ];
    const { etat, historique } = describeSuivi(action(suivi), AUJOURDHUI);
    expect(etat).toBe('en-cours');
    expect(historique.map(({ trimestre }) => trimestre)).toEqual(['2026-T3', '2026-T2', '2026-T1']);
    expect(describeSuivi(action([]), AUJOURDHUI).etat).toBeUndefined();
  });
});

describe('a quarter', () => {
  it('holds three months, and follows the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (annee, mois) => {
        const date = `${annee}-${String(mois).padStart(2, '0')}-15`;
        const suivant = mois > 9 ? `${annee + 1}-01-15` : `${annee}-${String(mois + 3).padStart(2, '0')}-15`;
        expect(rangOf(trimestreOf(suivant)) - rangOf(trimestreOf(date))).toBe(1);
      }),
    );
    expect(trimestreOf('2026')).toBe('2026-T1');
  });
});

describe('the follow-up of the territories', () => {
  it('holds the fifteen sheets of Monts, Rance et Rougier, invents no state, and asks for news', () => {
    const vues = listActions(lireTerritoire('monts-rance-rougier').portail);
    expect(vues).toHaveLength(15);
    expect(vues.filter(({ etat }) => etat !== undefined)).toEqual([]);
    // The convention is of February 2026: two quarters went by.
    expect(vues.every((vue) => vue.isSansNouvelles)).toBe(true);
  });

  it('tells the actions of the Pays de Sommières by theme and by year', () => {
    const { portail } = lireTerritoire('pays-de-sommieres');
    const { colonnes, lignes } = toTableauParTheme(portail);
    expect(colonnes.map(({ titre }) => titre).slice(1, 3)).toEqual(['2024', '2025']);
    const mobilite = lignes.find(([theme]) => theme === 'Se déplacer');
    expect(mobilite).toEqual(['Se déplacer', 2, 1, 0, 3]);
    for (const [, ...nombres] of lignes)
      for (const nombre of nombres) expect(nombre).toBeLessThanOrEqual(portail.actions.length);
  });

  it('shows in the fictitious territory an action in each situation', () => {
    const vues = listActions(lireTerritoire('val-d-exemple').portail);
    expect(vues.filter(({ isSansNouvelles: flag }) => flag).map(({ action: { slug } }) => slug)).toEqual([
      'un-lieu-pour-les-jeunes',
      'soutenir-les-aidants',
    ]);
    expect(new Set(vues.map(({ etat }) => etat))).toEqual(
      new Set(['en-cours', 'suspendue', 'terminee', undefined]),
    );
  });

  it.each(['val-d-exemple', 'monts-rance-rougier', 'pays-de-sommieres'] as const)(
    'is the same on the page of %s and in its files',
    (nom) => {
      const { portail } = lireTerritoire(nom);
      for (const tableau of [
        toTableauDesActions(portail),
        toTableauDuSuivi(portail),
        toTableauParTheme(portail),
      ])
        if (tableau.lignes.length > 0) expectMemesCellules(tableau);
    },
  );
});

describe('a point that cannot be', () => {
  const of = (suivi: object[]) => erreursDe({ 'actions/garde.yaml': { titre: 'Une action', suivi } });
  it('is refused in plain words', () => {
    expect(of([{ trimestre: '2027-T1' }]).join()).toContain('ce trimestre n’a pas commencé');
    expect(of([{ trimestre: '2026-T1' }, { trimestre: '2026-T1' }]).join()).toContain('écrit deux fois');
    expect(of([{ trimestre: 'juin 2026' }]).join()).toContain('par exemple 2026-T3');
    expect(of([{ trimestre: '2026-T4' }])).toEqual([]);
  });
});
