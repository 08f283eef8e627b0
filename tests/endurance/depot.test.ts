import { expect, test } from 'vitest';
import { strike } from '../fixtures/coups';
import { createDepotDEssai } from '../fixtures/depot';
import { walk } from '../fixtures/modele-de-depot';

test('killed fifty times at random, a program that saves and publishes loses nothing that it acknowledged', async () => {
  const essai = await createDepotDEssai();
  try {
    const bilan = await strike(essai, 50, Math.random);
    console.info(
      `Dépôt : ${bilan.coups} arrêts brutaux, ${bilan.faits} gestes confirmés, ${bilan.enCours} interrompus, rien de perdu.`,
    );
    expect(bilan.coups).toBe(50);
    expect(bilan.faits).toBeGreaterThan(100);
  } finally {
    await essai.remove();
  }
});

test('whatever the sequence of gestures, among three hundred, the store says what the model says', () =>
  walk(300));
