import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyContenu } from '../../../src/domain/contenu/verification';
import type { Contenu } from '../../../src/domain/contenu/collection';
import { publicContacts } from '../../../src/domain/contact/schema';
import { readContenu } from '../../../src/loaders/lecture';
import { JOUR_DU_CONTENU, TERRITOIRE_GENERE, generateTerritoire, writeContenu } from '../../bench/generate';

const dossier = mkdtempSync(join(tmpdir(), 'contenu-genere-'));
const commun = join('src', 'content', 'commun');
afterAll(() => rmSync(dossier, { recursive: true }));

describe('a generated territory', () => {
  let contenu: Contenu;
  let rapport: unknown[];

  beforeAll(() => {
    writeContenu(dossier, commun, { structures: 400 });
    const verification = verifyContenu(readContenu(dossier, TERRITOIRE_GENERE), JOUR_DU_CONTENU);
    contenu = verification.contenu;
    rapport = [...verification.erreurs, ...verification.avertissements];
  });

  it('passes the verifier, without even a warning', () => {
    expect(rapport).toEqual([]);
  });

  it('has as many structures as it was asked for, and one commune for twenty-five', () => {
    expect(contenu.structures).toHaveLength(400);
    expect(contenu.communes).toHaveLength(16);
  });

  it('comes with what every territory shares', () => {
    expect(contenu.guide.length).toBeGreaterThan(0);
    expect(contenu.calendrier.length).toBeGreaterThan(0);
  });

  it('says that it is invented', () => {
    expect(contenu.territoire[0]!.donnees.fictif).toBe(true);
  });

  it('uses every rhythm and every kind of exception, since each has its own cost', () => {
    const permanences = contenu.structures.flatMap(({ donnees }) => donnees.permanences);
    expect(new Set(permanences.map(({ rythme }) => rythme.type))).toEqual(
      new Set([
        'hebdomadaire',
        'mensuel',
        'semaine-du-mois',
        'jour-du-mois',
        'avant-vacances',
        'dates',
        'sur-rendez-vous',
        'date-communiquee',
      ]),
    );
    expect(new Set(permanences.flatMap(({ exceptions }) => exceptions.map(({ type }) => type)))).toEqual(
      new Set(['annulation', 'report', 'ajout']),
    );
  });

  it('has tours, projects, stale entries and contacts that are not for the public', () => {
    const structures = contenu.structures.map(({ donnees }) => donnees);
    expect(structures.some(({ permanences }) => permanences.length > 5)).toBe(true);
    expect(structures.some(({ statut }) => statut === 'en-projet')).toBe(true);
    expect(structures.some(({ verifications }) => verifications.horaires! < '2025-12-01')).toBe(true);
    expect(structures.some(({ contacts }) => publicContacts(contacts).length < contacts.length)).toBe(true);
  });

  it('leaves nothing of the territory that was there before', () => {
    const { slug } = contenu.structures.at(-1)!;
    const fiche = join(dossier, TERRITOIRE_GENERE, 'structures', `${slug}.yaml`);
    expect(existsSync(fiche)).toBe(true);
    writeContenu(dossier, commun, { structures: 5 });
    expect(existsSync(fiche)).toBe(false);
  });
});

describe('the generator', () => {
  it('writes the same bytes for the same size and seed', () => {
    const taille = { structures: 60, communes: 7, graine: 1 };
    expect(generateTerritoire(taille)).toEqual(generateTerritoire(taille));
  });

  it('writes something else for another seed', () => {
    expect(generateTerritoire({ structures: 10, graine: 1 })).not.toEqual(
      generateTerritoire({ structures: 10, graine: 2 }),
    );
  });

  it.each([1, 10, 137])('gives %i structures a name each', (structures) => {
    const chemins = generateTerritoire({ structures })
      .map(({ chemin }) => chemin)
      .filter((chemin) => chemin.startsWith('structures/'));
    expect(new Set(chemins).size).toBe(structures);
  });

  it('refuses more communes than it has codes for', () => {
    expect(() => generateTerritoire({ structures: 10, communes: 1000 })).toThrow('999');
  });
});
