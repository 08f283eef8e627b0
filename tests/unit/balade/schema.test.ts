import { describe, expect, it } from 'vitest';
import { contenu, erreursDe } from '../../fixtures/contenu';
import { verifyContenu } from '../../../src/domain/contenu/verification';

const BALADE = 'balades/tour-du-bois.yaml';
const ici = (champ: string, valeur: string) =>
  `val-minimal/${BALADE}, champ « ${champ} », valeur « ${valeur} » : `;

describe('a walk', () => {
  it('is read with what it does not say left unknown', () => {
    const { erreurs, contenu: lu } = verifyContenu(contenu(), '2026-12-01');
    expect(erreurs).toEqual([]);
    const [balade] = lu.balades;
    expect(balade?.donnees).toMatchObject({
      dureeMinutes: 40,
      equipements: [],
      precautions: [],
      documents: [],
    });
    for (const champ of ['ages', 'boucle', 'distanceKm', 'difficulte', 'verifieLe'] as const)
      expect(balade?.donnees[champ]).toBeUndefined();
  });

  it('starts somewhere', () => {
    expect(erreursDe({ [BALADE]: { depart: { precisions: 'près du pont' } } })).toEqual([
      expect.stringContaining('il manque l’endroit du départ'),
    ]);
  });

  it('starts in a place and a commune that exist', () => {
    expect(erreursDe({ [BALADE]: { depart: { lieu: 'nulle-part' } } })).toEqual([
      expect.stringContaining('cette référence ne mène à rien'),
    ]);
    expect(erreursDe({ [BALADE]: { depart: { commune: '12345' } } })).toEqual([
      expect.stringContaining('n’est pas celui d’une commune du territoire'),
    ]);
  });

  it('does not start far from the commune that it names', () => {
    const position = { lat: 48.85, lon: 2.35, precision: 'adresse' };
    expect(erreursDe({ [BALADE]: { depart: { lieu: 'mairie', position } } })).toEqual([
      expect.stringMatching(new RegExp(`^${ici('depart.position', '48.85, 2.35').replaceAll('.', '\\.')}`)),
    ]);
  });

  it.each([
    ['dureeMinutes', 0],
    ['dureeMinutes', 2.5],
    ['dureeMinutes', 6000],
    ['distanceKm', -1],
    ['poussette', 'oui'],
    ['sources', []],
  ])('refuses %s: %s', (champ, valeur) => {
    expect(erreursDe({ [BALADE]: { [champ]: valeur } })).not.toEqual([]);
  });
});
