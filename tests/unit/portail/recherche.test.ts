import { describe, expect, it } from 'vitest';
import { listFacettes } from '../../../src/domain/portail/facettes';
import { describeVocabulaire, listFiches } from '../../../src/domain/portail/recherche';
import { creerPortail } from '../../fixtures/portail';

const portail = creerPortail({
  structures: { relais: { nom: 'Le Petit Pas', role: 'Pour trouver une assistante maternelle.' } },
  lexique: {
    rpe: {
      terme: 'Relais petite enfance',
      sigle: 'RPE',
      definition: 'Un service gratuit pour les parents.',
      synonymes: ['nounou'],
      anciensNoms: ['RAM'],
      types: ['rpe'],
    },
  },
});
const fiches = [...listFiches(portail)];

describe('what the index of search holds', () => {
  it('has an entry for each row of the facets, in the same order', () => {
    const adresses = listFacettes(portail).map(({ genre, slug }) => `${genre} ${slug}`);
    expect(fiches.length).toBe(adresses.length);
    fiches.forEach(({ carte }, rang) => {
      const [genre, slug] = adresses[rang]!.split(' ') as [string, string];
      expect(carte.genre).toBe(genre);
      expect(carte.href).toContain(slug);
    });
  });

  it('searches everyday words and old names, and shows none of them', () => {
    const terme = fiches.find(({ carte }) => carte.genre === 'lexique')!;
    expect(terme.textes.map(({ texte }) => texte).join(' ')).toMatch(/nounou.*RAM/);
    for (const { carte } of fiches) expect(JSON.stringify(carte)).not.toMatch(/nounou|RAM/);
    const noms = describeVocabulaire(portail).notions.find(({ slug }) => slug === 'rpe')!;
    expect(noms.noms).toEqual(['Relais petite enfance', 'RPE', 'nounou', 'RAM']);
    expect(noms.types).toEqual(['rpe']);
  });

  it('knows the words of the texts, besides the names', () => {
    const { mots } = describeVocabulaire(portail);
    expect(mots.split(' ')).toContain('petit');
    expect(mots.split(' ')).not.toContain('relais');
  });

  it('weighs a name more than what only mentions it', () => {
    const [{ textes }] = fiches as [(typeof fiches)[0]];
    const poids = textes.map((partie) => partie.poids);
    expect(poids).toEqual([...poids].sort((a, b) => b - a));
    expect(textes[0]!.texte).toBe('Le Petit Pas');
  });
});
