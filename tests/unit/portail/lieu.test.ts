import { describe, expect, it } from 'vitest';
import { describeLieu } from '../../../src/domain/portail/lieu';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const mardi = (champs: Partial<PermanenceEcrite> = {}): PermanenceEcrite => ({
  id: 'accueil',
  rythme: { type: 'hebdomadaire', jours: ['mardi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});

function vueDe(structures: PortailEcrit['structures'], ecrit: PortailEcrit = {}) {
  const portail = creerPortail({ ...ecrit, structures: structures ?? {} });
  return describeLieu(portail.lieux.get('mairie-castelnoir')!, portail);
}

describe('everything that happens in one place', () => {
  it('gathers every permanence that it hosts, those that say no place of their own included', () => {
    const vue = vueDe({
      hote: {
        nom: 'France services',
        lieu: 'mairie-castelnoir',
        permanences: [mardi(), mardi({ id: 'dehors', lieu: 'salle-sauvecombe' })],
      },
      visiteur: {
        nom: 'Caf',
        lieu: 'mairie-lostalgues',
        permanences: [mardi({ id: 'ici', lieu: 'mairie-castelnoir' }), mardi({ id: 'chez-elle' })],
      },
      voisin: { nom: 'Point emploi', permanences: [mardi({ id: 'sans-lieu' })] },
      bureau: { nom: 'Mission locale', lieu: 'mairie-castelnoir' },
    });
    expect(
      vue.services.map(({ structure, permanences }) => [structure.slug, permanences.map(({ id }) => id)]),
    ).toEqual([
      ['visiteur', ['ici']],
      ['hote', ['accueil']],
      ['bureau', []],
    ]);
    expect(vue.commune.nom).toBe('Castelnoir');
  });

  it('puts the host first', () => {
    const vue = vueDe(
      {
        a: { nom: 'Service A', permanences: [mardi({ lieu: 'mairie-castelnoir' })] },
        hote: { nom: 'Service Z', permanences: [mardi({ lieu: 'mairie-castelnoir' })] },
      },
      {
        lieux: {
          'mairie-castelnoir': { nom: 'Maison du Val', commune: '99001', structureHote: 'hote' },
        },
      },
    );
    expect(vue.pratique[0]).toEqual({
      terme: 'Accueilli par',
      lignes: [{ texte: 'Service Z', href: '/structures/hote/' }],
    });
    expect(vue.services.map(({ structure }) => structure.slug)).toEqual(['hote', 'a']);
  });

  it('lists who is here in the coming two weeks, in order of time', () => {
    const vue = vueDe({
      matin: { nom: 'Matin', permanences: [mardi({ lieu: 'mairie-castelnoir' })] },
      soir: {
        nom: 'Après-midi',
        lieu: 'mairie-castelnoir',
        permanences: [mardi({ creneaux: [{ debut: '14:00', fin: '16:00' }] })],
      },
      hier: {
        nom: 'Hier',
        permanences: [
          mardi({
            lieu: 'mairie-castelnoir',
            rythme: { type: 'dates', dates: ['2026-11-30', '2026-12-16'] },
            creneaux: [],
          }),
        ],
      },
    });
    expect(vue.passages.map(({ date, structure }) => [date, structure.slug])).toEqual([
      ['2026-12-01', 'matin'],
      ['2026-12-01', 'soir'],
      ['2026-12-08', 'matin'],
      ['2026-12-08', 'soir'],
      ['2026-12-15', 'matin'],
      ['2026-12-15', 'soir'],
    ]);
  });

  it('follows a date that was moved here, and not one that was moved away', () => {
    const report = (lieu: string) => ({
      type: 'report' as const,
      de: '2026-12-08',
      vers: '2026-12-10',
      lieu,
      motif: 'salle prise',
    });
    const vue = vueDe({
      arrive: {
        nom: 'Arrive',
        permanences: [mardi({ lieu: 'salle-sauvecombe', exceptions: [report('mairie-castelnoir')] })],
      },
      part: {
        nom: 'Part',
        permanences: [mardi({ lieu: 'mairie-castelnoir', exceptions: [report('salle-sauvecombe')] })],
      },
    });
    expect(vue.passages.map(({ date, structure }) => [date, structure.slug])).toEqual([
      ['2026-12-01', 'part'],
      ['2026-12-10', 'arrive'],
      ['2026-12-15', 'part'],
    ]);
  });

  it('shows the way to a building, not to the middle of a commune', () => {
    expect(vueDe({}).itineraire).toBe('https://www.openstreetmap.org/directions?to=44.2012%2C2.6034');
    const portail = creerPortail();
    expect(describeLieu(portail.lieux.get('mairie-lostalgues')!, portail).itineraire).toBeUndefined();
    expect(describeLieu(portail.lieux.get('salle-sauvecombe')!, portail).itineraire).toBeUndefined();
  });
});
