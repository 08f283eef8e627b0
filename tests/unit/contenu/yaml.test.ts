import fc from 'fast-check';
import { CORE_SCHEMA, YAML11_SCHEMA, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../../src/domain/contenu/yaml';
import { FICHES } from '../../fixtures/fiches';

/** What a reader of YAML takes for something else than a text, and signs that mean something to it. */
const PIEGES = [
  ...['12:00', '1:30:00', 'yes', 'No', 'ON', 'y', 'n', 'null', '~', '', 'true', '.inf', '.NaN', '<<', '='],
  ...[
    '2026-12-01',
    '2026-12-01T09:00:00Z',
    '0755',
    '0o17',
    '0x1F',
    '1_000',
    '1e3',
    '-0',
    '+12',
    '.5',
    '01234',
  ],
  ...[
    '- a',
    '? a',
    ': a',
    'a: b',
    'a:',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '[a',
    '{a',
  ],
  ...["l'été", '"cité"', ' a', 'a ', 'a\nb', 'a\r\nb', '\ta', 'a\u2028b', 'a\u0085b', '\uFEFFa', 'a\u0000b'],
  ...[
    '---',
    '...',
    'a\n---\nb',
    'http://a.example/#b',
    'Pour qui ? Tous : oui',
    'é\u00A0!',
    '👪',
    'a\\b',
    '\uFFFE',
  ],
];
const SIGNES = Array.from(' :#-\'"[]{}&*!|>%@`~?,.\n\tayn01é');
const texte = fc.oneof(
  fc.constantFrom(...PIEGES),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...SIGNES) }),
);
const { donnees } = fc.letrec<{ donnees: unknown }>((tie) => ({
  donnees: fc.oneof(
    { maxDepth: 4 },
    texte,
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('donnees'), { maxLength: 4 }),
    // A plain object would lose a field called `__proto__`.
    fc.dictionary(texte, tie('donnees'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
/** `-0` is written 0. */
const withoutMinusZero = (valeur: unknown): unknown => JSON.parse(JSON.stringify(valeur));

test.each([
  ['YAML 1.2', (yaml: string) => load(yaml, { schema: CORE_SCHEMA })],
  ['YAML 1.1', (yaml: string) => load(yaml, { schema: YAML11_SCHEMA })],
  ['another reader, YAML 1.2', (yaml: string): unknown => parse(yaml, { version: '1.2', maxAliasCount: 0 })],
  ['another reader, YAML 1.1', (yaml: string): unknown => parse(yaml, { version: '1.1', maxAliasCount: 0 })],
])('what is written is what is read: %s', (_nom, read) => {
  fc.assert(
    fc.property(donnees, (valeur) => {
      expect(withoutMinusZero(read(toYaml(valeur)))).toEqual(withoutMinusZero(valeur));
    }),
    { numRuns: 300 },
  );
});

test('every entry of every territory is read as it was', () => {
  expect(FICHES.length).toBeGreaterThan(500);
  for (const { normales } of FICHES)
    for (const schema of [CORE_SCHEMA, YAML11_SCHEMA])
      expect(load(toYaml(normales), { schema })).toEqual(normales);
});

type Feuille = { objet: Record<string, unknown>; cle: string };

function listTextes(valeur: unknown): Feuille[] {
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([cle, sous]): Feuille[] =>
    typeof sous === 'string' ? [{ objet: valeur as Record<string, unknown>, cle }] : listTextes(sous),
  );
}

test('a text that changes, whatever it becomes, is one line that changes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FICHES), fc.nat(), texte, ({ normales }, rang, nouveau) => {
      const copie = structuredClone(normales);
      const textes = listTextes(copie);
      const { objet, cle } = textes[rang % textes.length]!;
      fc.pre(objet[cle] !== nouveau);
      objet[cle] = nouveau;
      const [avant, apres] = [normales, copie].map((valeur) => toYaml(valeur).split('\n'));
      expect(apres).toHaveLength(avant!.length);
      expect(apres!.filter((ligne, numero) => ligne !== avant![numero])).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('a text added to a list of texts is one line more', () => {
  const avec = { jours: ['mardi', 'jeudi', 'vendredi'], nom: 'Relais' };
  const sans = { jours: ['mardi', 'vendredi'], nom: 'Relais' };
  const lignes = toYaml(avec).split('\n');
  lignes.splice(lignes.indexOf('  - jeudi'), 1);
  expect(lignes.join('\n')).toBe(toYaml(sans));
});

test('plain sentences stay without quotes; codes, hours and dates have them', () => {
  expect(
    toYaml({ nom: 'Relais d’Olt, « le Hangar » (bus)', code: '01234', debut: '09:00', date: '2026-12-01' }),
  ).toBe("nom: Relais d’Olt, « le Hangar » (bus)\ncode: '01234'\ndebut: '09:00'\ndate: '2026-12-01'\n");
});

test('a list that contains itself is refused rather than written for ever', () => {
  const liste: unknown[] = [];
  liste.push(liste);
  expect(() => toYaml(liste)).toThrow(RangeError);
});
