import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Occurrence,
  compareOccurrences,
  isAtypique,
  isHeld,
  listOccurrences,
  toInterval,
} from '../../../src/domain/permanence/occurrence';
import { creneauSchema } from '../../../src/domain/permanence/schema';
import { dateEntre, eachDay, periodeEntre, shift } from '../../fixtures/calendrier';
import {
  type PermanenceEcrite,
  contexte,
  dates,
  occurrences,
  permanence,
  permanenceArbitraire,
} from '../../fixtures/permanence';

const mardi: PermanenceEcrite = {
  id: 'mardi',
  lieu: 'mairie',
  rythme: { type: 'hebdomadaire', jours: ['mardi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const motif = 'agent en formation';

/** What one reads of an occurrence in a test. */
const resume = ({ date, statut, reporteeAu, remplace, motif: raison }: Occurrence): string =>
  [
    date,
    statut,
    ...(reporteeAu ? [`au ${reporteeAu}`] : []),
    ...(remplace ? [`du ${remplace}`] : []),
    ...(raison ? [raison] : []),
  ].join(', ');

describe('an occurrence', () => {
  it('is one slot of one day, with its place and its hours', () => {
    expect(occurrences(mardi, '2026-12-01', '2026-12-01')).toEqual([
      {
        permanence: 'mardi',
        lieu: 'mairie',
        date: '2026-12-01',
        debut: '09:00',
        fin: '12:00',
        moment: undefined,
        statut: 'confirmee',
        motif: undefined,
        reporteeAu: undefined,
        remplace: undefined,
      },
    ]);
  });

  it('is repeated for each slot of a day, in the order of the hours', () => {
    const creneaux = [
      { debut: '13:30', fin: '17:00' },
      { debut: '08:30', fin: '12:00' },
    ];
    expect(
      occurrences({ ...mardi, creneaux }, '2026-12-01', '2026-12-08').map(
        ({ date, debut }) => `${date} ${debut}`,
      ),
    ).toEqual([...['2026-12-01 08:30', '2026-12-01 13:30', '2026-12-08 08:30', '2026-12-08 13:30']]);
  });

  it('is the whole day when no hours are known', () => {
    const [jour, ...autres] = occurrences({ ...mardi, creneaux: [] }, '2026-12-01', '2026-12-01');
    expect(autres).toEqual([]);
    expect([jour!.debut, jour!.fin, jour!.moment]).toEqual([undefined, undefined, undefined]);
    expect(toInterval(jour!)).toEqual({
      debut: '2026-12-01T00:00:00+01:00',
      fin: '2026-12-02T00:00:00+01:00',
    });
  });

  it('keeps a moment of the day when the source gives no hours', () => {
    const [matin] = occurrences({ ...mardi, creneaux: [{ moment: 'matin' }] }, '2026-12-01', '2026-12-01');
    expect([matin!.moment, matin!.debut]).toEqual(['matin', undefined]);
    expect(toInterval(matin!)).toEqual({
      debut: '2026-12-01T00:00:00+01:00',
      fin: '2026-12-02T00:00:00+01:00',
    });
  });

  it('has an end only when the source gives one', () => {
    const [atelier] = occurrences({ ...mardi, creneaux: [{ debut: '09:30' }] }, '2026-12-01', '2026-12-01');
    expect([atelier!.debut, atelier!.fin]).toEqual(['09:30', undefined]);
    expect(toInterval(atelier!)).toEqual({
      debut: '2026-12-01T09:30:00+01:00',
      fin: '2026-12-01T09:30:00+01:00',
    });
  });

  it('needs no place', () => {
    const [sansLieu] = occurrences({ ...mardi, lieu: undefined }, '2026-12-01', '2026-12-01');
    expect(sansLieu!.lieu).toBeUndefined();
  });

  it('is certain, unless nobody confirmed the hours recently', () => {
    expect(occurrences(mardi, '2026-12-01', '2026-12-01')[0]!.statut).toBe('confirmee');
    expect(occurrences(mardi, '2026-12-01', '2026-12-01', { aConfirmer: true })[0]!.statut).toBe(
      'a-confirmer',
    );
  });

  it('is never listed by a range that ends before it starts', () => {
    expect(occurrences(mardi, '2026-12-31', '2026-12-01')).toEqual([]);
  });
});

describe('cancelled, moved and added dates', () => {
  it('keep a cancelled date, with its reason', () => {
    const exceptions = [{ type: 'annulation' as const, du: '2026-12-08', motif }];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-01', '2026-12-15').map(resume)).toEqual([
      '2026-12-01, confirmee',
      '2026-12-08, annulee, agent en formation',
      '2026-12-15, confirmee',
    ]);
  });

  it('do not double a date that takes place anyway: the one that says why remains', () => {
    const exceptions = [
      { type: 'report' as const, de: '2026-12-08', vers: '2026-12-15', motif },
      { type: 'ajout' as const, date: '2026-12-22', motif: 'forte affluence' },
    ];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-08', '2026-12-22').map(resume)).toEqual([
      '2026-12-08, reportee, au 2026-12-15, agent en formation',
      '2026-12-15, confirmee, du 2026-12-08, agent en formation',
      '2026-12-22, confirmee, forte affluence',
    ]);
  });

  it('cancel every date of a stretch of days, its bounds included', () => {
    const exceptions = [{ type: 'annulation' as const, du: '2026-12-08', au: '2026-12-22', motif }];
    expect(dates({ ...mardi, exceptions }, '2026-12-01', '2026-12-31')).toEqual(['2026-12-01', '2026-12-29']);
  });

  it('cancel what a closure of the whole structure covers, over several days', () => {
    const fermetures = [
      { du: '2026-12-15', au: '2026-12-29', motif: 'congés de Noël' },
      { du: '2027-01-12', motif: 'neige' },
    ];
    expect(occurrences(mardi, '2026-12-08', '2027-01-19', { fermetures }).map(resume)).toEqual([
      '2026-12-08, confirmee',
      '2026-12-15, annulee, congés de Noël',
      '2026-12-22, annulee, congés de Noël',
      '2026-12-29, annulee, congés de Noël',
      '2027-01-05, confirmee',
      '2027-01-12, annulee, neige',
      '2027-01-19, confirmee',
    ]);
  });

  it('say the reason of the permanence before the one of the structure', () => {
    const exceptions = [{ type: 'annulation' as const, du: '2026-12-15', motif }];
    const fermetures = [{ du: '2026-12-14', au: '2026-12-18', motif: 'travaux' }];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-15', '2026-12-15', { fermetures })[0]!.motif).toBe(
      motif,
    );
  });

  it('show a moved date twice: where it was, and where it goes, each pointing to the other', () => {
    const exceptions = [{ type: 'report' as const, de: '2026-12-08', vers: '2026-12-10', motif }];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-08', '2026-12-15').map(resume)).toEqual([
      '2026-12-08, reportee, au 2026-12-10, agent en formation',
      '2026-12-10, confirmee, du 2026-12-08, agent en formation',
      '2026-12-15, confirmee',
    ]);
  });

  it('move a date to a new place and new hours, and leave the old ones to the old date', () => {
    const exceptions = [
      {
        type: 'report' as const,
        de: '2026-12-08',
        vers: '2026-12-10',
        lieu: 'mediatheque',
        creneaux: [{ debut: '14:00', fin: '16:00' }, { debut: '17:00' }],
        motif,
      },
    ];
    expect(
      occurrences({ ...mardi, exceptions }, '2026-12-08', '2026-12-10').map(({ date, lieu, debut, fin }) => [
        date,
        lieu,
        debut,
        fin,
      ]),
    ).toEqual([
      ['2026-12-08', 'mairie', '09:00', '12:00'],
      ['2026-12-10', 'mediatheque', '14:00', '16:00'],
      ['2026-12-10', 'mediatheque', '17:00', undefined],
    ]);
  });

  it('move a date into a range, or out of it, when only one of the two is asked for', () => {
    const exceptions = [{ type: 'report' as const, de: '2026-12-08', vers: '2027-01-07', motif }];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-07', '2026-12-09').map(resume)).toEqual([
      '2026-12-08, reportee, au 2027-01-07, agent en formation',
    ]);
    expect(occurrences({ ...mardi, exceptions }, '2027-01-06', '2027-01-08').map(resume)).toEqual([
      '2027-01-07, confirmee, du 2026-12-08, agent en formation',
    ]);
  });

  it('move a date that a closure covers: the new date is what people must know', () => {
    const exceptions = [{ type: 'report' as const, de: '2026-12-22', vers: '2027-01-07', motif }];
    const fermetures = [{ du: '2026-12-19', au: '2027-01-03', motif: 'congés de Noël' }];
    expect(
      occurrences({ ...mardi, exceptions }, '2026-12-22', '2026-12-29', { fermetures }).map(resume),
    ).toEqual([
      '2026-12-22, reportee, au 2027-01-07, agent en formation',
      '2026-12-29, annulee, congés de Noël',
    ]);
  });

  it('may move a date to a public holiday or into the holidays, since somebody decided it', () => {
    const exceptions = [{ type: 'report' as const, de: '2026-12-15', vers: '2026-12-25', motif }];
    const horsVacances = { ...mardi, exceptions, filtre: { vacances: { regle: 'exclues' as const } } };
    expect(dates(horsVacances, '2026-12-15', '2026-12-31')).toEqual(['2026-12-25']);
  });

  it('add a date with its reason, its own hours and its own place', () => {
    const exceptions = [
      {
        type: 'ajout' as const,
        date: '2026-12-12',
        creneaux: [{ debut: '10:00', fin: '11:00' }],
        lieu: 'marche',
        motif: 'marché de Noël',
      },
      { type: 'ajout' as const, date: '2026-12-11', motif: 'forum des familles' },
    ];
    expect(
      occurrences({ ...mardi, exceptions }, '2026-12-09', '2026-12-14').map(
        ({ date, debut, lieu, statut, motif: raison }) => [date, debut, lieu, statut, raison],
      ),
    ).toEqual([
      ['2026-12-11', '09:00', 'mairie', 'confirmee', 'forum des familles'],
      ['2026-12-12', '10:00', 'marche', 'confirmee', 'marché de Noël'],
    ]);
  });

  it('add a date to a service that has none of its own', () => {
    const exceptions = [{ type: 'ajout' as const, date: '2026-12-11', motif: 'journée portes ouvertes' }];
    expect(dates({ rythme: { type: 'sur-rendez-vous' }, exceptions }, '2026-12-01', '2026-12-31')).toEqual([
      '2026-12-11',
    ]);
  });

  it('are « à confirmer » like the others when nobody confirmed the hours, but stay cancelled', () => {
    const exceptions = [
      { type: 'annulation' as const, du: '2026-12-01', motif },
      { type: 'report' as const, de: '2026-12-08', vers: '2026-12-10', motif },
      { type: 'ajout' as const, date: '2026-12-11', motif },
    ];
    expect(
      occurrences({ ...mardi, exceptions }, '2026-12-01', '2026-12-15', { aConfirmer: true }).map(
        ({ statut }) => statut,
      ),
    ).toEqual([...['annulee', 'reportee', 'a-confirmer', 'a-confirmer', 'a-confirmer']]);
  });

  it('do not cancel what is not there', () => {
    const exceptions = [{ type: 'annulation' as const, du: '2026-12-09', au: '2026-12-14', motif }];
    expect(occurrences({ ...mardi, exceptions }, '2026-12-09', '2026-12-14')).toEqual([]);
  });
});

