import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifieLe } from '../../../src/domain/confirmation/groupe';
import { describeObservatoire, toPart } from '../../../src/domain/portail/observatoire';
import { AUJOURDHUI, creerPortail, structureDe } from '../../fixtures/portail';

const hebdo = { type: 'hebdomadaire' as const, jours: ['mardi' as const] };
const permanence = (id: string, champs: object = {}) => ({
  id,
  rythme: hebdo,
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});

const STATUTS = ['ouvert', 'en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const;
const LIEUX = ['mairie-castelnoir', 'mairie-lostalgues', 'salle-sauvecombe'] as const;
const option = <T>(arbitraire: fc.Arbitrary<T>) => fc.option(arbitraire, { nil: undefined });
const structure = fc
  .record({
    statut: fc.constantFrom(...STATUTS),
    type: fc.constantFrom('rpe' as const, 'creche' as const, 'mairie' as const),
    lieu: option(fc.constantFrom(...LIEUX)),
    arret: option(fc.constantFrom(...LIEUX)),
    horaires: option(fc.constantFrom('2026-11-02', '2025-12-01', '2025-11-30', '2020-01-01')),
    telephone: fc.boolean(),
  })
  .map(({ statut, type, lieu, arret, horaires, telephone }) => ({
    statut,
    type,
    ...(lieu ? { lieu } : {}),
    ...(arret ? { permanences: [permanence('p', { lieu: arret })] } : {}),
    verifications: horaires ? { horaires } : {},
    contacts: telephone ? [{ telephone: '05 36 49 00 12' }] : [],
  }));
const portails = fc
  .array(structure, { maxLength: 12 })
  .map((liste) =>
    creerPortail({ structures: Object.fromEntries(liste.map((fiche, rang) => [`s${rang}`, fiche])) }),
  );
const sum = (nombres: readonly number[]): number => nombres.reduce((total, nombre) => total + nombre, 0);

describe('the observatory', () => {
  it('adds up: communes, types, freshness and completeness all give the number of open services', () => {
    fc.assert(
      fc.property(portails, (portail) => {
        const vue = describeObservatoire(portail);
        expect(vue.ouvertes).toBe(vue.parStatut.ouvert);
        expect(sum(Object.values(vue.parStatut))).toBe(portail.structures.length);
        expect(sum(vue.communes.map(({ installes }) => installes)) + vue.sansCommune).toBe(vue.ouvertes);
        expect(sum(vue.types.map(({ ouvertes }) => ouvertes))).toBe(vue.ouvertes);
        expect(sum(vue.types.map(({ ouvertes, autres }) => ouvertes + autres))).toBe(
          portail.structures.length,
        );
        for (const { recents, anciens, jamais } of vue.fraicheur)
          expect(recents + anciens + jamais).toBe(vue.ouvertes);
        for (const { renseignes, manquants } of vue.completude)
          expect(renseignes + manquants).toBe(vue.ouvertes);
        expect(vue.incompletes.length).toBeLessThanOrEqual(vue.ouvertes);
        expect(sum(vue.incompletes.map(({ manquants }) => manquants.length))).toBe(
          sum(vue.completude.map(({ manquants }) => manquants)),
        );
      }),
    );
  });

  it('has a line for every commune, even the one where nothing is recorded', () => {
    const vue = describeObservatoire(creerPortail({ structures: { relais: { lieu: 'mairie-castelnoir' } } }));
    expect(vue.communes.map(({ commune, installes }) => [commune.nom, installes])).toEqual([
      ['Castelnoir', 1],
      ['Lostalgues', 0],
      ['Sauvecombe', 0],
    ]);
    expect(vue.communesSansService).toBe(2);
  });

  it('counts a travelling service once where it lives, and as passing through elsewhere', () => {
    const tournee = {
      lieu: 'mairie-castelnoir',
      permanences: [
        permanence('a', { lieu: 'mairie-castelnoir' }),
        permanence('b', { lieu: 'mairie-lostalgues' }),
      ],
    };
    const { communes } = describeObservatoire(creerPortail({ structures: { tournee } }));
    expect(communes.map(({ installes, dePassage }) => [installes, dePassage])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it('does not count a project as a service', () => {
    const vue = describeObservatoire(
      creerPortail({ structures: { projet: { statut: 'en-projet', lieu: 'mairie-castelnoir' } } }),
    );
    expect(vue.ouvertes).toBe(0);
    expect(vue.communesSansService).toBe(3);
    expect(vue.types).toEqual([{ type: 'rpe', ouvertes: 0, autres: 1 }]);
  });

  it('measures nothing when there is nothing, rather than 0 %', () => {
    const vue = describeObservatoire(creerPortail());
    expect(vue.completude.map(({ part }) => part)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(vue.types).toEqual([]);
  });

  it('never lets a professional’s contact fill an entry', () => {
    const contacts = [
      { fonction: 'Direction', telephone: '05 36 49 00 12', visibilite: 'professionnels' as const },
    ];
    const vue = describeObservatoire(creerPortail({ structures: { relais: { contacts } } }));
    expect(vue.incompletes[0]?.manquants).toEqual(['contact', 'horaires', 'telephone', 'courriel']);
  });

  it('names what each entry lacks, and leaves out those that lack nothing', () => {
    const complete = {
      contacts: [{ fonction: 'Accueil', telephone: '05 36 49 00 12', courriel: 'relais@val.example' }],
      permanences: [permanence('p', { lieu: 'mairie-castelnoir' })],
    };
    const vue = describeObservatoire(creerPortail({ structures: { complete, vide: {} } }));
    expect(vue.incompletes.map(({ structure: { slug } }) => slug)).toEqual(['vide']);
    expect(vue.completude.find(({ champ }) => champ === 'telephone')).toEqual({
      champ: 'telephone',
      renseignes: 1,
      manquants: 1,
      part: 50,
    });
  });
});

describe('the freshness of each group', () => {
  const fraicheur = (horaires?: string) =>
    describeObservatoire(
      creerPortail({ structures: { relais: { verifications: horaires ? { horaires } : {} } } }),
    ).fraicheur[0];

  it('lasts twelve months to the day', () => {
    expect(AUJOURDHUI).toBe('2026-12-01');
    expect(fraicheur('2025-12-01')).toEqual({ groupe: 'horaires', recents: 1, anciens: 0, jamais: 0 });
    expect(fraicheur('2025-11-30')).toEqual({ groupe: 'horaires', recents: 0, anciens: 1, jamais: 0 });
    expect(fraicheur()).toEqual({ groupe: 'horaires', recents: 0, anciens: 0, jamais: 1 });
  });

  it('is told group by group', () => {
    const verifications = { contact: '2026-11-01', tarifs: '2024-01-01' };
    const { fraicheur: groupes } = describeObservatoire(
      creerPortail({ structures: { relais: { verifications } } }),
    );
    expect(groupes.map(({ groupe, recents, anciens, jamais }) => [groupe, recents, anciens, jamais])).toEqual(
      [
        ['horaires', 0, 0, 1],
        ['contact', 1, 0, 0],
        ['tarifs', 0, 1, 0],
      ],
    );
  });

  it('is that of the permanence that was confirmed longest ago', () => {
    const of = (permanences: ReturnType<typeof permanence>[], horaires?: string) =>
      verifieLe(
        structureDe(
          creerPortail({ structures: { s: { permanences, verifications: horaires ? { horaires } : {} } } }),
        ),
        'horaires',
      );
    expect(
      of([permanence('a', { verifieLe: '2026-10-01' }), permanence('b', { verifieLe: '2024-08-01' })]),
    ).toBe('2024-08-01');
    expect(of([permanence('a', { verifieLe: '2026-10-01' }), permanence('b')], '2026-11-01')).toBe(
      '2026-10-01',
    );
    expect(of([permanence('a', { verifieLe: '2026-10-01' }), permanence('b')])).toBeUndefined();
    expect(of([], '2026-11-01')).toBe('2026-11-01');
  });
});

describe('the horizon of the school calendar', () => {
  it('is far enough in winter, and calls for the next year in summer', () => {
    expect(describeObservatoire(creerPortail({ aujourdhui: '2026-12-01' })).calendrier.coversHorizon).toBe(
      true,
    );
    expect(describeObservatoire(creerPortail({ aujourdhui: '2027-08-01' })).calendrier.coversHorizon).toBe(
      false,
    );
  });
});

describe('a share', () => {
  it('says 0 or 100 only when it is so, and nothing when there is nothing', () => {
    expect(toPart(0, 300)).toBe(0);
    expect(toPart(1, 300)).toBe(1);
    expect(toPart(299, 300)).toBe(99);
    expect(toPart(300, 300)).toBe(100);
    expect(toPart(0, 0)).toBeUndefined();
  });
});
