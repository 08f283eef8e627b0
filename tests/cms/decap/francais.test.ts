import en from 'decap-cms-locales/dist/esm/en';
import fr from 'decap-cms-locales/dist/esm/fr';
import { expect, test } from 'vitest';
import { SURCHARGE, mergePhrases } from '../../../cms/decap/admin/francais';

type Phrases = Parameters<typeof mergePhrases>[0];
const flatten = (phrases: Phrases, chemin = ''): [string, string][] =>
  Object.entries(phrases).flatMap(([cle, valeur]) =>
    typeof valeur === 'string'
      ? [[`${chemin}${cle}`, valeur] as [string, string]]
      : flatten(valeur, `${chemin}${cle}.`),
  );
const francais = new Map(flatten(mergePhrases(fr, SURCHARGE)));
const origine = new Map(flatten(fr));
const anglais = new Map(flatten(en));

test('every word of Decap is in French', () => {
  expect([...anglais.keys()].filter((cle) => !francais.has(cle))).toEqual([]);
  const isMot = (phrase: string) => /[a-z]{4}/i.test(phrase.replace(/%\{\w+\}/g, ''));
  const pareilles = [...anglais].filter(([cle, mot]) => francais.get(cle) === mot && isMot(mot));
  // Said the same way in both languages.
  expect(pareilles.map(([, mot]) => mot).sort()).toEqual(['Code', 'Images', 'Markdown']);
});

test('every phrase of ours replaces one of Decap, and keeps what it puts in it', () => {
  for (const [cle, phrase] of flatten(SURCHARGE)) {
    const dOrigine = anglais.get(cle) ?? origine.get(cle);
    expect(dOrigine, cle).toBeDefined();
    const variables = (texte: string) => [...new Set(texte.match(/%\{\w+\}/g) ?? [])].sort();
    // A date may be told without its author, and the reverse: what is put in may be left out, never made up.
    expect([cle, variables(phrase).filter((nom) => !variables(dOrigine!).includes(nom))]).toEqual([cle, []]);
  }
});

test('no mistyped word is left, and dates are written as in France', () => {
  const fautes = [...francais].filter(([, phrase]) => /mofications|modications/.test(phrase));
  expect(fautes).toEqual([]);
  expect(francais.get('workflow.workflow.dateFormat')).toBe('DD/MM/YYYY');
});