describe('past the calendar’s end', () => {
  // The calendar of the tests stops on 31 July 2027.
  it('a rule « hors vacances » stays, to be confirmed: it may be holidays', () => {
    const filtre = { vacances: { regle: 'exclues' as const } };
    expect(occurrences({ ...mardi, filtre }, '2027-06-29', '2027-08-10').map(resume)).toEqual([
      '2027-06-29, confirmee',
      '2027-08-03, a-confirmer',
      '2027-08-10, a-confirmer',
    ]);
  });

  it('a rule « seulement » gives none: nobody knows that it is holidays', () => {
    const filtre = { vacances: { regle: 'seulement' as const } };
    expect(occurrences({ ...mardi, filtre }, '2027-07-27', '2027-08-31').map(resume)).toEqual([
      '2027-07-27, confirmee',
    ]);
  });

  it('a rule that does not speak of holidays stays certain', () => {
    expect(occurrences(mardi, '2027-08-03', '2027-08-03').map(resume)).toEqual(['2027-08-03, confirmee']);
  });

  it('a date that another filter excludes stays excluded', () => {
    const filtre = { vacances: { regle: 'exclues' as const }, moisExclus: [8] };
    expect(occurrences({ ...mardi, filtre }, '2027-08-01', '2027-09-07').map(resume)).toEqual([
      '2027-09-07, a-confirmer',
    ]);
  });

  it('a cancelled date is cancelled for certain', () => {
    const exceptions = [{ type: 'annulation' as const, du: '2027-08-03', motif }];
    const filtre = { vacances: { regle: 'exclues' as const } };
    expect(occurrences({ ...mardi, filtre, exceptions }, '2027-08-03', '2027-08-03').map(resume)).toEqual([
      '2027-08-03, annulee, agent en formation',
    ]);
  });
});

