/** What we publish in the schema of data·inclusion, imported again where it comes from. */
import { describe, expect, test } from 'vitest';
import { toDataInclusion } from '../../../src/domain/export/data-inclusion/data-inclusion';
import { readDataInclusion } from '../../../src/domain/importation/data-inclusion';
import { readHorairesOsm, toPermanences } from '../../../src/domain/importation/horaires';
import { proposer } from '../../../src/domain/importation/proposition';
import { createComparaison } from '../../../src/domain/rapprochement/comparaison';
import { isHeld, listOccurrences } from '../../../src/domain/permanence/occurrence';
import { permanenceSchema } from '../../../src/domain/permanence/schema';
import { calendrier } from '../../fixtures/calendrier';
import { listOpenings } from '../../fixtures/opening-hours';
import { contenuCompare } from '../../fixtures/rapprochement';
import { AUJOURDHUI, TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

const DU = '2026-12-01';
const AU = '2027-03-31';

describe.each(TERRITOIRES)('%s', (nom) => {
  const { structures, services } = JSON.parse(
    JSON.stringify(toDataInclusion(lireTerritoire(nom).portail)),
  ) as {
    structures: { horaires_accueil?: string | null }[];
    services: { horaires_accueil?: string | null }[];
  };

  test('finds each of its own entries, and proposes nothing', () => {
    const contenu = contenuCompare(nom);
    const comparaison = createComparaison(contenu);
    const { fiches } = readDataInclusion(
      {
        structures: { fichier: 'structures.json', elements: structures },
        services: { fichier: 'services.json', elements: services },
      },
      {
        communes: lireTerritoire(nom).contenu.communes.map(({ donnees }) => donnees),
        nommage: comparaison.nommage,
        aujourdhui: AUJOURDHUI,
      },
    );
    const { propositions, identiques } = proposer(fiches, {
      fiches: contenu.structures.map((structure) => {
        const { slug, ...donnees } = structure;
        return { slug, donnees, structure, hasBrouillon: false };
      }),
      lieux: contenu.lieux,
      comparaison,
      isPris: () => false,
    });
    expect(propositions.map(({ genre, nom: nomme, changements }) => [genre, nomme, changements])).toEqual([]);
    expect(fiches.length).toBeGreaterThan(2);
    expect(identiques).toBe(fiches.length);
  });

  test('reads back the hours that are simple to the dates that their own library gives', () => {
    const ecrits = new Set(
      [...structures, ...services].flatMap(({ horaires_accueil }) => horaires_accueil ?? []),
    );
    const lus = [...ecrits].flatMap((texte) => {
      const horaires = readHorairesOsm(texte);
      return horaires ? [{ texte, permanences: toPermanences(horaires) }] : [];
    });
    expect(lus.length).toBeGreaterThan(0);
    for (const { texte, permanences } of lus) {
      const ouvertures = permanences.flatMap((ecrite) =>
        listOccurrences(permanenceSchema.parse(ecrite), DU, AU, { calendrier, zone: 'C' })
          .filter(isHeld)
          .map(({ date, debut = '', fin = '' }) => `${date} ${debut}-${fin}`),
      );
      expect(ouvertures.sort(), texte).toEqual(listOpenings(texte, DU, AU).sort());
    }
  });
});
