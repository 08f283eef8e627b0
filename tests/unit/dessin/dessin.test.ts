import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawBarres } from '../../../src/domain/dessin/barres';
import { type CarteADessiner, drawCarte } from '../../../src/domain/dessin/carte';
import { drawSerie } from '../../../src/domain/dessin/serie';
import { toFichierSvg } from '../../../src/domain/dessin/svg';
import { listCouvertures } from '../../../src/domain/portail/couverture';
import { drawCouverture } from '../../../src/domain/portail/page-de-couverture';
import { lireTerritoire } from '../../fixtures/territoires';

const carre = (lat: number, lon: number) => [
  { lat, lon },
  { lat: lat + 0.1, lon },
  { lat: lat + 0.1, lon: lon + 0.1 },
];
const carte: CarteADessiner = {
  id: 'c',
  titre: 'Le titre & sa <suite>',
  description: 'Deux communes.',
  classes: ['près', 'loin', 'plus loin', 'très loin', 'trop loin'],
  points: [{ lat: 44.05, lon: 2.05 }],
  zones: [0, 4].map((classe, rang) => ({
    nom: `Commune ${rang}`,
    centre: { lat: 44.05, lon: 2.05 + rang * 0.1 },
    lignes: [carre(44, 2 + rang * 0.1)],
    classe,
    texte: classe === 0 ? '' : '25',
    phrase: 'une phrase',
  })),
};

describe('a picture', () => {
  const images = {
    carte: drawCarte(carte),
    barres: drawBarres({
      id: 'b',
      titre: 'T',
      description: 'D',
      barres: [{ libelle: 'lundi', valeur: 2, texte: '2' }],
    }),
    serie: drawSerie({
      id: 's',
      titre: 'T',
      description: 'D',
      points: [{ date: '2024', valeur: 3, texte: '3', objectif: 4, texteObjectif: 'objectif 4' }],
    }),
  };

  it.each(Object.entries(images))('names itself: the %s', (_, svg) => {
    const [, id] = /<svg [^>]*aria-labelledby="([^"]+)"/.exec(svg)!;
    expect(svg).toMatch(/role="img"/);
    expect(svg).toContain(`<title id="${id}">`);
    expect(svg).toMatch(/<desc id="[^"]+">[^<]+<\/desc>/);
  });

  it.each(Object.entries(images))('holds no style, which the page would refuse: the %s', (_, svg) => {
    expect(svg).not.toMatch(/ style=|<style|<script|href=/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('is well formed as a file, names included', () => {
    const fichier = toFichierSvg(images.carte);
    expect(fichier).toContain('Le titre &amp; sa &lt;suite&gt;');
    const ouvertes: string[] = [];
    for (const [, fin, nom, seule] of fichier.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (fin) expect(ouvertes.pop()).toBe(nom);
      else if (!seule && nom !== 'xml') ouvertes.push(nom!);
    }
    expect(ouvertes).toEqual([]);
  });

  it('says a distance in figures and in lines, not in colour alone', () => {
    expect(images.carte).toContain('>25</text>');
    expect(images.carte).toMatch(/<path fill="url\(#c-m4\)"/);
  });

  it('leaves a year without a figure empty: no column, no zero', () => {
    const svg = drawSerie({
      id: 's',
      titre: 'T',
      description: 'D',
      points: [
        { date: '2023', valeur: 3, texte: '3' },
        { date: '2027', valeur: undefined, texte: '', objectif: 5, texteObjectif: 'objectif 5' },
      ],
    });
    expect(svg.match(/class="barre"/g)).toHaveLength(1);
    expect(svg.match(/class="objectif"/g)).toHaveLength(1);
    expect(svg).not.toContain('>0<');
  });

  it('draws each bar as long as its figure', () => {
    const svg = drawBarres({
      id: 'b',
      titre: 'T',
      description: 'D',
      barres: [4, 2, 0].map((valeur) => ({ libelle: `n${valeur}`, valeur, texte: String(valeur) })),
    });
    const longueurs = [...svg.matchAll(/class="barre" x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, l]) =>
      Number(l),
    );
    expect(longueurs).toHaveLength(2);
    expect(longueurs[0]).toBeCloseTo(2 * longueurs[1]!, 0);
  });
});

describe('the colours of a picture', () => {
  const lire = (nom: string) => readFileSync(join('src', 'styles', nom), 'utf8');
  const [clair = '', sombre = ''] = lire('tokens.css').split('@media (prefers-color-scheme: dark)');
  const feuille = lire('observatoire.css');
  const dansLeNoir = /prefers-color-scheme: dark\) \{([\s\S]*?)@media/.exec(feuille)![1]!;
  const variable = (source: string, nom: string) => new RegExp(`--${nom}: (#[0-9a-f]{6});`).exec(source)![1]!;
  /** Of the text and of what is under it, by WCAG 2. */
  function contrast(a: string, b: string): number {
    const [fort, faible] = [a, b]
      .map((couleur) => {
        const [r, v, bleu] = [1, 3, 5].map((debut) => {
          const canal = Number.parseInt(couleur.slice(debut, debut + 2), 16) / 255;
          return canal <= 0.04045 ? canal / 12.92 : ((canal + 0.055) / 1.055) ** 2.4;
        }) as [number, number, number];
        return 0.2126 * r + 0.7152 * v + 0.0722 * bleu;
      })
      .sort((x, y) => y - x) as [number, number];
    return (fort + 0.05) / (faible + 0.05);
  }

  it('let its figures be read on every class, in the light and in the dark', () => {
    const svg = drawCarte({
      ...carte,
      zones: [0, 1, 2, 3, 4].map((classe) => ({ ...carte.zones[0]!, classe })),
    });
    for (const classe of [1, 2, 3, 4]) {
      const jour = new RegExp(`class="teinte-${classe}[^"]*"[^>]*? fill="(#[0-9a-f]{6})"`).exec(svg)![1]!;
      const nuit = new RegExp(`teinte-${classe} \\{\\s*fill: (#[0-9a-f]{6})`).exec(dansLeNoir)![1]!;
      expect(contrast(jour, variable(clair, 'encre')), `${classe}, light`).toBeGreaterThan(4.5);
      expect(contrast(nuit, variable(sombre, 'encre')), `${classe}, dark`).toBeGreaterThan(4.5);
    }
    for (const source of [clair, sombre])
      for (const trait of ['fil', 'appel'])
        expect(contrast(variable(source, trait), variable(source, 'carte'))).toBeGreaterThan(3);
  });
});

describe('the map of coverage', () => {
  it('holds every commune once, and every place', () => {
    const { portail } = lireTerritoire('monts-rance-rougier');
    const couverture = listCouvertures(portail).find(({ sujet }) => sujet.slug === 'france-services')!;
    const svg = drawCouverture(couverture, portail)!;
    for (const { nom } of portail.communes) expect(svg).toContain(`<title>${nom} : `);
    expect(svg.match(/<path class="repere"/g)).toHaveLength(couverture.points.length + 1);
  });

  it('is not drawn when no place is known', () => {
    const { portail } = lireTerritoire('val-d-exemple');
    const sans = listCouvertures(portail).find(({ points }) => points.length === 0)!;
    expect(drawCouverture(sans, portail)).toBeUndefined();
  });
});
