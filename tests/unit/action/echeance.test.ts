import { describe, expect, it } from 'vitest';
import { describeEcheance } from '../../../src/domain/action/echeance';
import { actionSchema } from '../../../src/domain/action/schema';

const action = (echeance: object) => ({
  ...actionSchema.parse({
    code: '1.A.1',
    titre: 'Une action',
    pilotes: ['La collectivité'],
    echeance,
    sources: [{ titre: 'Convention' }],
  }),
  slug: '1-a-1',
});

describe('the deadline of an action', () => {
  it('is said once when the document says the same twice', () => {
    expect(describeEcheance(action({ repertoire: '2027', fiche: '2027' })).lignes).toEqual([
      { texte: '2027', origine: undefined },
    ]);
  });

  it('is said twice, with the two places, when the document contradicts itself', () => {
    const { lignes, contradiction } = describeEcheance(
      action({ repertoire: '2027', fiche: 'Dès 2026', contradiction: true }),
    );
    expect(contradiction).toBe(true);
    expect(lignes).toEqual([
      { texte: '2027', origine: 'répertoire des actions' },
      { texte: 'Dès 2026', origine: 'fiche action' },
    ]);
  });

  it('is absent when nobody gave it', () => {
    expect(describeEcheance(action({})).lignes).toEqual([]);
  });
});
