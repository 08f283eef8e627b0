import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { main } from '../../../cms/publication/revenir';
import { openSites } from '../../../cms/publication/sites';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../../fixtures/contenu';
import { type DepotDEssai, RELAIS, createDepotDEssai } from '../../fixtures/depot';
import { publishChange } from './essai';

const PATIENCE = 240_000;
let essai: DepotDEssai;
let dossier: string;

beforeAll(async () => {
  essai = await createDepotDEssai();
  dossier = dirname(essai.reglages.dossier);
  vi.stubEnv('ATELIER', dossier);
  vi.stubEnv('CONTENU', CONTENU_MINIMAL);
  vi.stubEnv('TERRITOIRE', TERRITOIRE_MINIMAL);
  vi.stubEnv('AUJOURDHUI', AUJOURDHUI);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await essai.remove();
});

const readPage = (): string =>
  readFileSync(join(dossier, 'sites', 'courant', 'structures', RELAIS.slug, 'index.html'), 'utf8');

async function run(...parametres: string[]): Promise<string> {
  const ecrit: string[] = [];
  const journal = vi.spyOn(console, 'log').mockImplementation((ligne: string) => void ecrit.push(ligne));
  try {
    expect(await main(parametres)).toBe(0);
  } finally {
    journal.mockRestore();
  }
  return ecrit.join('\n');
}

test(
  'one command serves an older version again, even one that is no longer on the disk, and another comes back',
  async () => {
    const ancienne = await essai.depot.head();
    const { commit } = await publishChange(essai.depot, RELAIS, { role: 'Une phrase à retirer du site.' });

    expect(await run(ancienne.slice(0, 10))).toContain('npm run revenir -- actuelle');
    expect(readPage()).not.toContain('Une phrase à retirer du site.');
    const liste = await run();
    expect(liste).toMatch(new RegExp(`→ ${ancienne.slice(0, 12)} .* servie`));
    expect(liste).toMatch(new RegExp(`${commit.slice(0, 12)} .* à reconstruire .*structures/${RELAIS.slug}`));
    expect(liste).toContain(`Le site reste à la version ${ancienne.slice(0, 12)}`);

    await run('actuelle');
    expect(readPage()).toContain('Une phrase à retirer du site.');
    expect(openSites(join(dossier, 'sites')).readEpingle()).toBeUndefined();
    // Still there: no build is needed.
    rmSync(join(dossier, 'cache-revenir'), { recursive: true });
    await run(ancienne);
    expect(readPage()).not.toContain('Une phrase à retirer du site.');
  },
  PATIENCE,
);

test('what is no version of the site is refused in one sentence', async () => {
  for (const faux of ['0000000', 'HEAD', '--all', 'main', '../x'])
    await expect(main([faux])).rejects.toThrow(/n’est pas une version du site/);
  await expect(main(['a', 'b'])).rejects.toThrow(/une seule version/);
});
