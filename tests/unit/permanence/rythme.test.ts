import fc from 'fast-check';
import { RRule, type Weekday } from 'rrule';
import { describe, expect, it } from 'vitest';
import { createCalendrier } from '../../../src/domain/calendrier/calendrier';
import { ZONES } from '../../../src/domain/calendrier/schema';
import {
  JOURS,
  type Jour,
  anneeScolaire,
  calendrier,
  dateEntre,
  eachDay,
  isoDay,
  joursArbitraires,
  nomDuJour,
  periodeEntre,
  shift,
  utc,
  weekByThursdays,
} from '../../fixtures/calendrier';
import { type PermanenceEcrite, dates, rythmeArbitraire } from '../../fixtures/permanence';

/** Public holidays are another matter: here every day of the rhythm is kept. */
const tousLesJours = { joursFeries: 'inclus' as const };
const SEMAINE = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];
const toWeekday = (jour: Jour): Weekday => SEMAINE[JOURS.indexOf(jour)]!;

/** The dates of an iCalendar rule, in UTC so that no time zone meddles. */
function expand(regle: ConstructorParameters<typeof RRule>[0], du: string, au: string): string[] {
  return new RRule({ dtstart: utc(du), until: utc(au), wkst: RRule.MO, ...regle }).all().map(isoDay);
}

const periode = periodeEntre('2000-01-01', '2060-12-31', 800);
const uneDate = dateEntre('2000-01-01', '2060-12-31');

