import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOMS_DE_COLLECTION } from '../../../src/domain/contenu/collection';
import { toSchemaJson } from '../../../src/domain/export/schema-json';
import { creerPortail } from '../../fixtures/portail';

const portail = creerPortail();

/** Reads the published file, as a program that knows nothing of ours would. */
const validator = (collection: (typeof NOMS_DE_COLLECTION)[number]) => {
  const schema = JSON.parse(JSON.stringify(toSchemaJson(collection, portail))) as Parameters<
    typeof z.fromJSONSchema
  >[0];
  return z.fromJSONSchema(schema);
};

describe('JSON Schema', () => {
  it.each(NOMS_DE_COLLECTION)(
    '%s has its address, its title and its version of the standard',
    (collection) => {
      const schema = toSchemaJson(collection, portail);
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(schema.$id).toBe(`https://val-fictif.example/donnees/schema/${collection}.json`);
      expect(schema.title.length).toBeGreaterThan(2);
      expect(schema['type']).toBe('object');
    },
  );

  it('carries the sentence that explains each field', () => {
    const { properties } = toSchemaJson('structures', portail) as unknown as {
      properties: Record<string, { description?: string }>;
    };
    expect(properties['nom']!.description).toBe('Nom du service, tel que les habitants le connaissent.');
  });

  it('asks only what a person must write', () => {
    expect(toSchemaJson('structures', portail)['required']).toEqual([
      'nom',
      'type',
      'statut',
      'role',
      'sources',
    ]);
  });

  it('accepts a good entry and refuses a bad one', () => {
    const structures = validator('structures');
    const bonne = {
      nom: 'Relais petite enfance',
      type: 'rpe',
      statut: 'ouvert',
      role: 'Pour trouver une assistante maternelle.',
      sources: [{ titre: 'Fiche de test' }],
      permanences: [
        {
          id: 'jeudi',
          rythme: { type: 'hebdomadaire', jours: ['jeudi'] },
          creneaux: [{ debut: '09:00', fin: '12:00' }],
        },
      ],
    };
    expect(structures.safeParse(bonne).success).toBe(true);
    const mauvaises = [
      { ...bonne, nom: undefined },
      { ...bonne, type: 'inconnu' },
      { ...bonne, role: 'Court' },
      { ...bonne, sources: [] },
      { ...bonne, champInvente: true },
      {
        ...bonne,
        permanences: [
          { id: 'jeudi', rythme: { type: 'hebdomadaire', jours: ['jeudi'] }, creneaux: [{ debut: '9h' }] },
        ],
      },
    ];
    for (const mauvaise of mauvaises)
      expect(structures.safeParse(JSON.parse(JSON.stringify(mauvaise))).success).toBe(false);
  });
});
