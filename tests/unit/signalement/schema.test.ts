import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, forgetOn } from '../../../src/domain/signalement/conservation';
import { toFormulaire, toMailto } from '../../../src/domain/signalement/lien';
import { isPage } from '../../../src/domain/signalement/page';
import { LONGUEURS, signalementSchema } from '../../../src/domain/signalement/schema';

const erreur = { genre: 'erreur', message: 'Le numéro ne répond plus.' };
const champsRefuses = (envoi: unknown) =>
  signalementSchema.safeParse(envoi).error?.issues.map(({ path }) => path.join('.'));

describe('what is received', () => {
  test('a text is enough; fields left empty by a form are absent', () => {
    expect(signalementSchema.parse({ ...erreur, courriel: '', page: ' ' })).toEqual({
      ...erreur,
      courriel: undefined,
      page: undefined,
    });
  });
  test('lines of any browser are read the same, and the blanks around are left', () => {
    expect(signalementSchema.parse({ ...erreur, message: '  un\r\ndeux\n' })).toMatchObject({
      message: 'un\ndeux',
    });
  });
  test.each([
    ['a text that is missing', { genre: 'erreur' }, ['message']],
    ['a text of blanks', { ...erreur, message: ' \n ' }, ['message']],
    ['a text that is too long', { ...erreur, message: 'a'.repeat(LONGUEURS.message + 1) }, ['message']],
    ['a text that is no text', { ...erreur, message: ['a', 'b'] }, ['message']],
    ['a proposal without a name', { ...erreur, genre: 'proposition' }, ['nom']],
    ['a name on two lines', { genre: 'proposition', nom: 'un\ndeux', message: 'trois' }, ['nom']],
    ['an address that is none', { ...erreur, courriel: 'moi' }, ['courriel']],
    ['an address with a second line', { ...erreur, courriel: 'a@b.fr\nBcc: c@d.fr' }, ['courriel']],
    ['a page of another site', { ...erreur, page: 'https://ailleurs.example/' }, ['page']],
    ['an unknown kind', { ...erreur, genre: 'autre' }, ['genre']],
    ['an unknown field', { ...erreur, role: 'administration' }, ['']],
    ['nothing', null, ['']],
  ])('%s is refused, and the field is named', (_nom, envoi, champs) => {
    expect(champsRefuses(envoi)).toEqual(champs);
  });
  test('no control character, nor one that turns the text around, ever gets in', () => {
    const interdits = ['\0', '\b', '\u001b', '\u007f', '\u0085', '\u2028', '\u202e', '\u2066', '\ud800'];
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...interdits), fc.string(), (avant, interdit, apres) => {
        expect(champsRefuses({ ...erreur, message: `a${avant}${interdit}${apres}z` })).toEqual(['message']);
      }),
    );
  });
});

describe('the page it is about', () => {
  test.each(['/', '/structures/le-hangar/', '/404.html', '/ages/0-3-ans/'])('%s is a page', (chemin) => {
    expect(isPage(chemin)).toBe(true);
  });
  test.each([
    '',
    '//ailleurs.example/',
    '/a//b/',
    '/../etc/',
    '/a?b',
    '/a\n',
    'javascript:alert(1)',
    '/É/',
    `/${'a'.repeat(200)}`,
  ])('« %s » is none', (chemin) => {
    expect(isPage(chemin)).toBe(false);
  });
  test('it goes from the link to the form, and to the mail', () => {
    expect(toFormulaire('erreur', '/communes/belmont/')).toBe('/signaler/?page=/communes/belmont/');
    expect(toMailto('proposition', 'a@b.example')).toBe(
      'mailto:a@b.example?subject=R%C3%A9seau%20Infos%20Familles%C2%A0%3A%20proposer%20un%20service',
    );
    const { searchParams } = new URL(
      toMailto('erreur', 'a@b.example', {
        page: 'https://site.example/communes/belmont/',
        texte: 'Fermé le mardi & le jeudi.',
      }),
    );
    expect(searchParams.get('body')).toBe(
      'Page concernée : https://site.example/communes/belmont/\n\nFermé le mardi & le jeudi.\n\n',
    );
  });
});

describe('how long it is kept', () => {
  const le = (date: string) => new Date(`${date}T10:00:00Z`);
  test('the last day of a month stays in a shorter one', () => {
    expect(addMonths(le('2026-08-31'), 6)).toEqual(le('2027-02-28'));
    expect(addMonths(le('2027-08-31'), 6)).toEqual(le('2028-02-29'));
  });
  test('six months once it is dealt with, a year otherwise', () => {
    expect(forgetOn({ recuLe: le('2026-12-01'), traiteLe: undefined })).toEqual(le('2027-12-01'));
    expect(forgetOn({ recuLe: le('2026-12-01'), traiteLe: le('2026-12-05') })).toEqual(le('2027-06-05'));
  });
  test('never more than a year, whenever it is dealt with', () => {
    fc.assert(
      fc.property(
        fc.date({ min: le('2026-01-01'), max: le('2030-01-01'), noInvalidDate: true }),
        fc.nat(700),
        (recuLe, jours) => {
          const traiteLe = new Date(recuLe.getTime() + jours * 86_400_000);
          expect(forgetOn({ recuLe, traiteLe }).getTime()).toBeLessThanOrEqual(
            addMonths(recuLe, 12).getTime(),
          );
        },
      ),
    );
  });
});
