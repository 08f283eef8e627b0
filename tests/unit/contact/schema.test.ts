import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contactSchema,
  formatTelephone,
  isTelephone,
  normalizeTelephone,
  publicContacts,
  toTelLink,
} from '../../../src/domain/contact/schema';
import { insecable } from '../../fixtures/insecable';

const chiffres = (min: number, max: number, length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length }).map((liste) => liste.join(''));

/** Ten digits, or a national short number. */
const numero = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), chiffres(0, 9, 8))
    .map(([premier, suite]) => `0${premier}${suite}`),
  fc.constantFrom(
    '15',
    '17',
    '18',
    '112',
    '114',
    '115',
    '119',
    '3018',
    '3114',
    '3919',
    '3975',
    '1013',
    '116006',
    '116117',
  ),
);
/** What people put between digits. */
const separateur = fc.constantFrom('', ' ', '.', '-', '\u00A0', '\u202F', '  ');

describe('a phone number', () => {
  it('comes back to the same digits after being written for people', () => {
    fc.assert(
      fc.property(numero, (n) => {
        expect(isTelephone(n)).toBe(true);
        expect(normalizeTelephone(formatTelephone(n))).toBe(n);
        expect(isTelephone(formatTelephone(n))).toBe(true);
        expect(formatTelephone(formatTelephone(n))).toBe(formatTelephone(n));
      }),
    );
  });

  it('is the same however people space, dot or prefix it', () => {
    fc.assert(
      fc.property(
        numero.filter((n) => n.length === 10),
        separateur,
        fc.constantFrom('0', '+33', '+33 ', '0033', '00 33 ', '+33 (0)', '+33(0)'),
        (n, entre, prefixe) => {
          const ecrit = `${prefixe}${n.slice(1).split('').join(entre)}`;
          expect(normalizeTelephone(ecrit)).toBe(n);
          expect(isTelephone(ecrit)).toBe(true);
          expect(toTelLink(ecrit)).toBe(`tel:+33${n.slice(1)}`);
        },
      ),
    );
  });

  it('is written by pairs, and the six digits of a European number by threes', () => {
    expect(formatTelephone('0536490012')).toBe(insecable('05~36~49~00~12'));
    expect(formatTelephone('+33 5 36 49 00 12')).toBe(insecable('05~36~49~00~12'));
    expect(formatTelephone('3919')).toBe(insecable('39~19'));
    expect(formatTelephone('116006')).toBe(insecable('116~006'));
    expect(formatTelephone('119')).toBe('119');
    expect(formatTelephone('15')).toBe('15');
  });

  it('never loses a digit, even of a number that no schema accepted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((longueur) => chiffres(1, 9, longueur)),
        (n) => {
          expect(formatTelephone(n).replaceAll('\u00A0', '')).toBe(n);
        },
      ),
    );
  });

  it('calls a short number as it is, without the prefix of France', () => {
    expect(toTelLink('119')).toBe('tel:119');
    expect(toTelLink('39 19')).toBe('tel:3919');
    expect(toTelLink('116 006')).toBe('tel:116006');
  });

  it.each([
    '',
    'appelez la mairie',
    '0036490012',
    '053649001',
    '05364900123',
    '+44 20 7946 0018',
    '5',
    '2018',
    '12 34 56',
    '05 36 49 00 1O',
  ])('is refused when it is written %j', (texte) => {
    expect(isTelephone(texte)).toBe(false);
  });
});

describe('a contact', () => {
  const messages = (valeur: unknown): string[] =>
    contactSchema
      .safeParse(valeur)
      .error?.issues.map(({ message, path }) => `${path.join('.')}: ${message}`) ?? [];

  it('is public unless somebody says otherwise', () => {
    expect(contactSchema.parse({ telephone: '05 36 49 00 12' }).visibilite).toBe('public');
  });

  it('never shows in the site what is for professionals', () => {
    const contacts = [
      contactSchema.parse({ fonction: 'accueil' }),
      contactSchema.parse({ fonction: 'ligne directe', visibilite: 'professionnels' }),
    ];
    expect(publicContacts(contacts).map(({ fonction }) => fonction)).toEqual(['accueil']);
  });

  it('refuses a wrong phone or mail in French, with an example', () => {
    expect(messages({ telephone: '05 36', courriel: 'accueil@exemple' })).toEqual([
      'telephone: ce n’est pas un numéro de téléphone français. Écrivez dix chiffres, par exemple 05 65 00 00 00.',
      'courriel: ce n’est pas une adresse de courriel. Vérifiez l’arobase et le point, par exemple accueil@exemple.fr.',
    ]);
  });

  it('refuses a field that it does not know', () => {
    expect(contactSchema.safeParse({ nom: 'Dupont' }).success).toBe(false);
  });
});
