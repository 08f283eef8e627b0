import { describe, expect, it } from 'vitest';
import { formatErreur } from '../../src/domain/contenu/erreur';
import { describeAccueil } from '../../src/domain/portail/accueil';
import { listComingDates } from '../../src/domain/portail/agenda';
import { describeCommune } from '../../src/domain/portail/commune';
import { describeStructure } from '../../src/domain/portail/fiche';
import { POUSSETTES, avecPoussette, departOf } from '../../src/domain/portail/balade';
import { describeLieu } from '../../src/domain/portail/lieu';
import { isTournee, occurrencesOf } from '../../src/domain/portail/structure';
import { STATUTS } from '../../src/domain/structure/schema';
import { TYPE_SLUGS } from '../../src/domain/structure/type';
import {
  AUJOURDHUI,
  TERRITOIRES,
  TERRITOIRES_REELS,
  TERRITOIRE_FICTIF,
  lireTerritoire,
  listTextes,
} from '../fixtures/territoires';

const URL_OU_COURRIEL = /https?:\/\/[^\s"»)]+|[\w.+-]+@[\w.-]+\.\w+/g;
/** Ten digits, however they are grouped. */
const TELEPHONE = /(?<!\d)(?:\+33\s?|0)[1-9](?:[\s.\u00A0-]?\d\d){4}(?!\d)/g;
const toChiffres = (numero: string): string => numero.replace(/^\+33/, '0').replace(/\D/g, '');
/** The ranges that ARCEP keeps for fiction. */
const FICTION = /^(019900|026191|035301|046571|053649|063998)/;

describe.each(TERRITOIRES)('%s', (nom) => {
  const { contenu, erreurs, portail } = lireTerritoire(nom);

  it('has no error', () => {
    expect(erreurs.map(formatErreur)).toEqual([]);
  });

  it('says where everything comes from', () => {
    for (const collection of [
      'structures',
      'evenements',
      'balades',
      'actions',
      'indicateurs',
      'lieux',
    ] as const)
      for (const { fichier, donnees } of contenu[collection])
        expect(donnees.sources.length, fichier).toBeGreaterThan(0);
    expect(contenu.territoire[0]?.donnees.sources.length).toBeGreaterThan(0);
  });

  it('uses files only: no entry is lost on the way to the pages', () => {
    expect(portail.structures).toHaveLength(contenu.structures.length);
    expect(portail.lieux.size).toBe(contenu.lieux.length);
    expect(portail.communes).toHaveLength(contenu.communes.length);
  });

  it('gives every page what it shows', () => {
    expect(describeAccueil(portail).nombreDeStructures).toBeGreaterThan(0);
    for (const structure of portail.structures)
      expect(describeStructure(structure, portail).structure).toBe(structure);
    for (const lieu of portail.lieux.values())
      expect(describeLieu(lieu, portail).commune.codeInsee).toBe(lieu.commune);
    for (const commune of portail.communes) {
      const vue = describeCommune(commune, portail);
      expect(vue.voisines).toHaveLength(portail.communes.length - 1);
      if (vue.surPlace.length === 0) expect(vue.plusProche, commune.nom).toBeDefined();
    }
    expect(listComingDates(portail).length).toBeLessThanOrEqual(1000);
  });

  it('never announces the next date of a service that is not open', () => {
    for (const structure of portail.structures)
      if (structure.statut !== 'ouvert')
        expect(occurrencesOf(structure, portail), structure.slug).toEqual([]);
  });

  it('states the ages of no check in the future', () => {
    for (const { fichier, donnees } of contenu.structures)
      for (const date of [
        ...Object.values(donnees.verifications),
        ...donnees.permanences.map(({ verifieLe }) => verifieLe),
        ...donnees.sources.map(({ date: uneDate }) => uneDate),
      ])
        if (date !== undefined) expect(date <= AUJOURDHUI, `${fichier} ${date}`).toBe(true);
  });
});

describe.each(TERRITOIRES_REELS)('the facts of %s', (nom) => {
  const textes = listTextes(nom);

  it('hold no number kept for fiction', () => {
    const fictifs = textes.filter(({ texte }) =>
      [...texte.matchAll(TELEPHONE)].some(([numero]) => FICTION.test(toChiffres(numero))),
    );
    expect(fictifs).toEqual([]);
  });

  it('hold no fictitious address, but that of the portal itself until it has one', () => {
    const fictifs = textes.filter(({ champ, texte }) => /\.example\b/.test(texte) && champ !== 'urlDeBase');
    expect(fictifs).toEqual([]);
  });

  it('hold no mail address of a natural person', () => {
    // A first name and a name, or an initial: « centresocial.sommieres » is a service.
    const services = /^(centresocial|franceservices?|france|accueil|contact|mairie|ctg|relais|creche)$/;
    const courriels = textes.flatMap(({ texte }) => texte.match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? []);
    const personnels = courriels.filter((courriel) => {
      const mots = courriel.split('@')[0]!.toLowerCase().split(/[._-]/);
      return mots.length === 2 && mots.every((mot) => /^[a-zà-ÿ]+$/.test(mot)) && !services.test(mots[0]!);
    });
    // An address « person-service » would pass too: none exists today.
    expect(personnels.filter((courriel) => courriel.split('@')[0] !== 'franceservices-agglo')).toEqual([]);
  });

  it('say that they are not invented', () => {
    expect(lireTerritoire(nom).portail.territoire.fictif).toBe(false);
  });
});

describe('the real territories', () => {
  const nombreDeCommunes = (nom: (typeof TERRITOIRES_REELS)[number]): number =>
    lireTerritoire(nom).portail.communes.length;

  it('hold their 110 communes, none of them twice', () => {
    const codes = TERRITOIRES_REELS.flatMap((nom) =>
      lireTerritoire(nom).portail.communes.map(({ codeInsee }) => codeInsee),
    );
    expect(codes).toHaveLength(110);
    expect(new Set(codes).size).toBe(110);
    expect(nombreDeCommunes('monts-rance-rougier')).toBe(23);
  });

  it('Monts, Rance et Rougier has its fifteen action sheets', () => {
    const { actions } = lireTerritoire('monts-rance-rougier').portail;
    expect(actions).toHaveLength(15);
    expect(new Set(actions.map(({ code }) => code)).size).toBe(15);
  });

  it('Monts, Rance et Rougier has nine half-days of France services, in three places', () => {
    const { portail } = lireTerritoire('monts-rance-rougier');
    const permanences = portail.structures
      .filter(({ type }) => type === 'france-services')
      .flatMap((structure) => structure.permanences);
    const demiJournees = permanences.flatMap(({ lieu, rythme, creneaux }) =>
      rythme.type === 'hebdomadaire'
        ? rythme.jours.flatMap((jour) =>
            creneaux.map((creneau) => {
              const matin = 'debut' in creneau && creneau.debut < '12:00';
              return `${lieu ?? ''} ${jour} ${matin ? 'matin' : 'après-midi'}`;
            }),
          )
        : [],
    );
    expect(demiJournees.sort()).toEqual([
      'la-poste-de-camares jeudi après-midi',
      'la-poste-de-camares mardi matin',
      'la-poste-de-camares vendredi matin',
      'mairie-de-belmont-sur-rance lundi après-midi',
      'mairie-de-belmont-sur-rance mardi après-midi',
      'mairie-de-belmont-sur-rance mercredi matin',
      'mairie-de-saint-sernin-sur-rance jeudi matin',
      'mairie-de-saint-sernin-sur-rance lundi matin',
      'mairie-de-saint-sernin-sur-rance mercredi après-midi',
    ]);
  });

  it('say « to be confirmed » of hours that nobody verified for a year', () => {
    for (const nom of TERRITOIRES_REELS) {
      const { portail } = lireTerritoire(nom);
      for (const structure of portail.structures)
        if (structure.verifications.horaires === undefined)
          for (const { statut, permanence } of occurrencesOf(structure, portail)) {
            const verifieLe = structure.permanences.find(({ id }) => id === permanence)?.verifieLe;
            if (verifieLe === undefined) expect(statut, structure.slug).not.toBe('confirmee');
          }
    }
  });
});

describe('val-d-exemple, the demonstration and test bed', () => {
  const { portail, portailPro } = lireTerritoire(TERRITOIRE_FICTIF);
  const permanences = portail.structures.flatMap((structure) => structure.permanences);
  const textes = listTextes(TERRITOIRE_FICTIF);

  it('says that it is fictitious', () => {
    expect(portail.territoire.fictif).toBe(true);
  });

  it('is twelve communes, forty structures or more and twenty-five events or more', () => {
    expect(portail.communes).toHaveLength(12);
    expect(portail.structures.length).toBeGreaterThanOrEqual(40);
    expect(lireTerritoire(TERRITOIRE_FICTIF).contenu.evenements.length).toBeGreaterThanOrEqual(25);
  });

  it('has a structure of every type and of every status', () => {
    const types = new Set(portail.structures.flatMap(({ type, autresTypes }) => [type, ...autresTypes]));
    expect(TYPE_SLUGS.filter((type) => !types.has(type))).toEqual([]);
    const statuts = new Set(portail.structures.map(({ statut }) => statut));
    expect(Object.keys(STATUTS).filter((statut) => !statuts.has(statut as never))).toEqual([]);
  });

  it('has every type of rhythm', () => {
    expect([...new Set(permanences.map(({ rythme }) => rythme.type))].sort()).toEqual([
      'avant-vacances',
      'date-communiquee',
      'dates',
      'hebdomadaire',
      'jour-du-mois',
      'mensuel',
      'semaine-du-mois',
      'sur-rendez-vous',
    ]);
    const hebdomadaires = permanences.flatMap(({ rythme }) =>
      rythme.type === 'hebdomadaire' ? [rythme] : [],
    );
    expect(hebdomadaires.some(({ semaines }) => semaines === 'paires')).toBe(true);
    expect(hebdomadaires.some(({ semaines }) => semaines === 'impaires')).toBe(true);
    expect(hebdomadaires.some(({ intervalle }) => intervalle !== undefined)).toBe(true);
  });

  it('has every filter and every exception', () => {
    const filtres = permanences.map(({ filtre }) => filtre);
    const valeurs = {
      vacances: filtres.some(({ vacances }) => vacances?.regle === 'exclues'),
      pendantLesVacances: filtres.some(({ vacances }) => vacances?.regle === 'seulement'),
      semaines: filtres.some(({ vacances }) => vacances?.semaines),
      periodes: filtres.some(({ vacances }) => vacances?.periodes),
      zone: filtres.some(({ vacances }) => vacances?.zone),
      feriesInclus: filtres.some(({ joursFeries }) => joursFeries === 'inclus'),
      feriesSeulement: filtres.some(({ joursFeries }) => joursFeries === 'seulement'),
      mois: filtres.some(({ mois }) => mois),
      moisExclus: filtres.some(({ moisExclus }) => moisExclus),
      saison: filtres.some(({ saison }) => saison),
      saisonExclue: filtres.some(({ saisonExclue }) => saisonExclue),
      validite: filtres.some(({ validite }) => validite),
    };
    expect(Object.entries(valeurs).filter(([, present]) => !present)).toEqual([]);
    expect(
      [...new Set(permanences.flatMap(({ exceptions }) => exceptions.map(({ type }) => type)))].sort(),
    ).toEqual(['ajout', 'annulation', 'report']);
    expect(portail.structures.some(({ fermetures }) => fermetures.length > 0)).toBe(true);
  });

  it('has slots without end, past midnight and without hours', () => {
    const creneaux = permanences.flatMap((permanence) => permanence.creneaux);
    expect(creneaux.some((creneau) => 'moment' in creneau)).toBe(true);
    expect(creneaux.some((creneau) => 'debut' in creneau && creneau.fin === undefined)).toBe(true);
    expect(creneaux.some((c) => 'debut' in c && c.fin !== undefined && c.fin <= c.debut)).toBe(true);
    expect(permanences.some((permanence) => permanence.creneaux.length === 0)).toBe(true);
  });

  it('has a walk for each answer about a pushchair, and starts of every precision', () => {
    const { balades } = portail;
    expect(balades.length).toBeGreaterThanOrEqual(4);
    expect([...new Set(balades.map(avecPoussette))].sort()).toEqual(Object.keys(POUSSETTES).sort());
    expect(
      [
        ...new Set(balades.map((balade) => departOf(balade, portail).position?.precision ?? 'inconnue')),
      ].sort(),
    ).toEqual(['adresse', 'centre-commune', 'inconnue']);
    expect(balades.some(({ precautions }) => precautions.length > 0)).toBe(true);
    expect(balades.some(({ documents }) => documents.length > 0)).toBe(true);
  });

  it('has three tours or more', () => {
    const tournees = portail.structures.filter((structure) => isTournee(structure, portail));
    expect(tournees.length).toBeGreaterThanOrEqual(3);
  });

  it('has a host that opens its place to five services or more', () => {
    const visites = [...portail.lieux.values()].map((lieu) => {
      const { services } = describeLieu(lieu, portail);
      return lieu.structureHote === undefined
        ? 0
        : services.filter(
            ({ structure, permanences: ici }) => structure.slug !== lieu.structureHote && ici.length > 0,
          ).length;
    });
    expect(Math.max(...visites)).toBeGreaterThanOrEqual(5);
  });

  it('has a contact that only professionals see, to check that it never leaves', () => {
    expect(
      portailPro.structures.some(({ contacts }) =>
        contacts.some(({ visibilite }) => visibilite === 'professionnels'),
      ),
    ).toBe(true);
  });

  it('has what only professionals read: how to orient a family, quarterly meetings of ninety minutes at 8:30', () => {
    const reserves = portailPro.evenements.filter(({ visibilite }) => visibilite === 'professionnels');
    const trimestrielle = reserves.find(({ seances }) => seances.length >= 4);
    expect(trimestrielle?.seances.map(({ debut, fin }) => `${debut}-${fin}`)).toEqual(
      Array(4).fill('08:30-10:00'),
    );
    expect(portailPro.structures.filter(({ orientation }) => orientation).length).toBeGreaterThan(4);
    expect(portail.structures.filter(({ orientation }) => orientation)).toEqual([]);
    expect(portail.evenements.some((each) => reserves.some(({ slug }) => slug === each.slug))).toBe(false);
  });

  it('uses only numbers kept for fiction', () => {
    const numeros = textes.flatMap(({ texte }) => texte.match(TELEPHONE) ?? []);
    expect(numeros.length).toBeGreaterThan(40);
    expect(numeros.filter((numero) => !toChiffres(numero).startsWith('053649'))).toEqual([]);
  });

  it('uses only addresses in .example', () => {
    const adresses = textes.flatMap(({ texte }) => texte.match(URL_OU_COURRIEL) ?? []);
    expect(adresses.length).toBeGreaterThan(40);
    expect(adresses.filter((adresse) => !/\.example(\/|$)/.test(adresse))).toEqual([]);
  });
});
