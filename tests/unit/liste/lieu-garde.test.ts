import { expect, test } from 'vitest';
import { describeLieuGarde, indexCatalogue } from '../../../src/domain/liste/lieu-garde';
import { toCatalogue, writePassages } from '../../../src/domain/portail/catalogue';
import type { Passages } from '../../../src/domain/recherche/catalogue';
import { creerPortail } from '../../fixtures/portail';
import { insecable } from '../../fixtures/insecable';

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const portail = creerPortail({
  structures: {
    relais: {
      contacts: [{ telephone: '05 36 49 00 01' }],
      aApporter: ['le carnet de santé', 'un goûter'],
      permanences: [
        {
          ...jeudi,
          exceptions: [
            {
              type: 'report',
              de: '2026-12-10',
              vers: '2026-12-11',
              lieu: 'mairie-lostalgues',
              motif: 'travaux',
            },
          ],
        },
      ],
    },
    tournee: {
      permanences: [jeudi, { ...jeudi, id: 'b', lieu: 'mairie-lostalgues', creneaux: [{ debut: '14:00' }] }],
    },
    'sans-date': { lieu: 'salle-sauvecombe' },
  },
});
const { passages } = JSON.parse([...writePassages(portail)].join('')) as Passages;
const annuaire = indexCatalogue(toCatalogue(portail));
const describe = (slug: string, instant: string) =>
  describeLieuGarde(slug, annuaire, passages[slug] ?? [], Date.parse(instant));

test('a place says its three next dates, and those that are over have left', () => {
  const lieu = describe('relais', '2026-12-03T12:00:00+01:00')!;
  expect(lieu.dates.map(({ jour }) => jour)).toEqual(
    ['vendredi~11~décembre', 'jeudi~17~décembre', 'jeudi~24~décembre'].map(insecable),
  );
  expect(lieu.dates[1]).toMatchObject({ datetime: '2026-12-17T09:00:00+01:00', aConfirmer: false });
});

test('a date moved to another place says where, the others do not', () => {
  const { dates, ou } = describe('relais', '2026-12-03T10:00:00+01:00')!;
  expect(dates.map((date) => date.ou)).toEqual([undefined, 'Lostalgues (Mairie de Lostalgues)', undefined]);
  expect(ou).toBe('Mairie de Castelnoir, Castelnoir');
});

test('a tour says where it is at each date', () => {
  const { dates } = describe('tournee', '2026-12-02T10:00:00+01:00')!;
  expect(dates.map((date) => date.ou)).toEqual([
    'Castelnoir (Mairie de Castelnoir)',
    'Lostalgues (Mairie de Lostalgues)',
    'Castelnoir (Mairie de Castelnoir)',
  ]);
});

test.each([
  ['2026-12-02T23:59:00+01:00', 'Demain'],
  ['2026-12-03T00:01:00+01:00', 'Aujourd’hui'],
  ['2026-12-03T09:00:00+01:00', 'En ce moment'],
  ['2026-12-01T10:00:00+01:00', undefined],
])('at %s, the date of Thursday is said to be « %s »', (instant, relatif) => {
  expect(describe('relais', instant)!.dates[0]!.relatif).toBe(relatif);
});

test('a place whose dates are unknown says so', () => {
  expect(describe('sans-date', '2026-12-01T10:00:00+01:00')).toMatchObject({
    dates: [],
    message: 'Horaires non renseignés',
    aApporter: [],
  });
  expect(describe('sans-date', '2026-12-01T10:00:00+01:00')).not.toHaveProperty('telephone');
});

test('a place says whom to call and what to bring', () => {
  expect(describe('relais', '2026-12-01T10:00:00+01:00')).toMatchObject({
    telephone: '05 36 49 00 01',
    aApporter: ['le carnet de santé', 'un goûter'],
    type: 'rpe',
    commune: '99001',
  });
});

test('a place that left the directory is not described', () => {
  expect(describe('parti', '2026-12-01T10:00:00+01:00')).toBeUndefined();
});
