import { describe, expect, it } from 'vitest';
import { toCatalogue, writePassages } from '../../../src/domain/portail/catalogue';
import { isEnCours, listAVenir, type Passages } from '../../../src/domain/recherche/catalogue';
import { creerPortail } from '../../fixtures/portail';

const permanence = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const portail = creerPortail({
  structures: {
    relais: {
      aApporter: ['le carnet de santé'],
      contacts: [
        { telephone: '05 36 49 00 99', visibilite: 'professionnels' },
        { telephone: '05 36 49 00 01' },
      ],
      permanences: [
        {
          ...permanence,
          exceptions: [
            { type: 'annulation', du: '2026-12-10', motif: 'formation' },
            {
              type: 'report',
              de: '2026-12-17',
              vers: '2026-12-18',
              lieu: 'mairie-lostalgues',
              motif: 'salle prise',
            },
          ],
        },
      ],
    },
    projet: { statut: 'en-projet', commune: '99002' },
    sansDate: { lieu: 'salle-sauvecombe' },
  },
});
const catalogue = toCatalogue(portail);
const { passages, au } = JSON.parse([...writePassages(portail)].join('')) as Passages;
const find = (slug: string) => catalogue.fiches.find((fiche) => fiche.slug === slug)!;

describe('the catalogue that a phone holds', () => {
  it('gives the public phone only', () => {
    expect(find('relais').telephone).toBe('05 36 49 00 01');
    expect(JSON.stringify(catalogue)).not.toContain('05 36 49 00 99');
  });

  it('says what to bring, where it is known', () => {
    expect(find('relais').aApporter).toEqual(['le carnet de santé']);
    expect(find('sansDate')).not.toHaveProperty('aApporter');
  });

  it('says when a service is not open, or when its hours are unknown', () => {
    expect(find('projet').message).toBe('En projet');
    expect(find('sansDate').message).toBe('Horaires non renseignés');
    expect(find('relais')).not.toHaveProperty('message');
  });

  it('knows the position of every place that a date may lead to', () => {
    const lieux = new Map(catalogue.lieux.map((lieu) => [lieu.slug, lieu]));
    expect(lieux.get('mairie-castelnoir')).toEqual({
      slug: 'mairie-castelnoir',
      nom: 'Mairie de Castelnoir',
      commune: '99001',
      lat: 44.2012,
      lon: 2.6034,
    });
    for (const { lieu } of Object.values(passages).flat()) expect([...lieux.keys()]).toContain(lieu);
  });

  it('says that a position is only the centre of the commune', () => {
    expect(catalogue.lieux.find(({ slug }) => slug === 'salle-sauvecombe')).toMatchObject({
      lat: 44.3,
      lon: 2.6,
      approche: true,
    });
  });
});

describe('the dates that a phone holds', () => {
  it('are those at which people can come, in order, for sixty days', () => {
    expect(au).toBe('2027-01-30');
    expect(passages['relais']!.slice(0, 3)).toEqual([
      {
        lieu: 'mairie-castelnoir',
        debut: '2026-12-03T09:00:00+01:00',
        fin: '2026-12-03T12:00:00+01:00',
        heures: '9\u00A0h\u00A0–\u00A012\u00A0h',
      },
      expect.objectContaining({ debut: '2026-12-18T09:00:00+01:00', lieu: 'mairie-lostalgues' }),
      expect.objectContaining({ debut: '2026-12-24T09:00:00+01:00' }),
    ]);
    expect(passages['relais']!.at(-1)!.debut).toBe('2027-01-28T09:00:00+01:00');
  });

  it('do not name what has none', () => {
    expect(Object.keys(passages)).toEqual(['relais']);
  });

  it('tell what is over, and what goes on, at any moment', () => {
    const [premier] = passages['relais']!;
    const at = (heure: string) => Date.parse(`2026-12-03T${heure}:00+01:00`);
    expect(isEnCours(premier!, at('08:59'))).toBe(false);
    expect(isEnCours(premier!, at('09:00'))).toBe(true);
    expect(isEnCours(premier!, at('12:00'))).toBe(false);
    expect(isEnCours({ ...premier!, journee: true }, at('10:00'))).toBe(false);
    expect(listAVenir(passages['relais']!, at('11:59'))).toHaveLength(passages['relais']!.length);
    expect(listAVenir(passages['relais']!, at('12:00'))).toHaveLength(passages['relais']!.length - 1);
  });
});
