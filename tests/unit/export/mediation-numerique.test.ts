import { describe, expect, it } from 'vitest';
import {
  COLONNES_MEDIATION,
  lieuMediationSchema,
  listLieuxDeMediation,
  reportMediation,
  writeMediationCsv,
} from '../../../src/domain/export/mediation-numerique';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
const conseiller: Fiche = {
  nom: 'Conseiller numérique',
  type: 'mediation-numerique',
  lieu: 'mairie-castelnoir',
  acces: 'sur-rendez-vous',
  tarif: { gratuit: true },
  surPlace: ['deux ordinateurs en libre accès'],
  langues: ['anglais', 'occitan'],
  publics: { profils: ['seniors', 'parents'] },
  contacts: [{ telephone: '05 36 49 01 01' }],
  permanences: [
    {
      id: 'mardi',
      lieu: 'mairie-castelnoir',
      rythme: { type: 'hebdomadaire', jours: ['mardi'] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
    },
  ],
};
const lignesDe = (fiche: Fiche) => listLieuxDeMediation(creerPortail({ structures: { conseiller: fiche } }));
const motifsDe = (fiche: Fiche) =>
  reportMediation(creerPortail({ structures: { conseiller: fiche } })).bilan.map(({ motif }) => motif);

describe('mediation-numerique.csv', () => {
  it.each(TERRITOIRES)('of %s is what the national schema takes', (nom) => {
    const { portail } = lireTerritoire(nom);
    const lignes = listLieuxDeMediation(portail);
    for (const ligne of lignes)
      expect(Object.keys(lieuMediationSchema.parse(ligne))).toEqual(COLONNES_MEDIATION);
    expect(new Set(lignes.map(({ id }) => id)).size).toBe(lignes.length);
    // What is concerned and does not come out is in the report, with its reason.
    const { fiches, exportees } = reportMediation(portail);
    expect(new Set(lignes.map(({ id }) => id.split('--')[1])).size).toBe(exportees);
    for (const { slug, exportee, pertes } of fiches)
      if (!exportee) expect(pertes.length, slug).toBeGreaterThan(0);
  });

  it('shows the demonstration’s places', () => {
    expect(listLieuxDeMediation(lireTerritoire('val-d-exemple').portail).length).toBeGreaterThan(3);
  });

  it('writes a place with the values of the schema', () => {
    expect(lignesDe(conseiller)[0]).toMatchObject({
      id: 'reseau-infos-familles-val-fictif--conseiller--mairie-castelnoir',
      pivot: '00000000000000',
      adresse: '1, place de l’Église',
      code_postal: '99100',
      telephone: '+33536490101',
      horaires: 'Tu 09:00-12:00 open "sur rendez-vous"; PH off',
      services: 'Maîtrise des outils numériques du quotidien|Accès internet et matériel informatique',
      publics_specifiquement_adresses: 'Seniors|Familles et/ou enfants',
      prise_en_charge_specifique: 'Langues étrangères (anglais)|Langues étrangères (autres)',
      frais_a_charge: 'Gratuit',
      dispositif_programmes_nationaux: 'Conseillers numériques',
      modalites_acces: 'Téléphoner',
      itinerance: 'Fixe',
      date_maj: '2026-11-02',
    });
  });

  it('opens in a French spreadsheet, with the decimal point and the numbers that the schema asks', () => {
    const csv = [...writeMediationCsv(creerPortail({ structures: { conseiller } }))].join('');
    expect(csv.startsWith('\uFEFFid;pivot;nom;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv).toContain(';44.2012;2.6034;+33536490101;');
  });

  it('leaves out other services, and a place whose street is not known', () => {
    expect(lignesDe({ type: 'rpe', lieu: 'mairie-castelnoir' })).toEqual([]);
    const sansRue: Fiche = { ...conseiller, lieu: 'mairie-lostalgues', permanences: [] };
    expect(lignesDe(sansRue)).toEqual([]);
    expect(motifsDe(sansRue)).toEqual(['adresse']);
    expect(motifsDe({ ...conseiller, type: 'association', themes: ['numerique'], surPlace: [] })).toEqual([
      'service-absent',
    ]);
  });
});
