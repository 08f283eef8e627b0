import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '../../../cms/depot/cle';
import { normalizeDonnees } from '../../../src/domain/contenu/forme';
import { toYaml } from '../../../src/domain/contenu/yaml';
import { structureSchema } from '../../../src/domain/structure/schema';
import { FICHES } from '../../fixtures/fiches';

const toTexte = (schema: z.ZodType, donnees: unknown): string => toYaml(normalizeDonnees(schema, donnees));
const fiche = fc.constantFrom(...FICHES);

test('the canonical form says exactly what the entry said, for every entry of every territory', () => {
  for (const { collection, chemin, donnees, normales } of FICHES) {
    const schema = schemaOf(collection);
    expect(schema.parse(normales), chemin).toEqual(schema.parse(donnees));
    expect(toTexte(schema, normales), chemin).toBe(toYaml(normales));
  }
});

test('the order in which fields come does not matter', () => {
  function shuffle(valeur: unknown, cles: readonly number[]): unknown {
    if (Array.isArray(valeur)) return valeur.map((sous) => shuffle(sous, cles));
    if (typeof valeur !== 'object' || valeur === null) return valeur;
    const champs = Object.entries(valeur).map(([cle, sous], rang) => ({
      cle,
      sous: shuffle(sous, cles),
      rang: cles[rang % cles.length]!,
    }));
    return Object.fromEntries(champs.sort((a, b) => a.rang - b.rang).map(({ cle, sous }) => [cle, sous]));
  }
  fc.assert(
    fc.property(
      fiche,
      fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
      ({ collection, normales }, cles) => {
        expect(toTexte(schemaOf(collection), shuffle(normales, cles))).toBe(toYaml(normales));
      },
    ),
  );
});

interface SchemaJson {
  items?: SchemaJson;
  properties?: Record<string, unknown>;
  required?: string[];
}

test('an optional field that a form sends empty is as good as absent', () => {
  fc.assert(
    fc.property(
      fiche,
      fc.constantFrom('', null, undefined, '  ', '\r\n', []),
      ({ collection, normales }, vide) => {
        const schema = schemaOf(collection);
        const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaJson;
        const { properties = {}, required = [] } = json.items ?? json;
        const facultatifs = Object.keys(properties).filter((cle) => !required.includes(cle));
        const addEmpty = (entree: unknown) => ({
          ...Object.fromEntries(facultatifs.map((cle) => [cle, vide])),
          ...(entree as object),
        });
        const envoyee = Array.isArray(normales) ? normales.map(addEmpty) : addEmpty(normales);
        expect(toTexte(schema, envoyee)).toBe(toYaml(normales));
      },
    ),
  );
});

test('what the schema takes by itself is not written', () => {
  const schema = z.strictObject({
    statut: z.enum(['public', 'prive']).default('public'),
    liste: z.array(z.string()).default([]),
    filtre: z.strictObject({ feries: z.enum(['exclus', 'inclus']).default('exclus') }).prefault({}),
    nom: z.string(),
  });
  expect(
    normalizeDonnees(schema, { nom: 'a', statut: 'public', liste: [], filtre: { feries: 'exclus' } }),
  ).toEqual({
    nom: 'a',
  });
  expect(Object.keys(normalizeDonnees(schema, { nom: 'a', statut: 'prive' }) as object)).toEqual([
    'statut',
    'nom',
  ]);
});

test('a required field that is empty is reported missing, an unknown one stays to be named', () => {
  const normales = normalizeDonnees(structureSchema, { nom: '', inconnu: '', role: 'Un rôle.' });
  expect(normales).toEqual({ role: 'Un rôle.', inconnu: '' });
});

test('the fields of an alternative follow the order of that alternative, even when it is not valid yet', () => {
  const permanence = {
    rythme: { rangs: [1], jours: ['lundi', 'mardredi'], type: 'mensuel' },
    creneaux: [{ fin: '12:00', debut: '09:00' }, {}, { moment: 'matin' }],
    id: 'mairie',
  };
  const { permanences } = normalizeDonnees(structureSchema, { permanences: [permanence] }) as {
    permanences: Record<string, object>[];
  };
  expect(JSON.stringify(permanences)).toBe(
    JSON.stringify([
      {
        id: 'mairie',
        rythme: { type: 'mensuel', jours: ['lundi', 'mardredi'], rangs: [1] },
        creneaux: [{ debut: '09:00', fin: '12:00' }, { moment: 'matin' }],
      },
    ]),
  );
});

test('texts lose the blanks around them, the ends of lines of Windows and the signs that nobody reads', () => {
  expect(
    normalizeDonnees(structureSchema, { nom: ' Le\u0000 relais\u0007 ', role: 'Un\r\ndeux\rtrois\ud800' }),
  ).toEqual({
    nom: 'Le relais',
    role: 'Un\ndeux\ntrois\uFFFD',
  });
});

test('data that contain themselves are given back for the check to refuse', () => {
  const sources: unknown[] = [];
  sources.push(sources);
  expect(() => normalizeDonnees(structureSchema, { sources })).not.toThrow();
});
