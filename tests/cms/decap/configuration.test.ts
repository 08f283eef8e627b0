import { validateConfig } from 'decap-cms-core/dist/esm/constants/configSchema.js';
import { registerWidget } from 'decap-cms-core/dist/esm/lib/registry.js';
import schemaDeListe from 'decap-cms-widget-list/dist/esm/schema.js';
import schemaDeNombre from 'decap-cms-widget-number/dist/esm/schema.js';
import schemaDObjet from 'decap-cms-widget-object/dist/esm/schema.js';
import schemaDeSelect from 'decap-cms-widget-select/dist/esm/schema.js';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Champ, Choix } from '../../../cms/decap/champs';
import { createConfiguration } from '../../../cms/decap/configuration';
import { HORS_DE_DECAP, LIBELLES } from '../../../cms/decap/libelles';
import { WIDGETS } from '../../../cms/decap/widgets';
import { COLLECTIONS_EDITABLES } from '../../../cms/depot/cle';
import type { Qui } from '../../../cms/personnes/droits';
import { COLLECTIONS } from '../../../src/domain/contenu/collection';

// The validator needs the names of the formats alone; the formats themselves come with the whole of Decap.
vi.mock('decap-cms-core/dist/esm/formats/formats.js', () => ({
  frontmatterFormats: ['yaml-frontmatter', 'toml-frontmatter', 'json-frontmatter'],
  extensionFormatters: { yml: {}, yaml: {}, toml: {}, json: {}, md: {} },
}));
vi.mock('decap-cms-core/dist/esm/lib/i18n.js', () => ({
  I18N_STRUCTURE: { SINGLE_FILE: 'single_file' },
  I18N_FIELD: { TRANSLATE: 'translate', DUPLICATE: 'duplicate', NONE: 'none' },
}));

interface Collection {
  name: string;
  create?: boolean;
  delete?: boolean;
  publish?: boolean;
  fields?: Champ[];
  files?: { file: string; fields: Champ[] }[];
}
const choix: Choix = {
  communes: [{ value: '12177', label: 'Saint-Affrique' }],
  lieux: [{ value: 'mairie', label: 'Mairie' }],
  structures: [{ value: 'le-hangar', label: 'Le Hangar' }],
};
const COORDINATION: Qui = { role: 'coordination', fiches: new Set() };
const PARTENAIRE: Qui = { role: 'partenaire', fiches: new Set(['structures/le-hangar']) };

const configOf = (qui: Qui) => createConfiguration({ qui, choix }) as { collections: Collection[] };
const fieldsOf = ({ fields, files }: Collection) => fields ?? files!.flatMap((fichier) => fichier.fields);
function listChamps(champs: readonly Champ[], chemin: string): [string, Champ][] {
  return champs.flatMap((champ) => [
    [`${chemin}.${champ.name}`, champ] as [string, Champ],
    ...listChamps(
      [...(champ.fields ?? []), ...(champ.field ? [champ.field] : [])],
      `${chemin}.${champ.name}`,
    ),
  ]);
}
const tous = configOf(COORDINATION).collections.flatMap((collection) =>
  listChamps(fieldsOf(collection), collection.name),
);

beforeAll(() => {
  const schemas: Record<string, object> = {
    list: schemaDeListe,
    number: schemaDeNombre,
    object: schemaDObjet,
    select: schemaDeSelect,
  };
  for (const nom of WIDGETS) registerWidget(nom, () => null, undefined, schemas[nom] ?? {});
});

test('Decap itself finds nothing wrong with the configuration of any role', () => {
  for (const qui of [COORDINATION, PARTENAIRE]) expect(() => validateConfig(configOf(qui))).not.toThrow();
});

test('its validator does see what is wrong', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fausse = structuredClone(configOf(COORDINATION));
  const select = listChamps(fieldsOf(fausse.collections[0]!), '').find(
    ([, { widget }]) => widget === 'select',
  )!;
  delete select[1]['options'];
  expect(() => validateConfig(fausse)).toThrow('options');
});

test('only widgets that the browser has are used', () => {
  expect(tous.filter(([, { widget }]) => !WIDGETS.includes(widget as never))).toEqual([]);
});

test('fields are those of the schema, in its order, each with a label and the description of the schema', () => {
  for (const collection of COLLECTIONS_EDITABLES) {
    const { schema } = COLLECTIONS[collection];
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const champs = tous.filter(([chemin]) =>
      collection === 'communes'
        ? /^communes\.communes\.[^.]+$/.test(chemin)
        : chemin.match(`^${collection}\\.[^.]+$`),
    );
    expect(champs.map(([, { name }]) => name)).toEqual(Object.keys(properties));
    for (const [, { name, hint }] of champs)
      expect(hint).toBe((properties[name] as { description?: string }).description);
  }
  expect(tous.filter(([, { label }]) => !/^[A-ZÀÂÉ]/.test(label) || label.length < 2)).toEqual([]);
});

test('every label of the table is used, and what Decap cannot hold is named', () => {
  const fins = tous.map(([chemin]) => `.${chemin}`);
  expect(Object.keys(LIBELLES).filter((fin) => !fins.some((chemin) => chemin.endsWith(`.${fin}`)))).toEqual(
    [],
  );
  expect(fins.filter((chemin) => HORS_DE_DECAP.some((fin) => chemin.endsWith(`.${fin}`)))).toEqual([]);
});

test('every value of an enumeration has words', () => {
  const options = tous.flatMap(([chemin, { options: liste = [] }]) =>
    (liste as { value: string; label: string }[]).map((option) => ({ chemin, ...option })),
  );
  expect(options.length).toBeGreaterThan(100);
  expect(options.filter(({ value, label }) => value === label)).toEqual([]);
});

test('dates, telephones and codes get their own field; what must match says so in French', () => {
  const widgetOf = (chemin: string) => tous.find(([celui]) => celui === chemin)?.[1].widget;
  expect(widgetOf('structures.contacts.telephone')).toBe('telephone');
  expect(widgetOf('structures.fermetures.du')).toBe('date');
  expect(widgetOf('evenements.seances.debut')).toBe('heure');
  expect(widgetOf('structures.commune')).toBe('select');
  expect(widgetOf('structures.handicap.accueil')).toBe('oui-non');
  expect(widgetOf('structures.permanences')).toBe('permanences');
  const [, codePostal] = tous.find(([chemin]) => chemin === 'lieux.codePostal')!;
  expect(codePostal['pattern']).toEqual(['^\\d{5}$', 'un code postal a cinq chiffres.']);
});

test('what is inside something optional never stops a save in the browser', () => {
  const capacite = tous.find(([chemin]) => chemin === 'structures.capacite.places')!;
  expect(capacite[1].required).toBe(false);
  const source = tous.find(([chemin]) => chemin === 'structures.sources.titre')!;
  expect(source[1].required).toBe(true);
});

test('a partner is shown the collections of their entries, and neither creates, removes nor publishes', () => {
  const { collections } = configOf(PARTENAIRE);
  expect(collections.map(({ name }) => name)).toEqual(['structures']);
  for (const collection of collections)
    expect(collection).toMatchObject({ create: false, delete: false, publish: false });
  expect(configOf(COORDINATION).collections.map(({ name }) => name)).toEqual([...COLLECTIONS_EDITABLES]);
});
