import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  brotliSize,
  createBalance,
  gzipSize,
  listFichiers,
  readPremiereVue,
  weighSite,
} from '../../bench/poids';

let site: string;
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'site-pese-'));
});
afterEach(() => rmSync(site, { recursive: true }));

function write(nom: string, contenu: string | Buffer): void {
  mkdirSync(dirname(join(site, nom)), { recursive: true });
  writeFileSync(join(site, nom), contenu);
}

/** The number of characters, so that what is counted can be read in the test. */
const sizeOf = (contenu: Buffer | string) => contenu.length;
const weigh = (nom: string) => createBalance(site, sizeOf)(nom);

describe('the first view of a page', () => {
  it('is its HTML, its style sheets and its scripts', () => {
    const html =
      '<link rel="stylesheet" href="/_astro/a.css"><script type="module" src="/_astro/b.js"></script>';
    write('index.html', html);
    write('_astro/a.css', 'c'.repeat(1000));
    write('_astro/b.js', 'j'.repeat(100));
    expect(weigh('index.html')).toEqual({
      nom: 'index.html',
      total: html.length + 1100,
      script: 100,
    });
  });

  it('holds what a module imports, and what that imports, each once', () => {
    write('guide/x/index.html', '<script type=module src="../../a.js"></script>');
    write('a.js', 'import{b}from"./b.js";import"./c.js";');
    write('b.js', 'import "./c.js"');
    write('c.js', 'export const c = 1');
    expect(readPremiereVue(site, 'guide/x/index.html').scripts).toEqual(['a.js', 'b.js', 'c.js']);
  });

  it('leaves out what a script imports only when it is needed', () => {
    write('index.html', '<script type="module" src="/a.js"></script>');
    write('a.js', 'button.onclick = () => import("./carte.js")');
    expect(readPremiereVue(site, 'index.html').scripts).toEqual(['a.js']);
  });

  it('leaves out the style sheet of the paper, data, pictures and the other pages', () => {
    write(
      'index.html',
      '<link rel="stylesheet" media="print" href="/papier.css"><link rel="icon" href="/f.svg">' +
        '<script type="application/ld+json">{"a":1}</script><img src="/i.png"><a href="/guide/">Guide</a>',
    );
    const vue = readPremiereVue(site, 'index.html');
    expect({ ...vue, html: '' }).toEqual({ html: '', styles: [], scripts: [], scriptsInternes: [] });
  });

  it('counts code written inside the page as script, but once in the whole', () => {
    const html = '<p>a</p><script>let a = 1;</script>';
    write('index.html', html);
    expect(weigh('index.html')).toEqual({
      nom: 'index.html',
      total: html.length,
      script: 'let a = 1;'.length,
    });
  });

  it('counts a file asked for twice once', () => {
    write('index.html', '<link rel="modulepreload" href="/a.js"><script type="module" src="/a.js"></script>');
    write('a.js', 'j'.repeat(100));
    expect(weigh('index.html').script).toBe(100);
  });

  it('refuses to weigh a page that asks for a file that is missing, or another site', () => {
    write('index.html', '<link rel="stylesheet" href="/perdu.css">');
    write('ailleurs.html', '<script src="https://ailleurs.example/a.js"></script>');
    expect(() => weigh('index.html')).toThrow('/perdu.css');
    expect(() => weigh('ailleurs.html')).toThrow('another site');
  });
});

describe('the size of a file', () => {
  const texte = 'Le relais petite enfance est ouvert le mardi matin. '.repeat(50);

  it('is that of gzip at its best, headers included', () => {
    expect(gzipSize(texte)).toBe(gzipSync(texte, { level: 9 }).length);
    expect(gunzipSync(gzipSync(texte, { level: 9 })).toString()).toBe(texte);
  });

  it('is smaller still with brotli', () => {
    expect(brotliSize(texte)).toBeLessThan(gzipSize(texte));
  });
});

describe('a whole site', () => {
  it('is the sum of its files, compressed when they are not already', () => {
    const image = Buffer.from([...Array(1000).keys()].map((n) => (n * 7919) % 251));
    write('index.html', 'a'.repeat(1000));
    write('images/i.png', image);
    expect(listFichiers(site)).toEqual(['images/i.png', 'index.html']);
    expect(weighSite(site)).toBe(gzipSize('a'.repeat(1000)) + image.length);
  });
});
