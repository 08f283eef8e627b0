/** The exports of one theme: the culture map given to the tourist office, the directory of disability services. */
import { describe, expect, it } from 'vitest';
import {
  reportAgendas,
  reportTableaux,
  toThemeGeoJson,
  writeThemeCsv,
} from '../../../src/domain/export/themes';
import { listByTheme } from '../../../src/domain/portail/annuaire';
import { THEME_SLUGS } from '../../../src/domain/theme/theme';
import { creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

/** A reader of quoted CSV, apart from the writer. */
function parseCsv(csv: string): string[][] {
  const lignes: string[][] = [[]];
  let cellule = '';
  let isQuoted = false;
  const texte = csv.slice(1);
  for (let rang = 0; rang < texte.length; rang += 1) {
    const c = texte[rang]!;
    if (isQuoted && c === '"' && texte[rang + 1] === '"') cellule += texte[(rang += 1)]!;
    else if (c === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (c === ';' || c === '\n')) {
      lignes.at(-1)!.push(cellule.replace(/\r$/, ''));
      cellule = '';
      if (c === '\n') lignes.push([]);
    } else cellule += c;
  }
  return lignes.slice(0, -1);
}

describe.each(TERRITOIRES)('the exports by theme, %s', (nom) => {
  const { portail } = lireTerritoire(nom);

  it.each(THEME_SLUGS)('%s holds the services of its page, in the map and in the table', (theme) => {
    const attendus = listByTheme(theme, portail).map(({ slug }) => slug);
    const [colonnes, ...lignes] = parseCsv([...writeThemeCsv(theme, portail)].join(''));
    expect(lignes.map((ligne) => ligne[0])).toEqual(attendus);
    for (const ligne of lignes) expect(ligne.length).toBe(colonnes!.length);

    const { type, features, sansPosition } = toThemeGeoJson(theme, portail);
    expect(type).toBe('FeatureCollection');
    const dessines = new Set(features.map(({ id }) => id.split('.')[0]!));
    expect([...dessines, ...sansPosition].sort()).toEqual([...attendus].sort());
    expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
    for (const { geometry } of features) {
      const [lon, lat] = geometry.coordinates;
      // Longitude first: metropolitan France lies in these bounds, and not the other way round.
      expect(lon).toBeGreaterThan(-5.5);
      expect(lon).toBeLessThan(10);
      expect(lat).toBeGreaterThan(41);
      expect(lat).toBeLessThan(51.5);
    }
  });

  it('counts in the loss report what the map cannot draw', () => {
    const sansPosition = new Set(THEME_SLUGS.flatMap((theme) => toThemeGeoJson(theme, portail).sansPosition));
    const { fiches } = reportTableaux(portail);
    const signales = fiches.filter(({ pertes }) => pertes.some(({ motif }) => motif === 'sans-position'));
    for (const slug of sansPosition) expect(signales.map((fiche) => fiche.slug)).toContain(slug);
  });
});

describe('the directory of disability services', () => {
  const portail = creerPortail({
    structures: {
      ressource: {
        nom: 'Équipe ressource',
        type: 'ressource-handicap',
        zone: ['99001', '99003'],
        publics: { profils: ['parents'] },
        handicap: {
          accueil: true,
          precisions: 'Autisme',
          charte: { url: 'https://val.example/charte', date: '2025-06' },
        },
      },
    },
  });

  it('says its speciality, for whom, and the communes that it serves', () => {
    const [colonnes, ligne] = parseCsv([...writeThemeCsv('handicap', portail)].join(''));
    const cellule = (nom: string): string => ligne![colonnes!.indexOf(nom)]!;
    expect(cellule('profils')).toBe('Parents');
    expect(cellule('zone')).toBe('Castelnoir, Sauvecombe');
    expect(cellule('accueilHandicap')).toBe('oui');
    expect(cellule('handicap')).toBe('Autisme');
    expect(cellule('charteHandicap')).toBe('https://val.example/charte');
    expect(cellule('charteHandicapDate')).toBe('2025-06');
  });
});

describe('the loss report of the calendars', () => {
  it('names what has no date to give', () => {
    const portail = creerPortail({
      structures: {
        rdv: { permanences: [{ id: 'rdv', rythme: { type: 'sur-rendez-vous' } }] },
        mardi: { permanences: [{ id: 'mardi', rythme: { type: 'hebdomadaire', jours: ['mardi'] } }] },
      },
    });
    const { fiches } = reportAgendas(portail);
    expect(fiches.map(({ slug, pertes }) => [slug, pertes.map(({ motif }) => motif)]).sort()).toEqual([
      ['mardi', ['horizon', 'heures-inconnues']],
      ['rdv', ['sans-date']],
    ]);
  });
});
