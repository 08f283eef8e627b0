import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ages } from '../../../src/domain/age/age';
import { ETAPES } from '../../../src/domain/age/etape';
import {
  describeAge,
  groupByType,
  listArticlesByAges,
  listByTheme,
  listByType,
  sortForDisplay,
} from '../../../src/domain/portail/annuaire';
import type { Statut } from '../../../src/domain/structure/schema';
import { STATUTS } from '../../../src/domain/structure/schema';
import { TYPE_SLUGS, getType } from '../../../src/domain/structure/type';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
const slugs = (structures: readonly { slug: string }[]): string[] => structures.map(({ slug }) => slug);

const mois = fc.integer({ min: -9, max: 230 });
const ages: fc.Arbitrary<Ages> = fc
  .tuple(mois, mois, fc.boolean())
  .map(([a, b, ouvert]) => (ouvert ? { deMois: a } : { deMois: Math.min(a, b), aMois: Math.max(a, b) }));
const fiche: fc.Arbitrary<Fiche> = fc.record(
  {
    nom: fc.constantFrom('Relais', 'Écoles', 'École', 'Étoile', 'Zone 10', 'Zone 9'),
    type: fc.constantFrom(...TYPE_SLUGS),
    statut: fc.constantFrom(...(Object.keys(STATUTS) as Statut[])),
    publics: fc.record({ ages }),
  },
  { requiredKeys: ['nom', 'type', 'statut'] },
);
const structures = fc
  .array(fiche, { maxLength: 12 })
  .map((fiches) => Object.fromEntries(fiches.map((une, rang) => [`s${rang}`, une])));

describe('a list of structures', () => {
  it('shows open ones first, then by name, and what is closed for good last', () => {
    const portail = creerPortail({
      structures: {
        fini: { nom: 'Service A', statut: 'ferme-definitivement' },
        projet: { nom: 'Service B', statut: 'en-projet' },
        travaux: { nom: 'Service C', statut: 'ferme-temporairement' },
        etoile: { nom: 'Étoile' },
        ecole: { nom: 'École' },
        zebre: { nom: 'Zèbre' },
      },
    });
    expect(slugs(sortForDisplay(portail.structures))).toEqual([
      'ecole',
      'etoile',
      'zebre',
      'travaux',
      'projet',
      'fini',
    ]);
  });

  it('by type holds those that carry it beside another', () => {
    const portail = creerPortail({
      structures: {
        relais: { nom: 'Service A', type: 'rpe' },
        double: { nom: 'Service B', type: 'laep', autresTypes: ['rpe'] },
        autre: { nom: 'Service C', type: 'creche' },
      },
    });
    expect(slugs(listByType('rpe', portail))).toEqual(['relais', 'double']);
  });

  it('by theme holds those of its types and those that say so themselves', () => {
    const portail = creerPortail({
      structures: {
        bibliotheque: { nom: 'Service A', type: 'bibliotheque' },
        relais: { nom: 'Service B', type: 'rpe', themes: ['culture'] },
        cinema: { nom: 'Service C', type: 'cinema', themes: ['jeunesse'] },
      },
    });
    expect(slugs(listByTheme('culture', portail))).toEqual(['bibliotheque', 'relais']);
  });

  it('grouped by type keeps every structure once, in the order of the registry', () => {
    fc.assert(
      fc.property(structures, (ecrites) => {
        const portail = creerPortail({ structures: ecrites });
        const groupes = groupByType(portail.structures);
        const toutes = groupes.flatMap((groupe) => groupe.structures);
        expect(slugs(toutes).sort()).toEqual(slugs(portail.structures).sort());
        expect(groupes.every((groupe) => groupe.structures.every(({ type }) => type === groupe.type))).toBe(
          true,
        );
        const rangs = groupes.map(({ type }) => TYPE_SLUGS.indexOf(type));
        expect(rangs).toEqual([...new Set(rangs)].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a child of an age may attend', () => {
  it('is, month by month, what welcomes one of the months asked for, no more, no less', () => {
    fc.assert(
      fc.property(structures, ages, (ecrites, demandes) => {
        const portail = creerPortail({ structures: ecrites });
        const vue = describeAge(demandes, portail);
        const moisDemandes = Array.from({ length: 260 }, (_, rang) => rang - 9).filter(
          (n) => n >= demandes.deMois && n <= (demandes.aMois ?? Infinity),
        );
        const attendus = portail.structures.filter(
          ({ statut, publics }) =>
            statut === 'ouvert' &&
            publics.ages !== undefined &&
            moisDemandes.some(
              (n) => n >= publics.ages!.deMois && n <= (publics.ages!.aMois ?? Number.POSITIVE_INFINITY),
            ),
        );
        expect(slugs(vue.structures).sort()).toEqual(slugs(attendus).sort());
        // Those without ages are apart, never in the same list.
        expect(vue.sansAge.every(({ publics, statut }) => !publics.ages && statut === 'ouvert')).toBe(true);
        for (const { type } of vue.sansAge) {
          const { couleur } = getType(type);
          const etape = Object.entries(ETAPES).find(([slug]) => slug === couleur)![1].ages;
          expect(moisDemandes.some((n) => n >= etape.deMois && n <= etape.aMois)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is told apart, to the month, at both bounds', () => {
    const portail = creerPortail({
      structures: { creche: { nom: 'Crèche', publics: { ages: { deMois: 3, aMois: 47 } } } },
    });
    const accueille = (n: number): boolean =>
      describeAge({ deMois: n, aMois: n }, portail).structures.length === 1;
    expect([2, 3, 47, 48].map(accueille)).toEqual([false, true, true, false]);
  });

  it('does not guess from a type that is for everybody', () => {
    const portail = creerPortail({
      structures: {
        creche: { nom: 'Crèche', type: 'creche' },
        'france-services': { nom: 'France services', type: 'france-services' },
        fermee: { nom: 'Ancienne crèche', type: 'creche', statut: 'ferme-definitivement' },
      },
    });
    const vue = describeAge({ deMois: 12, aMois: 23 }, portail);
    expect([slugs(vue.structures), slugs(vue.sansAge)]).toEqual([[], ['creche']]);
    expect(slugs(describeAge({ deMois: 60, aMois: 71 }, portail).sansAge)).toEqual([]);
  });

  it('is read about in the articles of that age', () => {
    const article = {
      titre: 'Une question de parent ?',
      resume: 'Une réponse en une seule phrase.',
      themes: ['sante' as const],
      aQuoiCaSert: 'À montrer un article de test.',
      pourQui: 'Pour ceux qui lisent les tests.',
      combien: 'Gratuit, comme tous les tests.',
      commentFaire: ['Lisez ce test.'],
      types: ['sante' as const],
      liens: [{ libelle: 'Site officiel', url: 'https://www.service-public.gouv.fr' }],
      verifieLe: '2026-11-02',
    };
    const portail = creerPortail({
      guide: {
        bebe: { ...article, ages: { deMois: 0, aMois: 35 } },
        ado: { ...article, ages: { deMois: 132, aMois: 215 } },
        tous: article,
      },
    });
    expect(slugs(listArticlesByAges({ deMois: 12, aMois: 23 }, portail))).toEqual(['bebe']);
  });
});
