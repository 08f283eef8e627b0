import { describe, expect, it } from 'vitest';
import { findProches } from '../../../src/domain/portail/proches';
import { creerPortail } from '../../fixtures/portail';

const slugs = (structures: readonly { slug: string }[]): string[] => structures.map(({ slug }) => slug);

describe('who answers near a family', () => {
  it('is one of each type in turn, so that a frequent type hides no other', () => {
    const portail = creerPortail({
      structures: {
        a1: { nom: 'A1', type: 'association' },
        a2: { nom: 'A2', type: 'association' },
        a3: { nom: 'A3', type: 'association' },
        evs: { nom: 'Zone', type: 'evs' },
      },
    });
    expect(slugs(findProches(['association', 'evs'], portail).structures)).toEqual(['a1', 'evs', 'a2', 'a3']);
  });

  it('is open first; a project comes last and a place closed for good never', () => {
    const portail = creerPortail({
      structures: {
        projet: { nom: 'Crèche A', type: 'creche', statut: 'en-projet' },
        finie: { nom: 'Crèche B', type: 'creche', statut: 'ferme-definitivement' },
        ouverte: { nom: 'Crèche C', type: 'creche' },
      },
    });
    const { structures, nombreOuvertes } = findProches(['creche'], portail);
    expect(slugs(structures)).toEqual(['ouverte', 'projet']);
    expect(nombreOuvertes).toBe(1);
  });

  it('is six at most, and appears once even with two types', () => {
    const structures = Object.fromEntries(
      Array.from({ length: 9 }, (_, rang) => [
        `evs-${rang}`,
        { nom: `Evs ${rang}`, type: 'evs' as const, autresTypes: ['centre-social' as const] },
      ]),
    );
    const proches = findProches(['evs', 'centre-social'], creerPortail({ structures }));
    expect(new Set(slugs(proches.structures)).size).toBe(6);
    expect(proches.nombreOuvertes).toBe(9);
    expect(proches.presents).toEqual([
      { type: 'evs', nombre: 9 },
      { type: 'centre-social', nombre: 9 },
    ]);
  });

  it('names the types that nobody recorded, and knows whether a France services can guide', () => {
    const rien = findProches(['pmi', 'rpe'], creerPortail());
    expect(rien).toMatchObject({
      structures: [],
      nombreOuvertes: 0,
      presents: [],
      absents: ['pmi', 'rpe'],
      hasFranceServices: false,
    });
    const projet = creerPortail({ structures: { fs: { type: 'france-services', statut: 'en-projet' } } });
    expect(findProches(['pmi'], projet).hasFranceServices).toBe(false);
    const ouverte = creerPortail({ structures: { fs: { type: 'france-services' } } });
    expect(findProches(['pmi'], ouverte).hasFranceServices).toBe(true);
  });
});
