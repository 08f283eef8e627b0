import { describe, expect, it } from 'vitest';
import { facettesOfStructure, listFacettes } from '../../../src/domain/portail/facettes';
import { type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

const mardi = {
  id: 'mardi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['mardi' as const, 'dimanche' as const] },
  creneaux: [{ debut: '07:15', fin: '12:00' }],
};
const describeRelais = (fiche: NonNullable<PortailEcrit['structures']>[string]) => {
  const portail = creerPortail({ structures: { relais: fiche } });
  return facettesOfStructure(structureDe(portail), portail);
};

describe('what filters know of a structure', () => {
  it('holds what it states, and nothing for what is unknown', () => {
    expect(describeRelais({})).toEqual({
      genre: 'structure',
      slug: 'relais',
      types: ['rpe'],
      themes: ['petite-enfance', 'parentalite'],
    });
  });

  it('tells where, on which days and how one may come', () => {
    const facettes = describeRelais({
      permanences: [
        { ...mardi, acces: 'libre' },
        { ...mardi, id: 'ailleurs', lieu: 'salle-sauvecombe' },
      ],
      acces: 'sur-inscription',
      zone: 'territoire',
      tarif: { gratuit: true },
      handicap: { accueil: true },
      aDomicile: true,
      publics: { ages: { deMois: 0, aMois: 71 } },
    });
    expect(facettes).toMatchObject({
      communes: ['99001', '99003'],
      zone: 'territoire',
      jours: [2, 7],
      ages: { deMois: 0, aMois: 71 },
      sansRendezVous: true,
      atypique: true,
      itinerant: true,
      gratuit: true,
      handicap: true,
      aDomicile: true,
    });
  });

  it('promises nothing of a project or of a closed place', () => {
    const ferme = describeRelais({
      statut: 'ferme-temporairement',
      acces: 'libre',
      permanences: [mardi],
      publics: { ages: { deMois: 0, aMois: 71 } },
    });
    for (const promesse of ['ages', 'jours', 'sansRendezVous', 'atypique'])
      expect(ferme).not.toHaveProperty(promesse);
  });

  it('never calls free what is paid, nor adapted what declares that it is not', () => {
    const facettes = describeRelais({ tarif: { gratuit: false }, handicap: { accueil: false } });
    expect(facettes).not.toHaveProperty('gratuit');
    expect(facettes).not.toHaveProperty('handicap');
  });
});

describe('what filters know of the other pages', () => {
  it('leaves out an event that is over', () => {
    const portail = creerPortail({
      evenements: {
        passee: { seances: [{ du: '2026-11-20' }] },
        future: { seances: [{ du: '2026-12-05', commune: '99002' }], verifieLe: '2026-11-15' },
      },
    });
    expect(listFacettes(portail).filter(({ genre }) => genre === 'evenement')).toEqual([
      { genre: 'evenement', slug: 'future', communes: ['99002'], jours: [6] },
    ]);
  });

  it('knows each commune by its code', () => {
    expect(listFacettes(creerPortail()).find(({ genre }) => genre === 'commune')).toEqual({
      genre: 'commune',
      slug: 'castelnoir',
      communes: ['99001'],
    });
  });
});
