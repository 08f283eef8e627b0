import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePermanencesJson } from '../../../src/domain/export/permanences-json';
import { listByTheme } from '../../../src/domain/portail/annuaire';
import {
  LOIN_KM,
  describeCouverture,
  listSujets,
  sumPopulation,
} from '../../../src/domain/portail/couverture';
import type { Commune } from '../../../src/domain/territoire/schema';
import { partAvecPassage } from '../../../src/domain/portail/page-de-couverture';
import { AUJOURDHUI, COMMUNES, creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, TERRITOIRES_REELS, lireTerritoire } from '../../fixtures/territoires';
import { FRANCE_SERVICES } from '../../fixtures/france-services';

/** Another way to the same distance: the angle between two unit vectors, without the haversine formula. */
function kmByVectors(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = (degres: number) => (degres * Math.PI) / 180;
  const [u, v] = [a, b].map(({ lat, lon }) => [
    Math.cos(rad(lat)) * Math.cos(rad(lon)),
    Math.cos(rad(lat)) * Math.sin(rad(lon)),
    Math.sin(rad(lat)),
  ]) as [number[], number[]];
  const croix = Math.hypot(
    u[1]! * v[2]! - u[2]! * v[1]!,
    u[2]! * v[0]! - u[0]! * v[2]!,
    u[0]! * v[1]! - u[1]! * v[0]!,
  );
  return 6371 * Math.atan2(croix, u[0]! * v[0]! + u[1]! * v[1]! + u[2]! * v[2]!);
}

