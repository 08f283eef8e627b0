import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHeld } from '../../../src/domain/permanence/occurrence';
import { JOURS, type Jour, joursArbitraires, periodeEntre } from '../../fixtures/calendrier';
import { listOpenings } from '../../fixtures/opening-hours';
import { type PermanenceEcrite, creneauxDuJour, occurrences } from '../../fixtures/permanence';

const OSM = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const toOsm = (jours: readonly Jour[]): string => jours.map((jour) => OSM[JOURS.indexOf(jour)]).join(',');
type Creneau = { debut: string; fin: string };
const toHours = (creneaux: readonly Creneau[]): string =>
  creneaux.map(({ debut, fin }) => `${debut}-${fin}`).join(',');

/** Occurrences written as the oracle writes its openings. */
function openings(ecrite: PermanenceEcrite, du: string, au: string, zone: 'A' | 'B' | 'C' = 'C'): string[] {
  return occurrences(ecrite, du, au, { zone })
    .filter(isHeld)
    .map(({ date, debut, fin }) => `${date} ${debut}-${fin}`);
}

const periode = periodeEntre('2010-01-01', '2045-12-31', 90);

describe('compared with the library of OpenStreetMap', () => {
  it('weekly hours without public holidays are the same', () => {
    fc.assert(
      fc.property(periode, joursArbitraires, creneauxDuJour, ({ du, au }, jours, creneaux) => {
        expect(openings({ rythme: { type: 'hebdomadaire', jours }, creneaux }, du, au)).toEqual(
          listOpenings(`${toOsm(jours)} ${toHours(creneaux)}; PH off`, du, au),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('weekly hours with public holidays are the same', () => {
    fc.assert(
      fc.property(periode, joursArbitraires, creneauxDuJour, ({ du, au }, jours, creneaux) => {
        expect(
          openings(
            { rythme: { type: 'hebdomadaire', jours }, creneaux, filtre: { joursFeries: 'inclus' } },
            du,
            au,
          ),
        ).toEqual(listOpenings(`${toOsm(jours)} ${toHours(creneaux)}`, du, au));
      }),
      { numRuns: 60 },
    );
  });

  it('odd and even weeks are the same, week 53 included', () => {
    const semaines = fc.constantFrom(
      ['impaires', 'week 01-53/2'] as const,
      ['paires', 'week 02-53/2'] as const,
    );
    fc.assert(
      fc.property(
        periodeEntre('2010-11-01', '2045-12-31', 90),
        joursArbitraires,
        semaines,
        ({ du, au }, jours, [parite, regle]) => {
          expect(
            openings(
              {
                rythme: { type: 'hebdomadaire', jours, semaines: parite },
                creneaux: [{ debut: '09:00', fin: '12:00' }],
              },
              du,
              au,
            ),
          ).toEqual(listOpenings(`${regle} ${toOsm(jours)} 09:00-12:00; PH off`, du, au));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ranks in the month are the same', () => {
    const rangs = fc.subarray([1, 2, 3, 4, 5, -1] as const, { minLength: 1 });
    fc.assert(
      fc.property(periode, fc.constantFrom(...JOURS), rangs, ({ du, au }, jour, choisis) => {
        expect(
          openings(
            {
              rythme: { type: 'mensuel', jours: [jour], rangs: [...choisis] },
              creneaux: [{ debut: '09:00', fin: '12:00' }],
            },
            du,
            au,
          ),
        ).toEqual(listOpenings(`${toOsm([jour])}[${choisis.join(',')}] 09:00-12:00; PH off`, du, au));
      }),
      { numRuns: 60 },
    );
  });

  it('excluded months are the same', () => {
    fc.assert(
      fc.property(periode, joursArbitraires, ({ du, au }, jours) => {
        expect(
          openings(
            {
              rythme: { type: 'hebdomadaire', jours },
              creneaux: [{ debut: '09:00', fin: '12:00' }],
              filtre: { moisExclus: [8] },
            },
            du,
            au,
          ),
        ).toEqual(listOpenings(`${toOsm(jours)} 09:00-12:00; Aug off; PH off`, du, au));
      }),
      { numRuns: 40 },
    );
  });

  // Its tables start on the Sunday and stop in May 2027: our Saturday of departure is not compared.
  const joursDeClasse: Jour[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'];
  it.each(['A', 'B', 'C'] as const)(
    'school holidays of zone %s are the same from Monday to Friday',
    (zone) => {
      const semaine = { type: 'hebdomadaire' as const, jours: joursDeClasse };
      const creneaux = [{ debut: '09:00', fin: '12:00' }];
      const [du, au] = ['2026-09-01', '2027-04-30'];
      const region = `Zone ${zone}`;
      expect(
        openings({ rythme: semaine, creneaux, filtre: { vacances: { regle: 'exclues' } } }, du, au, zone),
      ).toEqual(listOpenings('Mo-Fr 09:00-12:00; SH off; PH off', du, au, region));
      expect(
        openings({ rythme: semaine, creneaux, filtre: { vacances: { regle: 'seulement' } } }, du, au, zone),
      ).toEqual(listOpenings('SH Mo-Fr 09:00-12:00; PH off', du, au, region));
    },
  );

  it('differs on the Saturday of departure, which is a day of holidays for us', () => {
    const samedi = { type: 'hebdomadaire' as const, jours: ['samedi' as const] };
    const filtre = { vacances: { regle: 'exclues' as const } };
    const [du, au] = ['2026-12-01', '2027-02-28'];
    const nous = openings({ rythme: samedi, creneaux: [{ debut: '10:00', fin: '18:00' }], filtre }, du, au);
    const eux = listOpenings('Sa 10:00-18:00; SH off; PH off', du, au);
    expect(eux.filter((ouverture) => !nous.includes(ouverture))).toEqual([
      '2026-12-19 10:00-18:00',
      '2027-02-06 10:00-18:00',
    ]);
    expect(nous.filter((ouverture) => !eux.includes(ouverture))).toEqual([]);
  });
});
