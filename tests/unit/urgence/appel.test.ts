import { describe, expect, it } from 'vitest';
import { groupUrgences, toAppelLink } from '../../../src/domain/urgence/appel';
import { type Urgence, urgenceSchema } from '../../../src/domain/urgence/schema';

const urgence = (numero: string, champs: Partial<Urgence> = {}): Urgence => ({
  ...urgenceSchema.parse({
    nom: 'Un numéro',
    numero,
    categorie: 'secours',
    pour: 'Quand on a besoin d’aide.',
    ordre: 1,
    lien: 'https://www.service-public.gouv.fr',
    verifieLe: '2026-11-21',
  }),
  slug: `n-${numero}`,
  ...champs,
});

describe('an emergency number', () => {
  it('is dialled as it is written', () => {
    expect(toAppelLink(urgence('119'))).toBe('tel:119');
    expect(toAppelLink(urgence('116 006'))).toBe('tel:116006');
    expect(toAppelLink(urgence('0 800 05 95 95'))).toBe('tel:+33800059595');
  });

  it('is written to when it is the one of those who cannot speak', () => {
    expect(toAppelLink(urgence('114'))).toBe('sms:114');
  });

  it('is in its category, danger first, by rank', () => {
    const groupes = groupUrgences([
      urgence('3114', { categorie: 'ecoute' }),
      urgence('18', { ordre: 2 }),
      urgence('15'),
    ]);
    expect(
      groupes.map(({ categorie, urgences }) => [categorie, urgences.map(({ numero }) => numero)]),
    ).toEqual([
      ['secours', ['15', '18']],
      ['ecoute', ['3114']],
    ]);
  });
});
