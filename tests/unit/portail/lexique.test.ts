import { describe, expect, it } from 'vitest';
import { type Terme, termeSchema } from '../../../src/domain/lexique/schema';
import { groupByLettre, liensOf, listSigles, synonymesAffiches } from '../../../src/domain/portail/lexique';
import { creerPortail } from '../../fixtures/portail';

const terme = (nom: string, champs: Partial<Terme> = {}): Terme => ({
  ...termeSchema.parse({ terme: nom, definition: 'Ce que c’est, en mots simples.' }),
  slug: nom.toLowerCase(),
  ...champs,
});
const relais = terme('Relais petite enfance', {
  sigle: 'RPE',
  synonymes: [
    'rpe',
    'relais nounou',
    'Relais Nounou',
    'trouver une nounou',
    'point info',
    'aide garde',
    'garde',
  ],
  anciensNoms: ['RAM', 'relais assistants maternels'],
  types: ['rpe'],
});

describe('the words explained', () => {
  it('are sorted by letter, and É is under E', () => {
    const groupes = groupByLettre([terme('Zone'), terme('École'), terme('Agence'), terme('Espace')]);
    expect(groupes.map(({ lettre, termes }) => [lettre, termes.map((t) => t.terme)])).toEqual([
      ['A', ['Agence']],
      ['E', ['École', 'Espace']],
      ['Z', ['Zone']],
    ]);
  });

  it('show a few synonyms, not the acronym again nor the same word twice', () => {
    expect(synonymesAffiches(relais)).toEqual([
      'relais nounou',
      'trouver une nounou',
      'point info',
      'aide garde',
    ]);
  });

  it('are found by their acronym, current or old', () => {
    expect(listSigles([relais, terme('Aidant')]).map(({ sigle, terme: { slug } }) => [sigle, slug])).toEqual([
      ['RAM', relais.slug],
      ['RPE', relais.slug],
    ]);
  });

  it('lead to the directory', () => {
    expect(liensOf(relais, creerPortail())).toEqual([
      { titre: 'Relais petite enfance', href: '/types/rpe/' },
    ]);
  });
});
