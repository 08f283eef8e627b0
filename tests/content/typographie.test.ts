import { describe, expect, it } from 'vitest';
import { TERRITOIRES, type Texte, lireTerritoire, listTextes } from '../fixtures/territoires';

/** Fields that a machine reads: addresses, references, codes. */
const CHAMPS_TECHNIQUES = new Set([
  'url',
  'site',
  'lien',
  'urlDeBase',
  'courriel',
  'telephone',
  'numero',
  'id',
  'lieu',
  'structure',
  'structureHote',
  'type',
  'types',
  'articles',
  'aides',
  'themes',
  'theme',
]);

const ou = (textes: readonly Texte[]): string[] =>
  textes.map(({ ou: chemin, texte }) => `${chemin} : ${texte}`);

/** Acronyms of the field that a parent does not know; « Caf », « SMS » or « CV » are words of every day. */
const SIGLES = [
  ...['RPE', 'RAM', 'LAEP', 'ALSH', 'CLSH', 'EAJE', 'MAM', 'PMI', 'EVS', 'MDPH', 'CTG', 'REAAP', 'CLAS'],
  ...['CCAS', 'CIAS', 'MSA', 'CPAM', 'CAMSP', 'CMP', 'CMPP', 'AEEH', 'AESH', 'PAJE', 'EPCI', 'QPV', 'MSAP'],
  ...[
    'MDA',
    'PIS',
    'EHPAD',
    'BAFA',
    'BAFD',
    'APA',
    'PCH',
    'ASE',
    'UDAF',
    'ADIL',
    'TISF',
    'PCO',
    'TND',
    'MFR',
  ],
];
const SIGLE = new RegExp(`(?<![\\p{L}\\d])(${SIGLES.join('|')})(?![\\p{L}\\d])`, 'gu');

/** « maison départementale des personnes handicapées (MDPH) », or the reverse, says what the acronym means. */
function isDeveloped(sigle: string, texte: string): boolean {
  return new RegExp(
    `\\p{L}{4,}[^.]{0,60}\\(${sigle}\\)|${sigle}\\s?\\([^)]{8,}\\)|${sigle}, [^.]{8,}`,
    'u',
  ).test(texte);
}

describe.each([...TERRITOIRES, 'commun' as const])('the texts of %s', (nom) => {
  const textes = listTextes(nom).filter(({ champ }) => !CHAMPS_TECHNIQUES.has(champ));

  it('are many', () => {
    expect(textes.length).toBeGreaterThan(100);
  });

  it('write the apostrophe of printers', () => {
    expect(ou(textes.filter(({ texte }) => texte.includes("'")))).toEqual([]);
  });

  it('hold no double space, nor space at their ends', () => {
    expect(ou(textes.filter(({ texte }) => /[ \u00A0]{2}/.test(texte) || texte !== texte.trim()))).toEqual(
      [],
    );
  });

  it('keep the French quotation marks on the line of what they quote', () => {
    expect(ou(textes.filter(({ texte }) => /«(?!\u00A0)|(?<!\u00A0)»/.test(texte)))).toEqual([]);
    // Quotation marks come by two.
    expect(ou(textes.filter(({ texte }) => texte.split('«').length !== texte.split('»').length))).toEqual([]);
    expect(ou(textes.filter(({ texte }) => /["“”]/.test(texte)))).toEqual([]);
  });

  it('are texts: no markup hides in them', () => {
    expect(ou(textes.filter(({ texte }) => /<\/?[a-z!]|&[a-z]+;|\]\(http/i.test(texte)))).toEqual([]);
  });

  it('lost no accent on the way', () => {
    expect(ou(textes.filter(({ texte }) => /\uFFFD|Ã[©¨ ]|â€/.test(texte)))).toEqual([]);
    expect(ou(textes.filter(({ texte }) => texte !== texte.normalize('NFC')))).toEqual([]);
  });
});

describe('an acronym', () => {
  it.each(TERRITOIRES)('never comes alone in the sentence that says what something is for: %s', (nom) => {
    const { contenu } = lireTerritoire(nom);
    const phrases = [
      ...contenu.structures.map(({ fichier, donnees }) => ({ fichier, texte: donnees.role })),
      ...(['evenements', 'guide', 'aides'] as const).flatMap((collection) =>
        contenu[collection].map(({ fichier, donnees }) => ({ fichier, texte: donnees.resume })),
      ),
      ...contenu.guide.map(({ fichier, donnees }) => ({ fichier, texte: donnees.titre })),
    ];
    const seuls = phrases.filter(({ texte }) =>
      [...texte.matchAll(SIGLE)].some(([sigle]) => !isDeveloped(sigle, texte)),
    );
    expect(seuls).toEqual([]);
  });
});