const mardi = (id: string, champs: object = {}) => ({
  id,
  rythme: { type: 'hebdomadaire' as const, jours: ['mardi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});
const RPE = { genre: 'types', slug: 'rpe' } as const;

const LIEUX = ['mairie-castelnoir', 'mairie-lostalgues', 'salle-sauvecombe'] as const;
const service = fc
  .record({
    statut: fc.constantFrom('ouvert' as const, 'en-projet' as const, 'ferme-temporairement' as const),
    lieu: fc.option(fc.constantFrom(...LIEUX), { nil: undefined }),
    arret: fc.option(fc.constantFrom(...LIEUX), { nil: undefined }),
    zone: fc.option(fc.constantFrom('territoire' as const, ['99002']), { nil: undefined }),
  })
  .map(({ statut, lieu, arret, zone }) => ({
    statut,
    ...(lieu ? { lieu } : {}),
    ...(zone ? { zone } : {}),
    ...(arret && statut !== 'en-projet' ? { permanences: [mardi('p', { lieu: arret })] } : {}),
  }));
const services = fc.array(service, { maxLength: 6 });
const portailDe = (liste: readonly object[]) =>
  creerPortail({ structures: Object.fromEntries(liste.map((fiche, rang) => [`s${rang}`, fiche])) });
const kmsOf = (liste: readonly object[]) =>
  describeCouverture(RPE, portailDe(liste)).lignes.map(({ plusProche }) => plusProche?.km ?? Infinity);

describe('the nearest service', () => {
  it('is the nearest of all, whatever way the distance is computed', () => {
    fc.assert(
      fc.property(services, (liste) => {
        const { lignes, points } = describeCouverture(RPE, portailDe(liste));
        for (const { commune, plusProche } of lignes) {
          const kms = points.map(({ position }) => kmByVectors(commune.centre, position));
          if (kms.length === 0) expect(plusProche).toBeUndefined();
          else expect(plusProche?.km).toBeCloseTo(Math.min(...kms), 6);
        }
      }),
    );
  });

  it('is never further once a service is added', () => {
    fc.assert(
      fc.property(services, service, (liste, nouveau) => {
        const [avant, apres] = [kmsOf(liste), kmsOf([...liste, nouveau])];
        apres.forEach((km, rang) => expect(km).toBeLessThanOrEqual(avant[rang]!));
      }),
    );
  });

  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(services, (liste) => {
        expect(kmsOf(liste.toReversed())).toEqual(kmsOf(liste));
      }),
    );
  });
});

describe('the coverage of a type', () => {
  it('puts each commune on one side or the other, and sums up', () => {
    fc.assert(
      fc.property(services, (liste) => {
        const portail = portailDe(liste);
        const { servies, nonServies, services: ouverts, lignes } = describeCouverture(RPE, portail);
        expect(servies.length + nonServies.length).toBe(portail.communes.length);
        expect(new Set([...servies, ...nonServies]).size).toBe(portail.communes.length);
        expect(ouverts.every(({ statut }) => statut === 'ouvert')).toBe(true);
        for (const { surPlace, desservie } of lignes) expect(surPlace > 0 && desservie).toBe(false);
      }),
    );
  });

  it('never counts a project, nor a service that is closed', () => {
    const structures = {
      projet: { statut: 'en-projet' as const, lieu: 'mairie-castelnoir' },
      ferme: { statut: 'ferme-temporairement' as const, lieu: 'mairie-lostalgues' },
    };
    const couverture = describeCouverture(RPE, creerPortail({ structures }));
    expect(couverture.services).toEqual([]);
    expect(couverture.projets).toBe(1);
    expect(couverture.servies).toEqual([]);
    expect(couverture.lignes.every(({ plusProche }) => plusProche === undefined)).toBe(true);
    expect(couverture.loin).toEqual([]);
  });

  it('tells who is served from elsewhere from who is not', () => {
    const structures = { relais: { lieu: 'mairie-castelnoir', zone: ['99001', '99003'] } };
    const { lignes } = describeCouverture(RPE, creerPortail({ structures }));
    expect(lignes.map(({ surPlace, desservie }) => [surPlace, desservie])).toEqual([
      [1, false],
      [0, false],
      [0, true],
    ]);
  });

  it('leaves out the stop of a permanence that is over', () => {
    const permanences = [
      mardi('avant', { lieu: 'salle-sauvecombe', filtre: { validite: { au: '2026-11-30' } } }),
      mardi('encore', { lieu: 'mairie-lostalgues', filtre: { validite: { au: AUJOURDHUI } } }),
      mardi('passee', {
        lieu: 'mairie-castelnoir',
        rythme: { type: 'dates' as const, dates: ['2026-11-03'] },
      }),
    ];
    const { servies } = describeCouverture(RPE, creerPortail({ structures: { relais: { permanences } } }));
    expect(servies.map(({ nom }) => nom)).toEqual(['Lostalgues']);
  });

  it('puts on no map a bus whose stops nobody told', () => {
    const bus = { commune: '99001', zone: 'territoire' as const, permanences: [mardi('p')] };
    const { points, nonSitues } = describeCouverture(RPE, creerPortail({ structures: { bus } }));
    expect(points).toEqual([]);
    expect(nonSitues.map(({ slug }) => slug)).toEqual(['bus']);
  });

  it('puts a service that only names its commune at its centre', () => {
    const { points } = describeCouverture(RPE, creerPortail({ structures: { s: { commune: '99002' } } }));
    expect(points.map(({ position, isCentre }) => [position.lat, isCentre])).toEqual([[44.25, true]]);
  });

  it('counts the days of the week from the dates, and says how far they are known', () => {
    const structures = {
      relais: { permanences: [mardi('p', { lieu: 'mairie-lostalgues' })] },
      muet: { lieu: 'mairie-castelnoir' },
    };
    const { jours, horizon, avecPassage } = describeCouverture(RPE, creerPortail({ structures }));
    expect(jours.map(({ services: nombre }) => nombre)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(horizon).toEqual({ dernier: '2027-03-30', sansDate: 1 });
    expect(avecPassage.map(({ nom }) => nom)).toEqual(['Lostalgues']);
  });

  it('counts a child’s age where the service says it, and nowhere when it does not', () => {
    const structures = {
      petits: { lieu: 'mairie-castelnoir', publics: { ages: { deMois: 0, aMois: 35 } } },
      muet: { lieu: 'mairie-lostalgues' },
    };
    const { ages, sansAge } = describeCouverture(RPE, creerPortail({ structures }));
    expect(ages.slice(0, 4)).toEqual([
      { annee: 0, services: 1, communes: 1 },
      { annee: 1, services: 1, communes: 1 },
      { annee: 2, services: 1, communes: 1 },
      { annee: 3, services: 0, communes: 0 },
    ]);
    expect(sansAge).toBe(1);
  });

  it('calls 7:00 to 18:30 atypical, and not 7:30 to 18:30', () => {
    const of = (debut: string, fin: string) =>
      describeCouverture(
        RPE,
        creerPortail({ structures: { s: { permanences: [mardi('p', { creneaux: [{ debut, fin }] })] } } }),
      ).atypiques.length;
    expect(of('07:30', '18:30')).toBe(0);
    expect(of('07:00', '18:30')).toBe(1);
    expect(of('07:30', '19:00')).toBe(1);
  });
});

describe('a population', () => {
  const [premiere, deuxieme, troisieme] = COMMUNES as [Commune, Commune, Commune];
  const { communes } = creerPortail({
    communes: [
      { ...premiere, population: { habitants: 100, date: '2023' } },
      { ...deuxieme, population: { habitants: 20, date: '2021' } },
      troisieme,
    ],
  });

  it('says its dates and the communes that it does not know, which are not zero', () => {
    expect(sumPopulation(communes)).toEqual({ habitants: 120, dates: ['2021', '2023'], inconnues: 1 });
    expect(sumPopulation([])).toEqual({ habitants: 0, dates: [], inconnues: 0 });
  });
});

describe('the reference values of the territories', () => {
  const franceServices = (nom: (typeof TERRITOIRES)[number]) =>
    describeCouverture({ genre: 'types', slug: 'france-services' }, lireTerritoire(nom).portail);

  it.each(FRANCE_SERVICES)(
    'finds $loin communes of $communes further than 10 km from a France services in $territoire',
    ({ territoire, communes, loin, points }) => {
      const { lignes, loin: trouvees } = franceServices(territoire);
      expect(lignes.length).toBe(communes);
      expect(trouvees.length).toBe(loin);
      // The same count from the open data alone: its points, the centres, the other formula.
      const { portail } = lireTerritoire(territoire);
      const oracle = portail.communes.filter(
        ({ centre }) => Math.min(...points.map((point) => kmByVectors(centre, point))) > LOIN_KM,
      );
      expect(trouvees.map(({ nom }) => nom)).toEqual(oracle.map(({ nom }) => nom));
    },
  );

  it.each(TERRITOIRES)('says in which share of the communes of %s a parents’ service has a date', (nom) => {
    const { portail } = lireTerritoire(nom);
    const couverture = describeCouverture({ genre: 'themes', slug: 'parentalite' }, portail);
    // By the published occurrences, which know nothing of coverage.
    const parentalite = new Set(listByTheme('parentalite', portail).map(({ slug }) => slug));
    const { occurrences } = JSON.parse([...writePermanencesJson(portail)].join('')) as {
      occurrences: { structure: string; lieu: string | null; commune: string | null; statut: string }[];
    };
    const communes = new Set(
      occurrences
        .filter(({ structure, statut }) => parentalite.has(structure) && /confirme/.test(statut))
        .map(({ commune }) => commune)
        .filter((commune) => portail.communeByCode.has(commune!)),
    );
    expect(couverture.avecPassage.map(({ codeInsee }) => codeInsee).sort()).toEqual([...communes].sort());
    const part = (100 * communes.size) / portail.communes.length;
    expect(partAvecPassage(couverture)).toBe(Math.round(part));
  });

  it('says which share of the 44 communes of the Gard rhodanien a dated passage reaches: none is known', () => {
    const parts = (['gard-rhodanien', 'val-d-exemple'] as const).map((nom) =>
      describeCouverture({ genre: 'themes', slug: 'parentalite' }, lireTerritoire(nom).portail),
    );
    expect(parts.map(({ lignes, avecPassage }) => [lignes.length, avecPassage.length])).toEqual([
      [44, 0],
      [12, 11],
    ]);
  });

  it.each(TERRITOIRES)('knows every type that %s holds, and every theme', (nom) => {
    const { portail } = lireTerritoire(nom);
    const types = listSujets(portail).filter(({ genre }) => genre === 'types');
    const presents = new Set(portail.structures.flatMap(({ type, autresTypes }) => [type, ...autresTypes]));
    expect(new Set(types.map(({ slug }) => slug))).toEqual(presents);
  });

  it('is measured on the four real territories', () => {
    expect(FRANCE_SERVICES.map(({ territoire }) => territoire).sort()).toEqual([...TERRITOIRES_REELS].sort());
  });
});