describe('the instants of an occurrence', () => {
  const heures = (
    date: string,
    debut: string,
    fin: string,
  ): { debut: string; fin: string; minutes: number } => {
    const intervalle = toInterval({ date, debut, fin });
    return { ...intervalle, minutes: (Date.parse(intervalle.fin) - Date.parse(intervalle.debut)) / 60_000 };
  };

  it('carry the offset of Europe/Paris', () => {
    expect(heures('2026-12-01', '09:00', '12:00')).toEqual({
      debut: '2026-12-01T09:00:00+01:00',
      fin: '2026-12-01T12:00:00+01:00',
      minutes: 180,
    });
    expect(heures('2026-07-01', '09:00', '12:00').debut).toBe('2026-07-01T09:00:00+02:00');
  });

  it('end on the next day when the slot passes midnight', () => {
    expect(heures('2026-12-31', '22:00', '06:00')).toEqual({
      debut: '2026-12-31T22:00:00+01:00',
      fin: '2027-01-01T06:00:00+01:00',
      minutes: 480,
    });
  });

  it('end at the very end of the day when the end is 00:00', () => {
    expect(heures('2026-12-31', '20:00', '00:00')).toEqual({
      debut: '2026-12-31T20:00:00+01:00',
      fin: '2027-01-01T00:00:00+01:00',
      minutes: 240,
    });
  });

  it('make the night of spring an hour shorter', () => {
    expect(heures('2027-03-27', '22:00', '06:00')).toEqual({
      debut: '2027-03-27T22:00:00+01:00',
      fin: '2027-03-28T06:00:00+02:00',
      minutes: 420,
    });
  });

  it('make the night of autumn an hour longer', () => {
    expect(heures('2026-10-24', '22:00', '06:00')).toEqual({
      debut: '2026-10-24T22:00:00+02:00',
      fin: '2026-10-25T06:00:00+01:00',
      minutes: 540,
    });
  });

  it('keep a slot that ends in the hour that spring skips as long as it is written', () => {
    expect(heures('2027-03-27', '22:00', '02:30').minutes).toBe(270);
    expect(heures('2027-03-28', '01:45', '02:15').minutes).toBe(30);
  });

  it('make a whole day of 23 hours in spring and of 25 in autumn', () => {
    const jour = (date: string): number => {
      const { debut, fin } = toInterval({ date, debut: undefined, fin: undefined });
      return (Date.parse(fin) - Date.parse(debut)) / 3_600_000;
    };
    expect([jour('2027-03-28'), jour('2026-10-25'), jour('2026-12-01')]).toEqual([23, 25, 24]);
  });

  it('never end before they start, but for a slot that starts in the hour that spring skips', () => {
    const heure = fc
      .integer({ min: 0, max: 287 })
      .map((n) => new Date(n * 300_000).toISOString().slice(11, 16));
    fc.assert(
      fc.property(dateEntre('2020-01-01', '2040-12-31'), heure, heure, (date, debut, fin) => {
        fc.pre(!debut.startsWith('02'));
        expect(heures(date, debut, fin).minutes).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('unusual hours', () => {
  const atypique = (creneau: object): boolean => isAtypique(creneauSchema.parse(creneau));

  it('are not those of 7:30 to 18:30 exactly', () => {
    expect(atypique({ debut: '07:30', fin: '18:30' })).toBe(false);
  });

  it('start at 7:29, or end at 18:31', () => {
    expect(atypique({ debut: '07:29', fin: '12:00' })).toBe(true);
    expect(atypique({ debut: '09:00', fin: '18:31' })).toBe(true);
  });

  it('are those of the evening and of the night', () => {
    expect(atypique({ debut: '18:31', fin: '20:00' })).toBe(true);
    expect(atypique({ debut: '19:00' })).toBe(true);
    expect(atypique({ debut: '22:00', fin: '06:00' })).toBe(true);
    expect(atypique({ debut: '14:00', fin: '00:00' })).toBe(true);
  });

  it('are not guessed from a slot without end, nor from a moment of the day', () => {
    expect(atypique({ debut: '18:30' })).toBe(false);
    expect(atypique({ debut: '09:00' })).toBe(false);
    expect(atypique({ moment: 'soiree' })).toBe(false);
  });

  it('are, minute by minute, what leaves the span from 7:30 to 18:30', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const toHeure = (n: number): string => new Date(n * 60_000).toISOString().slice(11, 16);
    fc.assert(
      fc.property(minute, minute, (debut, fin) => {
        fc.pre(debut !== fin);
        const dernier = fin > debut ? fin : fin + 1440;
        expect(atypique({ debut: toHeure(debut), fin: toHeure(fin) })).toBe(debut < 450 || dernier > 1110);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any permanence with any exceptions', () => {
  const fermeture = fc
    .tuple(dateEntre('2026-09-01', '2027-09-30'), fc.integer({ min: 0, max: 20 }))
    .map(([du, jours]) => ({ du, au: shift(du, jours), motif: 'congés' }));
  const options = fc.record({ fermetures: fc.array(fermeture, { maxLength: 2 }), aConfirmer: fc.boolean() });
  const periode = periodeEntre('2026-09-01', '2027-09-30', 200);

  it('keeps every date of its rhythm once: held, cancelled or moved away', () => {
    fc.assert(
      fc.property(permanenceArbitraire, options, periode, (arbitraire, choix, { du, au }) => {
        const sansException = listOccurrences({ ...arbitraire, exceptions: [] }, du, au, contexte);
        const toutes = listOccurrences(arbitraire, du, au, { ...contexte, ...choix });
        const inRange = (date: string): boolean => date >= du && date <= au;
        const covers =
          (date: string) =>
          (f: { du: string; au?: string | undefined }): boolean =>
            date >= f.du && date <= (f.au ?? f.du);

        // What exceptions bring is counted apart, then what is left must be the rhythm itself.
        const apportees = arbitraire.exceptions.flatMap((exception) => {
          if (exception.type === 'annulation') return [];
          const date = exception.type === 'report' ? exception.vers : exception.date;
          const creneaux = exception.creneaux ?? arbitraire.creneaux;
          const lieu = exception.lieu ?? arbitraire.lieu;
          const heures = creneaux.length > 0 ? creneaux : [{}];
          return inRange(date)
            ? heures.map((heure) => ({ date, lieu, debut: 'debut' in heure ? heure.debut : undefined }))
            : [];
        });

        const reports = arbitraire.exceptions.filter((exception) => exception.type === 'report');
        const annulations = arbitraire.exceptions.filter((exception) => exception.type === 'annulation');
        let doubles = 0;
        for (const base of sansException) {
          const isMoved = reports.some(({ de }) => de === base.date);
          const isCancelled = [...annulations, ...choix.fermetures].some(covers(base.date));
          const certain = choix.aConfirmer || base.statut === 'a-confirmer' ? 'a-confirmer' : 'confirmee';
          const attendu = isMoved ? 'reportee' : isCancelled ? 'annulee' : certain;
          // Moved or added onto a date that takes place anyway, the exception stands for both.
          const isDouble = apportees.some(
            ({ date, debut, lieu }) => date === base.date && debut === base.debut && lieu === base.lieu,
          );
          if (isDouble && isHeld({ ...base, statut: attendu })) {
            doubles += 1;
            continue;
          }
          const memes = toutes.filter(
            ({ date, debut, fin, moment, statut, remplace, motif: raison }) =>
              date === base.date &&
              debut === base.debut &&
              fin === base.fin &&
              moment === base.moment &&
              statut === attendu &&
              // A held date of the rhythm has no reason: it is neither moved in nor added.
              (raison === undefined) === isHeld({ ...base, statut: attendu }) &&
              remplace === undefined,
          );
          expect(memes, `${base.date} ${attendu}`).toHaveLength(1);
        }
        expect(toutes).toHaveLength(sansException.length - doubles + apportees.length);
      }),
      { numRuns: 300 },
    );
  });

  it('lists its occurrences in order of time', () => {
    fc.assert(
      fc.property(permanenceArbitraire, options, periode, (arbitraire, choix, { du, au }) => {
        const toutes = listOccurrences(arbitraire, du, au, { ...contexte, ...choix });
        for (const [rang, occurrence] of toutes.slice(1).entries()) {
          const avant = toutes[rang]!;
          expect(avant.date <= occurrence.date).toBe(true);
          if (avant.date === occurrence.date)
            expect((avant.debut ?? '') <= (occurrence.debut ?? '')).toBe(true);
        }
      }),
    );
  });

  it('gives the same dates inside a range, however wide the range around it', () => {
    fc.assert(
      fc.property(
        permanenceArbitraire,
        options,
        periode,
        fc.nat({ max: 60 }),
        fc.nat({ max: 60 }),
        (arbitraire, choix, { du, au }, avant, apres) => {
          const larges = listOccurrences(arbitraire, shift(du, -avant), shift(au, apres), {
            ...contexte,
            ...choix,
          });
          expect(larges.filter(({ date }) => date >= du && date <= au)).toEqual(
            listOccurrences(arbitraire, du, au, { ...contexte, ...choix }),
          );
        },
      ),
    );
  });

  it('gives, day by day, what it gives at once', () => {
    fc.assert(
      fc.property(permanenceArbitraire, options, periode, (arbitraire, choix, { du, au }) => {
        const ensemble = { ...contexte, ...choix };
        expect(eachDay(du, au).flatMap((jour) => listOccurrences(arbitraire, jour, jour, ensemble))).toEqual(
          listOccurrences(arbitraire, du, au, ensemble),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('does not change what it was given', () => {
    fc.assert(
      fc.property(permanenceArbitraire, periode, (arbitraire, { du, au }) => {
        const avant = structuredClone(arbitraire);
        listOccurrences(arbitraire, du, au, contexte);
        expect(arbitraire).toEqual(avant);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the order of occurrences', () => {
  it('is by date, then by hour, then by permanence, a day without hours first', () => {
    const [occurrence] = listOccurrences(permanence(mardi), '2026-12-01', '2026-12-01', contexte);
    const avec = (changement: Partial<Occurrence>): Occurrence => ({ ...occurrence!, ...changement });
    const rangees = [
      avec({ debut: undefined }),
      avec({ permanence: 'accueil' }),
      avec({}),
      avec({ debut: '13:30' }),
      avec({ date: '2026-12-02', debut: '08:00' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rangees, { minLength: rangees.length }), (melangees) => {
        expect(melangees.toSorted(compareOccurrences)).toEqual(rangees);
      }),
    );
  });

  it('counts as held what people can come to', () => {
    const [occurrence] = listOccurrences(permanence(mardi), '2026-12-01', '2026-12-01', contexte);
    const held = (['confirmee', 'a-confirmer', 'annulee', 'reportee'] as const).map((statut) =>
      isHeld({ ...occurrence!, statut }),
    );
    expect(held).toEqual([true, true, false, false]);
  });
});
