import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Liasse } from '../../src/domain/bagage/liasse';
import { writeBagage, writeHorsLigne } from '../../src/loaders/hors-ligne';
import { listBagage, toMesureDeBagage, weighBagage } from '../bench/bagage';

let site: string;
const page = (texte: string, jour = '2026-12-01') =>
  `<!doctype html><html lang="fr"><p>${texte}</p><p>Pages préparées le <time datetime="${jour}">${jour}</time>.</p></html>`;

function write(chemin: string, contenu: string | Buffer): void {
  mkdirSync(dirname(join(site, chemin)), { recursive: true });
  writeFileSync(join(site, chemin), contenu);
}

beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'site-emporte-'));
  write('index.html', page('Accueil'));
  write('hors-ligne/index.html', page('Sans réseau'));
  write('guide/a/index.html', page('Article'));
  write('structures/mdph/index.html', page('Fiche'));
  write('structures/mdph.ics', 'BEGIN:VCALENDAR');
  write('donnees/structures.json', '{}');
  write('pagefind/index.pf_index', Buffer.from([0, 255, 128, 7]));
  write('_astro/a.abc.css', 'p{}');
  write('pictogrammes.svg', '<svg/>');
});
afterEach(() => rmSync(site, { recursive: true }));

const revisionOf = (url: string) => writeBagage(site).pieces.find((piece) => piece.url === url)?.revision;

describe('what is packed from a built site', () => {
  it('is every page in bundles, and the files that pages load', () => {
    const { pieces, absents } = writeBagage(site);
    expect(absents).toEqual([]);
    expect(pieces.map(({ url }) => url).sort()).toEqual([
      '/_astro/a.abc.css',
      '/hors-ligne/liasses/cadre-1.json',
      '/hors-ligne/liasses/guide-1.json',
      '/hors-ligne/liasses/recherche-1.json',
      '/hors-ligne/liasses/structures-1.json',
      '/pictogrammes.svg',
    ]);
    const cadre = JSON.parse(readFileSync(join(site, 'hors-ligne/liasses/cadre-1.json'), 'utf8')) as Liasse;
    expect(cadre).toEqual({ '/': page('Accueil'), '/hors-ligne/': page('Sans réseau') });
  });

  it('holds what is no text without changing a byte', () => {
    writeBagage(site);
    const liasse = JSON.parse(
      readFileSync(join(site, 'hors-ligne/liasses/recherche-1.json'), 'utf8'),
    ) as Liasse;
    const [debut, base64 = ''] = liasse['/pagefind/index.pf_index']!.split(',');
    expect(debut).toBe('data:;base64');
    expect([...Buffer.from(base64, 'base64')]).toEqual([0, 255, 128, 7]);
  });

  it('is asked for again when a page changed, and not when only the day of the build did', () => {
    const url = '/hors-ligne/liasses/guide-1.json';
    const avant = revisionOf(url);
    write('guide/a/index.html', page('Article', '2026-12-02'));
    expect(revisionOf(url)).toBe(avant);
    write('guide/a/index.html', page('Article revu', '2026-12-02'));
    expect(revisionOf(url)).not.toBe(avant);
  });

  it('is never asked for again when its name has the hash of its content', () => {
    expect(revisionOf('/_astro/a.abc.css')).toBeNull();
    expect(revisionOf('/pictogrammes.svg')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('leaves nothing of what was packed before, and does not pack itself', () => {
    writeBagage(site);
    rmSync(join(site, 'guide'), { recursive: true });
    expect(writeBagage(site).pieces.map(({ url }) => url)).not.toContain('/hors-ligne/liasses/guide-1.json');
    expect(() => readFileSync(join(site, 'hors-ligne/liasses/guide-1.json'))).toThrow();
  });

  it('is written in a worker that runs, the same for the same site', async () => {
    const resume = await writeHorsLigne(site);
    expect(resume).toMatchObject({ pages: 4, absents: [] });
    const programme = readFileSync(join(site, 'service-worker.js'), 'utf8');
    const listened: string[] = [];
    const self = {
      location: { href: 'https://familles.example/service-worker.js' },
      addEventListener: (nom: string) => listened.push(nom),
    };
    runInNewContext(programme, { self, location: self.location, URL, console });
    expect(listened.sort()).toEqual(['activate', 'fetch', 'install']);
    await writeHorsLigne(site);
    expect(readFileSync(join(site, 'service-worker.js'), 'utf8')).toBe(programme);
  });

  it('is what the benchmark weighs: the worker and all that it lists', async () => {
    const { octets } = await writeHorsLigne(site);
    expect(listBagage(site)).toHaveLength(6);
    const poids = weighBagage(site);
    expect(poids).toBeGreaterThan(octets);
    write('structures/mdph/index.html', page([...Array(500).keys()].map((n) => (n * 7919) % 4001).join()));
    await writeHorsLigne(site);
    expect(weighBagage(site)).toBeGreaterThan(poids + 500);
  });

  it('does not hold its budget when something is left at home', async () => {
    await writeHorsLigne(site, { limite: 1 });
    expect(toMesureDeBagage({ territoire: 'val', dossier: site })).toMatchObject({
      valeur: undefined,
      budget: 'horsLigne',
      precision: 'n’y tient pas en entier : guide, recherche, structures',
    });
  });
});