describe('a weekly rhythm', () => {
  it('gives the dates of an RRULE on the same days', () => {
    fc.assert(
      fc.property(periode, joursArbitraires, ({ du, au }, jours) => {
        expect(dates({ rythme: { type: 'hebdomadaire', jours }, filtre: tousLesJours }, du, au)).toEqual(
          expand({ freq: RRule.WEEKLY, byweekday: jours.map(toWeekday) }, du, au),
        );
      }),
    );
  });

  it('every n weeks from a date gives the dates of an RRULE that starts on that date', () => {
    fc.assert(
      fc.property(
        uneDate,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 600 }),
        joursArbitraires,
        fc.integer({ min: 2, max: 8 }),
        (depuis, ecart, duree, jours, semaines) => {
          const du = shift(depuis, ecart);
          const au = shift(du, duree);
          const attendues = expand(
            { freq: RRule.WEEKLY, interval: semaines, byweekday: jours.map(toWeekday) },
            depuis,
            au,
          );
          expect(
            dates(
              {
                rythme: { type: 'hebdomadaire', jours, intervalle: { semaines, depuis } },
                filtre: tousLesJours,
              },
              du,
              au,
            ),
          ).toEqual(attendues.filter((date) => date >= du));
        },
      ),
    );
  });

  it('shares every date between odd and even weeks, and never skips nor repeats one', () => {
    fc.assert(
      fc.property(periode, joursArbitraires, ({ du, au }, jours) => {
        const [paires, impaires, toutes] = (['paires', 'impaires', undefined] as const).map((semaines) =>
          dates({ rythme: { type: 'hebdomadaire', jours, semaines }, filtre: tousLesJours }, du, au),
        );
        expect([...paires!, ...impaires!].sort()).toEqual(toutes);
      }),
    );
  });

  it('in odd weeks follows the number of the week, counted by its Thursdays', () => {
    // Not an RRULE: for Sunday 2 January 2039, in week 52, the library's BYWEEKNO answers an odd week.
    fc.assert(
      fc.property(periodeEntre('2000-01-01', '2060-12-31', 300), joursArbitraires, ({ du, au }, jours) => {
        const toutes = dates({ rythme: { type: 'hebdomadaire', jours }, filtre: tousLesJours }, du, au);
        expect(
          dates(
            { rythme: { type: 'hebdomadaire', jours, semaines: 'impaires' }, filtre: tousLesJours },
            du,
            au,
          ),
        ).toEqual(toutes.filter((date) => weekByThursdays(date) % 2 === 1));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps both Wednesdays around the new year after a week 53', () => {
    const mercredi = { type: 'hebdomadaire' as const, jours: ['mercredi' as const] };
    const impaires: PermanenceEcrite = { rythme: { ...mercredi, semaines: 'impaires' } };
    const paires: PermanenceEcrite = { rythme: { ...mercredi, semaines: 'paires' } };
    const surDeux: PermanenceEcrite = {
      rythme: { ...mercredi, intervalle: { semaines: 2, depuis: '2026-12-16' } },
    };
    expect(dates(impaires, '2026-12-14', '2027-01-24')).toEqual([
      '2026-12-16',
      '2026-12-30',
      '2027-01-06',
      '2027-01-20',
    ]);
    expect(dates(paires, '2026-12-14', '2027-01-24')).toEqual(['2026-12-23', '2027-01-13']);
    expect(dates(surDeux, '2026-12-14', '2027-01-24')).toEqual(['2026-12-16', '2026-12-30', '2027-01-13']);
  });

  it('every second week counts from the Monday of its first date, and gives nothing before that date', () => {
    const rythme = {
      type: 'hebdomadaire' as const,
      jours: ['mardi' as const, 'jeudi' as const],
      intervalle: { semaines: 2, depuis: '2026-12-03' },
    };
    expect(dates({ rythme }, '2026-11-16', '2026-12-20')).toEqual(['2026-12-03', '2026-12-15', '2026-12-17']);
  });
});

describe('a monthly rhythm', () => {
  it('gives the dates of an RRULE by rank, from the start as from the end of the month', () => {
    const rangs = fc.subarray([1, 2, 3, 4, 5, -1, -2] as const, { minLength: 1 });
    fc.assert(
      fc.property(periode, joursArbitraires, rangs, ({ du, au }, jours, choisis) => {
        const byweekday = jours.flatMap((jour) => choisis.map((rang) => toWeekday(jour).nth(rang)));
        expect(
          dates({ rythme: { type: 'mensuel', jours, rangs: [...choisis] }, filtre: tousLesJours }, du, au),
        ).toEqual(expand({ freq: RRule.MONTHLY, byweekday }, du, au));
      }),
    );
  });

  const cinquiemes = (rangs: (1 | 2 | 3 | 4 | 5 | -1 | -2)[]): string[] =>
    dates({ rythme: { type: 'mensuel', jours: ['mardi'], rangs } }, '2027-01-01', '2027-06-30');

  it('has no date in a month without fifth Tuesday', () => {
    expect(cinquiemes([5])).toEqual(['2027-03-30', '2027-06-29']);
  });

  it('takes as last the fifth when it exists, and the fourth when it does not', () => {
    expect(cinquiemes([-1])).toEqual([
      '2027-01-26',
      '2027-02-23',
      '2027-03-30',
      '2027-04-27',
      '2027-05-25',
      '2027-06-29',
    ]);
    expect(cinquiemes([4])).toEqual([
      '2027-01-26',
      '2027-02-23',
      '2027-03-23',
      '2027-04-27',
      '2027-05-25',
      '2027-06-22',
    ]);
    expect(cinquiemes([-2])).toEqual([
      '2027-01-19',
      '2027-02-16',
      '2027-03-23',
      '2027-04-20',
      '2027-05-18',
      '2027-06-22',
    ]);
  });

  it('gives a date once when it is both the fourth and the last', () => {
    expect(cinquiemes([4, -1])).toEqual([
      ...['2027-01-26', '2027-02-23', '2027-03-23', '2027-03-30'],
      ...['2027-04-27', '2027-05-25', '2027-06-22', '2027-06-29'],
    ]);
  });

  it('finds the fifth Tuesday of a February, 29 February 2028', () => {
    const rythme = { type: 'mensuel' as const, jours: ['mardi' as const], rangs: [5 as const] };
    expect(dates({ rythme }, '2028-02-01', '2028-03-31')).toEqual(['2028-02-29']);
    expect(dates({ rythme }, '2029-02-01', '2029-02-28')).toEqual([]);
  });
});

describe('the weeks of a month', () => {
  it('start with its Mondays, so that their days may fall in the next month', () => {
    const semaines = fc.subarray([1, 2, 3, 4, 5, -1] as const, { minLength: 1 });
    fc.assert(
      fc.property(periode, joursArbitraires, semaines, ({ du, au }, jours, choisies) => {
        // The RRULE of the Mondays, then the wanted days of their weeks.
        const lundis = expand(
          { freq: RRule.MONTHLY, byweekday: choisies.map((n) => RRule.MO.nth(n)) },
          shift(du, -7),
          au,
        );
        const attendues = lundis
          .flatMap((lundi) => jours.map((jour) => shift(lundi, JOURS.indexOf(jour))))
          .filter((date) => date >= du && date <= au)
          .sort();
        expect(
          dates(
            { rythme: { type: 'semaine-du-mois', jours, semaines: [...choisies] }, filtre: tousLesJours },
            du,
            au,
          ),
        ).toEqual(attendues);
      }),
    );
  });

  it('do not confuse the Friday of the first week with the first Friday', () => {
    const rythme = { type: 'semaine-du-mois' as const, jours: ['vendredi' as const], semaines: [1 as const] };
    expect(dates({ rythme }, '2026-12-01', '2026-12-31')).toEqual(['2026-12-11']);
    // The last week of February 2027 starts on Monday 22, the one of March on Monday 29: its Friday is in April.
    expect(dates({ rythme: { ...rythme, semaines: [-1] } }, '2027-02-01', '2027-04-04')).toEqual([
      '2027-02-26',
      '2027-04-02',
    ]);
  });
});

describe('a day of the month', () => {
  it('gives the dates of an RRULE by month day, from the end too', () => {
    const quantieme = fc.integer({ min: -31, max: 31 }).filter((n) => n !== 0);
    fc.assert(
      fc.property(
        periode,
        fc.uniqueArray(quantieme, { minLength: 1, maxLength: 5 }),
        ({ du, au }, quantiemes) => {
          expect(
            dates({ rythme: { type: 'jour-du-mois', quantiemes }, filtre: tousLesJours }, du, au),
          ).toEqual(expand({ freq: RRule.MONTHLY, bymonthday: quantiemes }, du, au));
        },
      ),
    );
  });

  it('skips the months that do not have it', () => {
    expect(dates({ rythme: { type: 'jour-du-mois', quantiemes: [31] } }, '2027-01-01', '2027-06-30')).toEqual(
      [...['2027-01-31', '2027-03-31', '2027-05-31']],
    );
  });

  it('knows the last day of February, leap or not', () => {
    expect(dates({ rythme: { type: 'jour-du-mois', quantiemes: [-1] } }, '2027-02-01', '2027-03-30')).toEqual(
      ['2027-02-28'],
    );
    expect(dates({ rythme: { type: 'jour-du-mois', quantiemes: [-1] } }, '2028-02-01', '2028-03-30')).toEqual(
      ['2028-02-29'],
    );
  });
});

describe('the last day before the holidays', () => {
  it('is, for each weekday, the latest one before the departure', () => {
    for (const zone of ZONES) {
      for (const jour of JOURS) {
        const attendues = anneeScolaire.periodes
          .filter(({ nom }) => nom !== 'pont')
          .map(({ zones }) =>
            eachDay('2026-09-01', shift(zones[zone]!.du, -1)).findLast((date) => nomDuJour(date) === jour),
          );
        expect(
          dates(
            { rythme: { type: 'avant-vacances', jours: [jour] }, filtre: tousLesJours },
            '2026-09-01',
            '2027-08-31',
            { zone },
          ),
        ).toEqual(attendues.sort());
      }
    }
  });

  it('may be kept before certain holidays only', () => {
    const rythme = {
      type: 'avant-vacances' as const,
      jours: ['vendredi' as const],
      periodes: ['noel' as const, 'ete' as const],
    };
    expect(dates({ rythme }, '2026-09-01', '2027-08-31')).toEqual(['2026-12-18', '2027-07-02']);
  });

  it('gives nothing past the calendar’s end: nobody knows when the next holidays start', () => {
    const rythme = { type: 'avant-vacances' as const, jours: ['vendredi' as const] };
    expect(dates({ rythme }, '2027-08-01', '2030-12-31')).toEqual([]);
  });
});

describe('written dates', () => {
  it('come out once each, in order, inside the range only', () => {
    fc.assert(
      fc.property(periode, fc.array(uneDate, { minLength: 1, maxLength: 30 }), ({ du, au }, ecrites) => {
        expect(dates({ rythme: { type: 'dates', dates: ecrites } }, du, au)).toEqual(
          [...new Set(ecrites)].filter((date) => date >= du && date <= au).sort(),
        );
      }),
    );
  });

  it('are kept on a public holiday: somebody wrote them on purpose', () => {
    const rythme = { type: 'dates' as const, dates: ['2026-12-25', '2026-12-26'] };
    expect(dates({ rythme }, '2026-12-01', '2026-12-31')).toEqual(['2026-12-25', '2026-12-26']);
    expect(
      dates(
        { rythme: { type: 'date-communiquee', precision: 'une fois par an', dates: ['2027-05-01'] } },
        '2027-01-01',
        '2027-12-31',
      ),
    ).toEqual(['2027-05-01']);
  });

  it('still obey a filter that somebody wrote', () => {
    const rythme = { type: 'dates' as const, dates: ['2026-12-18', '2026-12-22'] };
    expect(dates({ rythme, filtre: { vacances: { regle: 'exclues' } } }, '2026-12-01', '2026-12-31')).toEqual(
      ['2026-12-18'],
    );
  });
});

describe('the filter of school holidays', () => {
  const tous = { type: 'hebdomadaire' as const, jours: [...JOURS] };
  const avec = (
    vacances: NonNullable<NonNullable<PermanenceEcrite['filtre']>['vacances']>,
    zone: 'A' | 'B' | 'C' = 'C',
  ): string[] =>
    dates({ rythme: tous, filtre: { ...tousLesJours, vacances } }, '2026-09-01', '2027-07-31', { zone });
  const pont = ['2027-05-07', '2027-05-08', '2027-05-09'];

  it('shares every day between « hors vacances » and « seulement », but for the bridge of Ascension', () => {
    for (const zone of ZONES) {
      expect(
        [...avec({ regle: 'exclues' }, zone), ...avec({ regle: 'seulement' }, zone), ...pont].sort(),
      ).toEqual(eachDay('2026-09-01', '2027-07-31'));
    }
  });

  it('excludes the bridge of Ascension from « hors vacances », and does not take it for holidays', () => {
    expect(avec({ regle: 'exclues' }).filter((date) => pont.includes(date))).toEqual([]);
    expect(avec({ regle: 'seulement' }).filter((date) => pont.includes(date))).toEqual([]);
    // « sauf la 1re semaine des vacances » says nothing of a day that has no weeks.
    expect(avec({ regle: 'exclues', semaines: [1] })).toEqual(expect.arrayContaining(pont));
    const vendredi = { type: 'hebdomadaire' as const, jours: ['vendredi' as const] };
    expect(
      dates({ rythme: vendredi, filtre: { vacances: { regle: 'exclues' } } }, '2027-05-01', '2027-05-31'),
    ).toEqual([...['2027-05-14', '2027-05-21', '2027-05-28']]);
  });

  it('starts on the Saturday of departure and stops on the Sunday before the return', () => {
    const samedis = { type: 'hebdomadaire' as const, jours: ['samedi' as const, 'dimanche' as const] };
    expect(
      dates({ rythme: samedis, filtre: { vacances: { regle: 'seulement' } } }, '2027-02-01', '2027-02-28'),
    ).toEqual([...['2027-02-06', '2027-02-07', '2027-02-13', '2027-02-14', '2027-02-20', '2027-02-21']]);
  });

  it('cuts holidays in weeks of seven days from the Saturday, each with every weekday once', () => {
    const periodes = ['noel' as const];
    const semaines = [1, 2, 3].map((n) => avec({ regle: 'seulement', periodes, semaines: [n] }));
    expect(semaines).toEqual([
      eachDay('2026-12-19', '2026-12-25'),
      eachDay('2026-12-26', '2027-01-01'),
      eachDay('2027-01-02', '2027-01-03'),
    ]);
  });

  it('gives, week after week, all the holidays and no more', () => {
    for (const zone of ZONES) {
      const semaines = Array.from({ length: 9 }, (_, n) =>
        avec({ regle: 'seulement', semaines: [n + 1] }, zone),
      );
      expect(semaines.flat().sort()).toEqual(avec({ regle: 'seulement' }, zone));
    }
  });

  it('may exclude one week, or certain holidays, and keep the others', () => {
    expect(
      avec({ regle: 'exclues', semaines: [1], periodes: ['noel'] }).filter(
        (date) => date >= '2026-12-18' && date <= '2027-01-04',
      ),
    ).toEqual(['2026-12-18', ...eachDay('2026-12-26', '2027-01-04')]);
    expect(avec({ regle: 'seulement', periodes: ['hiver'] })).toEqual(eachDay('2027-02-06', '2027-02-21'));
  });

  it('follows the zone of the rule when it is not the one of the territory', () => {
    for (const zone of ZONES) {
      for (const zoneDuTerritoire of ZONES) {
        expect(avec({ regle: 'seulement', zone }, zoneDuTerritoire)).toEqual(
          avec({ regle: 'seulement' }, zone),
        );
      }
    }
    expect(avec({ regle: 'seulement', periodes: ['hiver'], zone: 'A' }, 'C')).toEqual(
      eachDay('2027-02-13', '2027-02-28'),
    );
  });
});

describe('the other filters', () => {
  const MS = (date: string): { mois: number; jour: string } => ({
    mois: utc(date).getUTCMonth() + 1,
    jour: date.slice(5),
  });
  const unRythme = rythmeArbitraire.filter((rythme) => rythme.type !== 'avant-vacances');
  const unePeriode = periodeEntre('2026-09-01', '2027-09-01', 500);
  const sousFiltre = (
    rythme: PermanenceEcrite['rythme'],
    filtre: PermanenceEcrite['filtre'],
    { du, au }: { du: string; au: string },
  ): string[] => dates({ rythme, filtre: { ...tousLesJours, ...filtre } }, du, au);

  it('keep the dates of certain months, or all the others', () => {
    const mois = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
    fc.assert(
      fc.property(unRythme, mois, unePeriode, (rythme, choisis, p) => {
        const sans = sousFiltre(rythme, {}, p);
        const isChosen = (date: string): boolean => choisis.includes(MS(date).mois);
        expect(sousFiltre(rythme, { mois: choisis }, p)).toEqual(sans.filter(isChosen));
        expect(sousFiltre(rythme, { moisExclus: choisis }, p)).toEqual(
          sans.filter((date) => !isChosen(date)),
        );
      }),
    );
  });

  it('keep the dates of a season, or all the others, whether or not it passes the new year', () => {
    const jour = dateEntre('2028-01-01', '2028-12-31').map((date) => date.slice(5));
    fc.assert(
      fc.property(unRythme, jour, jour, unePeriode, (rythme, du, au, p) => {
        // One walks the days of a leap year from the first of the season until the last.
        const saison = new Set<string>();
        for (let date = `2028-${du}`; ; date = date === '2028-12-31' ? '2028-01-01' : shift(date, 1)) {
          saison.add(MS(date).jour);
          if (date.endsWith(au)) break;
        }
        const sans = sousFiltre(rythme, {}, p);
        const isInside = (date: string): boolean => saison.has(MS(date).jour);
        expect(sousFiltre(rythme, { saison: { du, au } }, p)).toEqual(sans.filter(isInside));
        expect(sousFiltre(rythme, { saisonExclue: { du, au } }, p)).toEqual(
          sans.filter((date) => !isInside(date)),
        );
      }),
    );
  });

  it('keep a season that ends on 29 February, in every year', () => {
    const rythme = { type: 'jour-du-mois' as const, quantiemes: [28, 29, 1] };
    const saison = { du: '02-28', au: '02-29' };
    expect(dates({ rythme, filtre: { saison } }, '2027-01-01', '2028-12-31')).toEqual([
      '2027-02-28',
      '2028-02-28',
      '2028-02-29',
    ]);
    expect(
      dates({ rythme, filtre: { saisonExclue: { du: '02-29', au: '12-31' } } }, '2028-01-01', '2028-12-31'),
    ).toEqual([...['2028-01-28', '2028-01-29', '2028-02-01', '2028-02-28']]);
  });

  it('keep the dates of a validity, its bounds included', () => {
    fc.assert(
      fc.property(
        unRythme,
        dateEntre('2026-09-01', '2027-09-01'),
        fc.integer({ min: 0, max: 300 }),
        unePeriode,
        (rythme, du, duree, p) => {
          const au = shift(du, duree);
          expect(sousFiltre(rythme, { validite: { du, au } }, p)).toEqual(
            sousFiltre(rythme, {}, p).filter((date) => date >= du && date <= au),
          );
          expect(sousFiltre(rythme, { validite: { du } }, p)).toEqual(
            sousFiltre(rythme, {}, p).filter((date) => date >= du),
          );
          expect(sousFiltre(rythme, { validite: { au } }, p)).toEqual(
            sousFiltre(rythme, {}, p).filter((date) => date <= au),
          );
        },
      ),
    );
  });

  it('exclude public holidays unless somebody says otherwise', () => {
    const vendredi = { type: 'hebdomadaire' as const, jours: ['vendredi' as const] };
    const noel = (joursFeries?: 'exclus' | 'inclus' | 'seulement'): string[] =>
      dates({ rythme: vendredi, filtre: { joursFeries } }, '2026-12-18', '2027-01-08');
    expect(noel()).toEqual(['2026-12-18', '2027-01-08']);
    expect(noel('exclus')).toEqual(noel());
    expect(noel('inclus')).toEqual(['2026-12-18', '2026-12-25', '2027-01-01', '2027-01-08']);
    expect(noel('seulement')).toEqual(['2026-12-25', '2027-01-01']);
  });
});

describe('without any calendar', () => {
  it('a rhythm that does not speak of holidays is as certain as ever', () => {
    const vide = createCalendrier([]);
    fc.assert(
      fc.property(periode, joursArbitraires, ({ du, au }, jours) => {
        const rythme = { type: 'hebdomadaire' as const, jours };
        expect(dates({ rythme }, du, au, { calendrier: vide })).toEqual(
          dates({ rythme }, du, au, { calendrier }),
        );
      }),
      { numRuns: 20 },
    );
  });
});
