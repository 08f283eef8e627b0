import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toManifeste } from '../../../src/domain/export/manifeste';
import { creerPortail } from '../../fixtures/portail';

const { territoire } = creerPortail();
const manifeste = JSON.parse(toManifeste(territoire)) as {
  name: string;
  short_name: string;
  start_url: string;
  theme_color: string;
  background_color: string;
  icons: { src: string; sizes: string; purpose: string }[];
};

it('names the territory, and is short enough under an icon', () => {
  expect(manifeste.name).toBe('Réseau Infos Familles, Val, Fictif et Test');
  expect(manifeste.short_name.length).toBeLessThan(15);
  expect(manifeste.start_url).toBe('/');
});

it('has the colours of the site', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  expect(tokens).toContain(`--fil: ${manifeste.theme_color};`);
  expect(tokens).toContain(`--papier: ${manifeste.background_color};`);
});

it('shows icons that exist, in the sizes that it says', () => {
  for (const { src, sizes } of manifeste.icons) {
    const png = readFileSync(`public${src}`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
});
