import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUPES, confirmGroupes, verifieLe } from '../../../src/domain/confirmation/groupe';
import {
  type FicheSuivie,
  type Rythme,
  ecartMinimal,
  listDemandes,
  periodeOf,
  repit,
} from '../../../src/domain/confirmation/planification';
import { addDays, toNumeroDeJour } from '../../../src/domain/date/jour';

const DEPUIS = '2026-12-07';
const jamais = GROUPES.map((groupe) => ({ groupe, verifieLe: undefined }));
const nomme = (rang: number) => `structures/service-${rang}`;

/** Lets the weeks go by: each request is remembered; `confirm` answers some of them. */
function simulate(
  nombre: number,
  semaines: number,
  rythme: Rythme,
  confirm: (fiche: string, semaine: number) => boolean = () => false,
) {
  const fiches = new Map<string, FicheSuivie>();
  for (let rang = 0; rang < nombre; rang++)
    fiches.set(nomme(rang), { fiche: nomme(rang), groupes: jamais, demandeeLe: undefined });
  const jours = new Map<string, string[]>([...fiches.keys()].map((fiche) => [fiche, []]));
  const parSemaine: number[] = [];
  for (let semaine = 0; semaine < semaines; semaine++) {
    const jour = addDays(DEPUIS, 7 * semaine);
    const demandes = listDemandes(
      [...fiches.values()],
      { depuis: DEPUIS, jusquau: addDays(jour, 6) },
      rythme,
    );
    parSemaine.push(demandes.length);
    for (const { fiche } of demandes) {
      jours.get(fiche)!.push(jour);
      const groupes = confirm(fiche, semaine)
        ? GROUPES.map((groupe) => ({ groupe, verifieLe: jour }))
        : jamais;
      fiches.set(fiche, { fiche, groupes, demandeeLe: jour });
    }
  }
  return { jours, parSemaine };
}

const rythmes = fc.record({
  parAn: fc.integer({ min: 1, max: 4 }),
  parSemaine: fc.integer({ min: 1, max: 30 }),
});

describe('who is asked', () => {
  test('everybody, twice a year, when nobody is in the way', () => {
    const { jours } = simulate(300, 104, { parAn: 2, parSemaine: 300 });
    for (const [fiche, dates] of jours) expect(dates.length, fiche).toBe(4);
  });
  test('never more in a week than was said, and nobody twice too soon', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), rythmes, (nombre, rythme) => {
        const { jours, parSemaine } = simulate(nombre, 80, rythme, (_fiche, semaine) => semaine % 3 === 0);
        expect(Math.max(...parSemaine)).toBeLessThanOrEqual(rythme.parSemaine);
        for (const dates of jours.values())
          for (let rang = 1; rang < dates.length; rang++)
            expect(toNumeroDeJour(dates[rang]!) - toNumeroDeJour(dates[rang - 1]!)).toBeGreaterThanOrEqual(
              ecartMinimal(rythme) - 6,
            );
      }),
      { numRuns: 60 },
    );
  });
  test('nobody is forgotten when there is room for all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), (nombre, parAn) => {
        const rythme = { parAn, parSemaine: nombre };
        const { jours } = simulate(nombre, Math.ceil(periodeOf(rythme) / 7) + 1, rythme);
        for (const dates of jours.values()) expect(dates.length).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
  test('all year long, never all at once', () => {
    const { parSemaine } = simulate(300, 26, { parAn: 2, parSemaine: 300 });
    expect(Math.max(...parSemaine)).toBeLessThan(300 / 8);
    expect(parSemaine.filter((nombre) => nombre > 0).length).toBeGreaterThan(22);
  });
  test('the order of the entries changes nothing', () => {
    const fiches = Array.from({ length: 50 }, (_, rang) => ({
      fiche: nomme(rang),
      groupes: jamais,
      demandeeLe: undefined,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(fiches, { minLength: 50 }), (melees) => {
        const quand = { depuis: DEPUIS, jusquau: addDays(DEPUIS, 60) };
        expect(listDemandes(melees, quand, { parAn: 2, parSemaine: 7 })).toEqual(
          listDemandes(fiches, quand, { parAn: 2, parSemaine: 7 }),
        );
      }),
    );
  });
  test('what was just confirmed is not asked about', () => {
    const rythme = { parAn: 2, parSemaine: 10 };
    const fiche = (verifieLeJour: string): FicheSuivie => ({
      fiche: 'structures/a',
      groupes: [
        { groupe: 'horaires', verifieLe: verifieLeJour },
        { groupe: 'contact', verifieLe: undefined },
      ],
      demandeeLe: undefined,
    });
    const quand = { depuis: DEPUIS, jusquau: addDays(DEPUIS, 200) };
    expect(
      listDemandes([fiche(addDays(quand.jusquau, 1 - repit(rythme)))], quand, rythme)[0]?.groupes,
    ).toEqual(['contact']);
    expect(listDemandes([fiche(addDays(quand.jusquau, -repit(rythme)))], quand, rythme)[0]?.groupes).toEqual([
      'horaires',
      'contact',
    ]);
  });
});

describe('what a confirmation writes', () => {
  const structure = {
    nom: 'Le Hangar',
    verifications: { contact: '2025-01-01' },
    permanences: [{ id: 'a', verifieLe: '2024-01-01' }, { id: 'b' }],
  };
  test('the day, in the groups that are confirmed and nowhere else', () => {
    expect(confirmGroupes(structure, ['contact', 'tarifs'], '2026-12-01')).toEqual({
      ...structure,
      verifications: { contact: '2026-12-01', tarifs: '2026-12-01' },
    });
  });
  test('hours are fresh once confirmed, whatever each permanence said before', () => {
    const { permanences, verifications } = confirmGroupes(structure, ['horaires'], '2026-12-01');
    expect(verifieLe({ permanences, verifications } as never, 'horaires')).toBe('2026-12-01');
    expect(permanences).toEqual([{ id: 'a', verifieLe: '2026-12-01' }, { id: 'b' }]);
  });
});
