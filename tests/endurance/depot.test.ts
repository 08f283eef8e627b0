import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { strike } from '../fixtures/coups';
import { load } from '../fixtures/charge-du-depot';
import { createDepotDEssai } from '../fixtures/depot';
import { walk } from '../fixtures/modele-de-depot';

const DIX_MINUTES = 600_000;

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

test('ten minutes of readings, saves and publications by two programs give no error, and memory stays bounded', async () => {
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction;
  const essai = await createDepotDEssai({ contenu: resolve('src/content'), territoire: 'val-d-exemple' });
  try {
    const bilan = await load(essai, DIX_MINUTES);
    console.info('Dépôt, dix minutes :', bilan);
    expect(bilan.publications).toBeGreaterThan(100);
    expect(bilan.memoire.finale).toBeLessThan(bilan.memoire.chaude + 200_000_000);
  } finally {
    await essai.remove();
  }
});
