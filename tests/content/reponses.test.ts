/** What the territories asked for, checked on the content that is really published. */
import { describe, expect, it } from 'vitest';
import { publicContacts } from '../../src/domain/contact/schema';
import { describeAide } from '../../src/domain/portail/aide';
import { listByTheme } from '../../src/domain/portail/annuaire';
import { facettesOfStructure } from '../../src/domain/portail/facettes';
import { describeStructure } from '../../src/domain/portail/fiche';
import { describeLieu } from '../../src/domain/portail/lieu';
import { isOuverte, occurrencesOf, situationOf } from '../../src/domain/portail/structure';
import { getType } from '../../src/domain/structure/type';
import { TERRITOIRES, lireTerritoire } from '../fixtures/territoires';

describe.each(TERRITOIRES)('in %s', (nom) => {
  const { portail } = lireTerritoire(nom);

  it('each aid has somebody to call or write to, an official page and the date of its check', () => {
    const fautes = portail.aides.filter((aide) => {
      const { proches } = describeAide(aide, portail);
      const joignables = proches.structures
        .filter(isOuverte)
        .flatMap(({ contacts }) => publicContacts(contacts))
        .filter(({ telephone, courriel }) => telephone ?? courriel);
      return joignables.length === 0 || !aide.lien || !aide.verifieLe;
    });
    expect(fautes.map(({ slug }) => slug)).toEqual([]);
  });

  it('the filter « accueille les personnes handicapées » gives what says so, from a dated source', () => {
    for (const structure of portail.structures) {
      const { handicap } = facettesOfStructure(structure, portail);
      expect(handicap === true, structure.slug).toBe(structure.handicap?.accueil === true);
      if (handicap) {
        expect(
          structure.sources.some(({ date }) => date),
          structure.slug,
        ).toBe(true);
        const { pratique } = describeStructure(structure, portail);
        expect(pratique.find(({ terme }) => terme === 'Handicap')?.lignes[0]?.texte).toMatch(
          /déclare accueillir/,
        );
      }
      if (structure.handicap?.charte) expect(structure.handicap.charte.date, structure.slug).toBeTruthy();
    }
  });

  it('who says that it is for seniors or carers is found under their theme, in the list as in the filters', () => {
    const liste = new Set(listByTheme('seniors-et-aidants', portail));
    for (const structure of portail.structures) {
      const isFound = Boolean(facettesOfStructure(structure, portail).themes?.includes('seniors-et-aidants'));
      expect(liste.has(structure), structure.slug).toBe(isFound);
      if (structure.publics.profils.some((profil) => profil === 'seniors' || profil === 'aidants'))
        expect(isFound, structure.slug).toBe(true);
    }
  });

  it('a project is never open: no date, no answer but « en projet »', () => {
    for (const structure of portail.structures.filter(({ statut }) => statut === 'en-projet')) {
      expect(situationOf(structure, portail).etat, structure.slug).toBe('en-projet');
      expect(occurrencesOf(structure, portail), structure.slug).toEqual([]);
      expect(facettesOfStructure(structure, portail), structure.slug).toMatchObject({ ferme: true });
    }
  });

  it('the page of a place gathers every permanence that is held there', () => {
    for (const lieu of portail.lieux.values()) {
      const { services } = describeLieu(lieu, portail);
      const ici = portail.structures.flatMap((structure) =>
        structure.permanences
          .filter((permanence) => (permanence.lieu ?? structure.lieu) === lieu.slug)
          .map(({ id }) => `${structure.slug}/${id}`),
      );
      const dites = services.flatMap(({ structure, permanences }) =>
        permanences.map(({ id }) => `${structure.slug}/${id}`),
      );
      expect(dites.sort(), lieu.slug).toEqual(ici.sort());
    }
  });
});

describe('what a relais, a meeting place for parents and children, a house for parents are for', () => {
  const TYPES = ['rpe', 'laep', 'evs', 'centre-social'] as const;
  const SIGLE = /\b[A-ZÉ]{3,}\b/;

  it.each(TYPES)('is said in one short sentence without acronym: %s', (type) => {
    const { definition } = getType(type);
    expect(definition.length).toBeLessThan(160);
    expect(definition).not.toMatch(SIGLE);
  });

  it.each(TERRITOIRES)(
    'is said on each page of %s, with its price or that it is unknown, and when to come',
    (nom) => {
      const { portail } = lireTerritoire(nom);
      const structures = portail.structures.filter(({ type }) => (TYPES as readonly string[]).includes(type));
      for (const structure of structures) {
        expect(structure.role.split(/\s+/).length, structure.slug).toBeLessThanOrEqual(30);
        expect(structure.role, structure.slug).not.toMatch(SIGLE);
        const { pratique, situation } = describeStructure(structure, portail);
        const tarif = pratique.find(({ terme }) => terme === 'Tarif');
        expect(tarif?.lignes[0]?.texte ?? tarif?.manque, structure.slug).toBeTruthy();
        if (
          isOuverte(structure) &&
          structure.permanences.some(({ rythme }) => rythme.type === 'hebdomadaire')
        )
          expect(situation.etat, structure.slug).toBe('dates');
      }
    },
  );
});
