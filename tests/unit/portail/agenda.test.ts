import { describe, expect, it } from 'vitest';
import { lastDayOf, listComingDates, seanceInterval } from '../../../src/domain/portail/agenda';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['evenements']>[string];

function datesDe(evenements: Record<string, Fiche>, ecrit: PortailEcrit = {}) {
  return listComingDates(creerPortail({ ...ecrit, evenements }));
}
const resume = (dates: ReturnType<typeof datesDe>) =>
  dates.map(({ evenement, seance }) => [evenement.slug, seance?.du]);

describe('the coming dates of the agenda', () => {
  it('are those not over on the day of the build, in order of time', () => {
    expect(
      resume(
        datesDe({
          hier: { seances: [{ du: '2026-11-30' }] },
          soir: { seances: [{ du: '2026-12-01', debut: '20:00', fin: '23:00' }] },
          matin: { seances: [{ du: '2026-12-01', debut: '09:00', fin: '12:00' }] },
          journee: { seances: [{ du: '2026-12-01' }] },
          'en-cours': { seances: [{ du: '2026-11-15', au: '2026-12-01' }] },
          suivie: { seances: [{ du: '2026-12-20' }, { du: '2026-11-01' }, { du: '2026-12-10' }] },
        }),
      ),
    ).toEqual([
      ['en-cours', '2026-11-15'],
      ['journee', '2026-12-01'],
      ['matin', '2026-12-01'],
      ['soir', '2026-12-01'],
      ['suivie', '2026-12-10'],
      ['suivie', '2026-12-20'],
    ]);
  });

  it('keep an event over two months, in several places, until its last day', () => {
    const festival: Fiche = {
      seances: [
        { du: '2027-02-22', au: '2027-03-12', lieu: 'mairie-castelnoir' },
        { du: '2027-03-06', lieu: 'salle-sauvecombe' },
      ],
    };
    const vue = (aujourdhui: string) =>
      datesDe({ festival }, { aujourdhui }).map(({ seance, communes }) => [seance?.du, communes[0]?.nom]);
    const [tout, atelier] = [
      ['2027-02-22', 'Castelnoir'],
      ['2027-03-06', 'Sauvecombe'],
    ];
    expect(vue('2026-12-01')).toEqual([tout, atelier]);
    expect(vue('2027-03-01')).toEqual([tout, atelier]);
    expect(vue('2027-03-12')).toEqual([tout]);
    expect(vue('2027-03-13')).toEqual([]);
  });

  it('end with the events whose date is unknown, by title', () => {
    expect(
      resume(
        datesDe({
          b: { titre: 'Vide-greniers', periode: 'au printemps' },
          a: { titre: 'École ouverte', periode: 'chaque été' },
          c: { titre: 'Bal', seances: [{ du: '2026-12-05' }] },
        }),
      ),
    ).toEqual([
      ['c', '2026-12-05'],
      ['a', undefined],
      ['b', undefined],
    ]);
  });

  it('keep a cancelled event, which families must learn of, but not one for professionals', () => {
    expect(
      resume(
        datesDe({
          annule: { statut: 'annule', seances: [{ du: '2026-12-05' }] },
          interne: { visibilite: 'professionnels', seances: [{ du: '2026-12-05' }] },
        }),
      ),
    ).toEqual([['annule', '2026-12-05']]);
  });

  it('know their place, and their communes by what is most precise', () => {
    const [lieu, commune, tous, rien] = datesDe({
      a: {
        titre: 'A, au lieu',
        communes: ['99001'],
        seances: [{ du: '2026-12-02', lieu: 'salle-sauvecombe' }],
      },
      b: { titre: 'B, commune', communes: ['99001'], seances: [{ du: '2026-12-03', commune: '99002' }] },
      c: { titre: 'C, tous', communes: ['99001', '99003'], seances: [{ du: '2026-12-04' }] },
      d: { titre: 'D, rien', seances: [{ du: '2026-12-05' }] },
    });
    const noms = (date: typeof lieu) => date?.communes.map(({ nom }) => nom);
    expect(lieu?.lieu?.nom).toBe('Salle de Sauvecombe');
    expect([noms(lieu), noms(commune), noms(tous), noms(rien)]).toEqual([
      ['Sauvecombe'],
      ['Lostalgues'],
      ['Castelnoir', 'Sauvecombe'],
      [],
    ]);
  });

  it('have a last day, when they have a day', () => {
    const [longue, inconnue] = datesDe({
      a: { titre: 'Aaa', seances: [{ du: '2026-12-02', au: '2026-12-06' }] },
      b: { titre: 'Bbb', periode: 'chaque été' },
    });
    expect([lastDayOf(longue!), lastDayOf(inconnue!)]).toEqual(['2026-12-06', undefined]);
  });
});

describe('when a session starts and ends', () => {
  it.each([
    [
      'its hours of one day',
      { du: '2026-12-05', debut: '14:00', fin: '18:00' },
      '2026-12-05T14:00:00+01:00',
      '2026-12-05T18:00:00+01:00',
    ],
    [
      'the whole day without hours',
      { du: '2026-12-05' },
      '2026-12-05T00:00:00+01:00',
      '2026-12-06T00:00:00+01:00',
    ],
    [
      'whole days, through the change of hour',
      { du: '2027-03-27', au: '2027-03-28' },
      '2027-03-27T00:00:00+01:00',
      '2027-03-29T00:00:00+02:00',
    ],
    [
      'its first hour on the first day, its last on the last',
      { du: '2026-12-05', au: '2026-12-07', debut: '10:00', fin: '17:00' },
      '2026-12-05T10:00:00+01:00',
      '2026-12-07T17:00:00+01:00',
    ],
    [
      'the next day after midnight',
      { du: '2026-12-31', debut: '20:00', fin: '02:00' },
      '2026-12-31T20:00:00+01:00',
      '2027-01-01T02:00:00+01:00',
    ],
    [
      'one day, even written twice',
      { du: '2026-12-05', au: '2026-12-05', debut: '14:00' },
      '2026-12-05T14:00:00+01:00',
      '2026-12-05T14:00:00+01:00',
    ],
  ])('is %s', (_, seance, debut, fin) => {
    expect(
      seanceInterval({
        au: undefined,
        debut: undefined,
        fin: undefined,
        lieu: undefined,
        commune: undefined,
        ...seance,
      }),
    ).toEqual({ debut, fin });
  });
});
