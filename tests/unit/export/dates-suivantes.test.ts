import { describe, expect, it } from 'vitest';
import {
  type DateSuivante,
  JOURS_HORS_LIGNE,
  writeDatesSuivantes,
} from '../../../src/domain/export/dates-suivantes';
import { DATES_PAR_FICHE, occurrencesOf } from '../../../src/domain/portail/structure';
import { insecable } from '../../fixtures/insecable';
import { creerPortail } from '../../fixtures/portail';

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const chaqueJour = {
  id: 'chaque-jour',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: [...JOURS] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  filtre: { joursFeries: 'inclus' as const },
};
const portail = creerPortail({
  structures: {
    'a-peine': {
      permanences: [{ ...chaqueJour, rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1] } }],
    },
    'chaque-jour': { permanences: [chaqueJour] },
    'en-projet': { statut: 'en-projet', permanences: [] },
  },
});
const dates = JSON.parse([...writeDatesSuivantes(portail)].join('')) as Record<string, DateSuivante[]>;

describe('the dates that follow those of a page', () => {
  it('are only those of the structures that have more than a page holds', () => {
    expect(Object.keys(dates)).toEqual(['chaque-jour']);
  });

  it('start where the page stops and end with the sixtieth day', () => {
    const jours = dates['chaque-jour']!.map(({ debut }) => debut.slice(0, 10));
    expect(jours[0]).toBe('2026-12-25');
    expect(jours.at(-1)).toBe('2027-01-30');
    expect(jours).toHaveLength(JOURS_HORS_LIGNE + 1 - DATES_PAR_FICHE);
  });

  it('carry everything that an item of the page shows', () => {
    expect(dates['chaque-jour']![0]).toEqual({
      debut: '2026-12-25T09:00:00+01:00',
      fin: '2026-12-25T12:00:00+01:00',
      journee: false,
      datetime: '2026-12-25T09:00:00+01:00',
      jours: insecable('vendredi~25~décembre'),
      heures: insecable('9~h~–~12~h'),
      notes: [{ classe: 'quand-lieu', texte: 'Mairie de Castelnoir' }],
    });
  });

  it('are in the order of the portal, without a gap', () => {
    const all = occurrencesOf(portail.structureBySlug.get('chaque-jour')!, portail)
      .filter(({ date }) => date >= '2026-12-25' && date <= '2027-01-30')
      .map(({ debutIso }) => debutIso);
    expect(dates['chaque-jour']!.map(({ debut }) => debut)).toEqual(all);
  });
});
