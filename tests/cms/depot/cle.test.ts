import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCle, toCle } from '../../../cms/depot/cle';
import { cleanSignature, formatSignature, readSignature, toLigne } from '../../../cms/depot/signature';
import { RELAIS } from '../../fixtures/depot';
import { FAUSSES_MENTIONS } from '../../fixtures/fausses-mentions';

const CHEMINS_HOSTILES = [
  ...[
    '',
    '/',
    'structures',
    'structures/',
    '/structures/relais',
    'structures//relais',
    'structures/relais/',
    '.',
  ],
  ...[
    '../config',
    '.git/config',
    'structures/../config',
    'structures/..',
    'structures/.git',
    'structures/.gitmodules',
  ],
  ...[
    'structures/relais.yaml',
    'structures/relais.lock',
    'structures/re lais',
    'structures/relais\n',
    'structures/relais\0',
  ],
  ...[
    'structures/Relais',
    'structures/é',
    'structures/-relais',
    'structures/relais-',
    'structures/a--b',
    'structures/a~1',
  ],
  ...[
    'structures/a:b',
    'structures/a\\b',
    'structures/a@{0}',
    'structures/a^',
    'structures/a*',
    'structures/con/aux',
  ],
  ...[
    'Structures/relais',
    'guide/relais',
    'commun/relais',
    'cms/relais',
    'refs/heads',
    'constructor/relais',
    '__proto__/a',
  ],
  ...[
    'territoire/autre',
    'communes/99001',
    'territoire/../structures',
    `structures/${'a'.repeat(101)}`,
    'structures/%2e%2e',
  ],
  ...[
    '--upload-pack=touch/x',
    '-c/x',
    'structures/--help',
    'main',
    'HEAD',
    'structures/\u202e',
    'structures/relais/..',
  ],
];

test.each(CHEMINS_HOSTILES)('%j is the name of no entry', (chemin) => {
  expect(readCle(chemin)).toBeUndefined();
});

test('whatever is asked, a key is a known collection and a short name, or nothing', () => {
  const morceau = fc.oneof(
    fc.string(),
    fc.constantFrom('structures', 'relais', '..', '.git', 'config', '-', '/'),
  );
  fc.assert(
    fc.property(fc.array(morceau, { maxLength: 4 }), (morceaux) => {
      const cle = readCle(morceaux.join('/'));
      if (cle) expect(`${cle.collection}/${cle.slug}`).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
  expect(readCle('structures/relais')).toEqual(RELAIS);
  expect(toCle('territoire', 'territoire')).toBeDefined();
});

test('a signature is one line, with an address of its own, whatever the name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...FAUSSES_MENTIONS)), (nom) => {
      const signature = cleanSignature({ id: 'le-hangar', nom });
      expect(formatSignature(signature)).toMatch(/^[^<>\n\r\p{Cc}]+ <le-hangar@organismes\.invalid>$/u);
      expect(readSignature(formatSignature(signature))).toEqual(signature);
      expect(toLigne(nom)).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});

test.each(['', 'a b', 'a@b', 'a\nb', '../x', 'quelqu-un@example.org', 'a'.repeat(65)])(
  'an address is never made of %j',
  (id) => {
    expect(() => cleanSignature({ id, nom: 'x' })).toThrow(TypeError);
  },
);
