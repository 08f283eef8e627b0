import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ItemDeCarte,
  type PassagesParFiche,
  countItems,
  createContexte,
  describeItem,
  groupByDistance,
  groupByPlace,
  listItems,
  nameRepere,
  parseQuand,
  periodeOf,
  placeEtiquettes,
} from '../../../src/domain/recherche/carte';
import {
  type Catalogue,
  type FicheDeCatalogue,
  type PassageDeCatalogue,
  formatPassage,
  formatPassageCourt,
  sayWhen,
} from '../../../src/domain/recherche/catalogue';
import type { Filtre } from '../../../src/domain/recherche/filtre';
import { matches } from '../../../src/domain/recherche/filtre';
import { distanceKm } from '../../../src/domain/territoire/distance';

/** Five kilometres apart, from south to north. */
const communes = ['Castelnoir', 'Lostalgues', 'Sauvecombe'].map((nom, rang) => ({
  code: `9900${rang + 1}`,
  slug: nom.toLowerCase(),
  nom,
  centre: { lat: 44.2 + rang * 0.05, lon: 2.6 },
}));
const lieux = [
  { slug: 'mairie', nom: 'Mairie de Castelnoir', commune: '99001', lat: 44.201, lon: 2.601 },
  { slug: 'poste', nom: 'La Poste', commune: '99002', lat: 44.251, lon: 2.601 },
  { slug: 'salle', nom: 'Salle des fêtes', commune: '99003', lat: 44.3, lon: 2.6, approche: true as const },
];
const fiche = (slug: string, autres: Partial<FicheDeCatalogue> = {}): FicheDeCatalogue => ({
  genre: 'structure',
  slug,
  nom: `Le ${slug}`,
  role: 'Pour les familles.',
  couleur: 'tous',
  libelle: 'Association',
  pictogramme: 'users',
  ou: 'Castelnoir',
  lieux: [],
  ...autres,
});
const catalogueOf = (fiches: FicheDeCatalogue[]): Catalogue => ({
  produitLe: '2026-12-01',
  communes,
  lieux,
  fiches,
});
const passage = (date: string, autres: Partial<PassageDeCatalogue> = {}): PassageDeCatalogue => ({
  debut: `${date}T09:00:00+01:00`,
  fin: `${date}T12:00:00+01:00`,
  heures: '9 h – 12 h',
  ...autres,
});
const MARDI = Date.parse('2026-12-01T08:00:00+01:00');
const TOUT: Filtre = { criteres: [] };
const slugsOf = (items: readonly ItemDeCarte[]) => items.map((item) => item.fiche.slug);

const list = (
  fiches: FicheDeCatalogue[],
  passages: PassagesParFiche,
  quand = 'toujours',
  filtre: Partial<Filtre> = {},
  maintenant = MARDI,
) => listItems(catalogueOf(fiches), passages, { filtre: { ...TOUT, ...filtre }, quand }, maintenant);

const bus = fiche('bus', { lieux: ['mairie', 'poste', 'salle'], communes: ['99001', '99002', '99003'] });

describe('the days that the map shows', () => {
  it.each([
    [undefined, 'toujours'],
    ['', 'toujours'],
    ['aujourdhui', 'aujourdhui'],
    ['semaine', 'semaine'],
    ['2026-12-05', '2026-12-05'],
    ['2026-02-30', 'toujours'],
    ['toString', 'toujours'],
  ])('are read from an address: %s is %s', (texte, quand) => {
    expect(parseQuand(texte)).toBe(quand);
  });

  it('are those of Paris, seven for a week', () => {
    const soir = Date.parse('2026-12-01T23:30:00Z');
    expect(periodeOf('aujourdhui', soir)).toEqual({ du: '2026-12-02', au: '2026-12-02' });
    expect(periodeOf('semaine', soir)).toEqual({ du: '2026-12-02', au: '2026-12-08' });
    expect(periodeOf('2026-12-24', soir)).toEqual({ du: '2026-12-24', au: '2026-12-24' });
    expect(periodeOf('toujours', soir)).toBeUndefined();
  });
});

describe('the items of the map', () => {
  it('are only what takes place in the chosen days', () => {
    const passages = {
      mardi: [passage('2026-12-01', { lieu: 'mairie' })],
      lundi: [passage('2026-12-07', { lieu: 'mairie' })],
      apres: [passage('2026-12-08', { lieu: 'mairie' })],
    };
    const fiches = ['mardi', 'lundi', 'apres', 'jamais'].map((slug) => fiche(slug, { lieux: ['mairie'] }));
    expect(slugsOf(list(fiches, passages, 'aujourdhui').items)).toEqual(['mardi']);
    expect(slugsOf(list(fiches, passages, 'semaine').items)).toEqual(['mardi', 'lundi']);
    expect(slugsOf(list(fiches, passages, '2026-12-08').items)).toEqual(['apres']);
    expect(slugsOf(list(fiches, passages).items)).toEqual(['mardi', 'lundi', 'apres', 'jamais']);
  });

  it('drop what is over when one reads, and keep a night that is not', () => {
    const nuit = {
      creche: [
        passage('2026-11-30', {
          lieu: 'mairie',
          debut: '2026-11-30T21:00:00+01:00',
          fin: '2026-12-01T06:00:00+01:00',
        }),
      ],
    };
    const creche = [fiche('creche', { lieux: ['mairie'] })];
    const a5h = Date.parse('2026-12-01T05:00:00+01:00');
    expect(slugsOf(list(creche, nuit, 'aujourdhui', {}, a5h).items)).toEqual(['creche']);
    expect(list(creche, nuit, 'aujourdhui', {}, MARDI).items).toEqual([]);
    expect(list(creche, nuit, 'toujours', {}, MARDI).items[0]).not.toHaveProperty('prochain');
  });

  it('are drawn at the stops of the chosen days in order of time, else in the order of the tour', () => {
    const passages = {
      bus: [passage('2026-12-02', { lieu: 'salle' }), passage('2026-12-03', { lieu: 'mairie' })],
    };
    const etapes = (quand: string) => list([bus], passages, quand).items[0]!.etapes.map(({ lieu }) => lieu);
    expect(etapes('semaine')).toEqual(['Salle des fêtes', 'Mairie de Castelnoir']);
    expect(etapes('toujours')).toEqual(['Mairie de Castelnoir', 'La Poste', 'Salle des fêtes']);
  });

  it('follow a date that was moved to another place', () => {
    const passages = { relais: [passage('2026-12-02', { lieu: 'poste' })] };
    const relais = fiche('relais', { lieux: ['mairie'], communes: ['99001'] });
    const [item] = list([relais], passages, 'semaine').items;
    expect(item!.etapes.map(({ lieu }) => lieu)).toEqual(['La Poste']);
  });

  it('are nowhere on the days when they are out of the territory', () => {
    const mdph = fiche('mdph', { lieux: ['mairie'], communes: ['99001'] });
    const passages = { mdph: [passage('2026-12-01'), passage('2026-12-04', { lieu: 'mairie' })] };
    expect(list([mdph], passages, 'aujourdhui')).toEqual({ items: [], horsCarte: 1 });
    expect(list([mdph], passages, 'toujours').items[0]!.prochain).toEqual(passages.mdph[1]);
  });

  it('without a place stand at the centre of their commune, which is said to be approximate', () => {
    const [item] = list([fiche('mam', { communes: ['99002'] })], {}).items;
    expect(item!.etapes).toMatchObject([{ lat: 44.25, lon: 2.6, approche: true }]);
    expect(describeItem(item!, MARDI).ou).toBe('Lostalgues, lieu exact inconnu');
    const [salle] = list([fiche('club', { lieux: ['salle'] })], {}).items;
    expect(describeItem(salle!, MARDI).ou).toBe('Salle des fêtes, Sauvecombe (position approximative)');
  });

  it('whose commune is unknown are counted, and nowhere', () => {
    const { items, horsCarte } = list([fiche('ailleurs'), fiche('mam', { communes: ['99002'] })], {});
    expect(slugsOf(items)).toEqual(['mam']);
    expect(horsCarte).toBe(1);
    // Only what the filter keeps is missing from the map.
    expect(list([fiche('ailleurs')], {}, 'aujourdhui').horsCarte).toBe(0);
    expect(list([fiche('ailleurs')], {}, 'toujours', { type: 'rpe' }).horsCarte).toBe(0);
  });

  it('come by next time then distance, and what is unknown last', () => {
    const fiches = ['sansdate', 'loin', 'pres', 'demain'].map((slug) =>
      fiche(slug, { lieux: [slug === 'loin' ? 'salle' : 'mairie'] }),
    );
    const passages = {
      loin: [passage('2026-12-01', { lieu: 'salle' })],
      pres: [passage('2026-12-01', { lieu: 'mairie' })],
      demain: [passage('2026-12-02', { lieu: 'mairie' })],
    };
    const { items } = list(fiches, passages, 'toujours', { commune: 'castelnoir' });
    expect(slugsOf(items)).toEqual(['pres', 'loin', 'demain', 'sansdate']);
    expect(describeItem(items[1]!, MARDI).distance).toBe('à\u00A011\u00A0km');
  });

  it('come by distance near a position, and only then', () => {
    const fiches = ['demain', 'loin'].map((slug) =>
      fiche(slug, { lieux: [slug === 'loin' ? 'salle' : 'mairie'] }),
    );
    const passages = {
      loin: [passage('2026-12-01', { lieu: 'salle' })],
      demain: [passage('2026-12-02', { lieu: 'mairie' })],
    };
    const position = { lat: 44.2, lon: 2.6 };
    const demande = { filtre: TOUT, quand: 'toujours' };
    const catalogue = catalogueOf(fiches);
    expect(slugsOf(listItems(catalogue, passages, demande, MARDI).items)).toEqual(['loin', 'demain']);
    expect(slugsOf(listItems(catalogue, passages, { ...demande, position }, MARDI).items)).toEqual([
      'demain',
      'loin',
    ]);
  });

  it('obey the filters, except the words and the kind, that the map does not have', () => {
    const fiches = [
      fiche('rpe', { types: ['rpe'], communes: ['99001'] }),
      fiche('mam', { types: ['mam'], communes: ['99001'] }),
    ];
    expect(slugsOf(list(fiches, {}, 'toujours', { type: 'mam' }).items)).toEqual(['mam']);
    expect(slugsOf(list(fiches, {}, 'toujours', { q: 'x', genre: 'guide' }).items)).toEqual(['rpe', 'mam']);
  });

  it('are open now when one of their dates is going on', () => {
    const passages = { mam: [passage('2026-12-01', { lieu: 'mairie' })] };
    const mam = [fiche('mam', { lieux: ['mairie'] })];
    const a10h = Date.parse('2026-12-01T10:00:00+01:00');
    expect(list(mam, passages, 'toujours', { ouvert: true }, MARDI).items).toEqual([]);
    expect(slugsOf(list(mam, passages, 'toujours', { ouvert: true }, a10h).items)).toEqual(['mam']);
  });
});

describe('the points of the map', () => {
  it('gather what is at one place, and are named by it', () => {
    const fiches = ['rpe', 'laep'].map((slug) => fiche(slug, { lieux: ['mairie'] }));
    const { items } = list([...fiches, fiche('mam', { lieux: ['poste'] })], {});
    expect(groupByPlace(items).map(nameRepere)).toEqual([
      'Mairie de Castelnoir\u00A0: 2 services',
      'La Poste, Lostalgues\u00A0: Le mam',
    ]);
    expect(countItems(items)).toBe('3 services, sur 2 points de la carte');
    expect(countItems([])).toBe('Aucun service');
  });

  it('are gathered when they would overlap, each in one group only', () => {
    const pixel = fc.record({ x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 500 }) });
    fc.assert(
      fc.property(fc.array(pixel, { maxLength: 60 }), (points) => {
        const groupes = groupByDistance(points, (point) => point, 40);
        expect(groupes.flat()).toHaveLength(points.length);
        expect(new Set(groupes.flat())).toEqual(new Set(points));
        const premiers = groupes.map(([premier]) => premier!);
        for (const [rang, a] of premiers.entries())
          for (const b of premiers.slice(rang + 1))
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(40);
        for (const [premier, ...autres] of groupes)
          for (const autre of autres)
            expect(Math.hypot(premier!.x - autre.x, premier!.y - autre.y)).toBeLessThan(40);
      }),
    );
  });

  it('have texts that cover neither a point nor another text', () => {
    const nombre = fc.integer({ min: 0, max: 300 });
    const etiquette = fc.record({
      positions: fc.array(fc.record({ x: nombre, y: nombre }), { minLength: 1, maxLength: 3 }),
      largeur: fc.integer({ min: 20, max: 120 }),
      hauteur: fc.constant(20),
    });
    const obstacle = fc.record({ x: nombre, y: nombre, largeur: fc.constant(40), hauteur: fc.constant(40) });
    const touche = (a: { x: number; y: number; largeur: number; hauteur: number }, b: typeof a) =>
      Math.abs(a.x - b.x) < (a.largeur + b.largeur) / 2 && Math.abs(a.y - b.y) < (a.hauteur + b.hauteur) / 2;
    fc.assert(
      fc.property(
        fc.array(etiquette, { maxLength: 12 }),
        fc.array(obstacle, { maxLength: 4 }),
        (textes, points) => {
          const places = placeEtiquettes(textes, points);
          const boites = places.flatMap((place, rang) => (place ? [{ ...textes[rang]!, ...place }] : []));
          boites.forEach((boite, rang) => {
            for (const autre of [...points, ...boites.slice(0, rang)])
              expect(touche(boite, autre)).toBe(false);
          });
          // The first text gives way to the points only.
          const [premier] = textes;
          if (premier && points.length === 0) expect(places[0]).toEqual(premier.positions[0]);
        },
      ),
    );
  });
});

describe('what an item says', () => {
  it('is the next date, with the word of the day', () => {
    const demain = passage('2026-12-02');
    expect(formatPassage(demain)).toBe('mercredi\u00A02\u00A0décembre, 9 h –\u2060 12 h');
    expect(formatPassage({ ...demain, aConfirmer: true })).toContain('(à confirmer)');
    expect(formatPassageCourt(demain)).toBe('mer.\u00A02\u00A0déc.\n9 h – 12 h');
    expect(sayWhen(demain, MARDI)).toBe('Demain');
    expect(sayWhen(demain, Date.parse('2026-12-02T10:00:00+01:00'))).toBe('En ce moment');
    expect(sayWhen({ ...demain, journee: true }, Date.parse('2026-12-02T10:00:00+01:00'))).toBe(
      'Aujourd’hui',
    );
    expect(sayWhen(passage('2026-12-05'), MARDI)).toBe('');
  });

  it('is the stops of a tour, each with its own date', () => {
    const [item] = list([bus], { bus: [passage('2026-12-02', { lieu: 'poste' })] }).items;
    const { arrets, ou } = describeItem(item!, MARDI);
    expect(ou).toBe('La Poste, Lostalgues');
    expect(arrets.map(({ quand }) => quand)).toEqual([
      'date non connue',
      'mercredi\u00A02\u00A0décembre, 9 h –\u2060 12 h',
      'date non connue',
    ]);
  });

  it('is a message when no date is known', () => {
    const [connue, tue] = list(
      [
        fiche('mdph', { communes: ['99001'], message: 'Sur rendez-vous' }),
        fiche('caf', { communes: ['99001'] }),
      ],
      {},
    ).items;
    expect(describeItem(connue!, MARDI)).toMatchObject({ quand: 'Sur rendez-vous', jour: '', arrets: [] });
    expect(describeItem(tue!, MARDI).quand).toBe('Dates à voir sur sa page');
  });
});

const jours = fc.integer({ min: 0, max: 30 }).map((rang) => `2026-12-${String(rang + 1).padStart(2, '0')}`);
const passages = fc
  .array(
    fc.record({
      date: jours,
      heure: fc.integer({ min: 0, max: 21 }),
      lieu: fc.constantFrom('mairie', 'poste', 'salle', undefined),
    }),
    { maxLength: 6 },
  )
  .map((tires) =>
    tires
      .map(({ date, heure, lieu }) => ({
        debut: `${date}T${String(heure).padStart(2, '0')}:00:00+01:00`,
        fin: `${date}T${String(heure + 2).padStart(2, '0')}:00:00+01:00`,
        ...(lieu ? { lieu } : {}),
      }))
      .sort((a, b) => a.debut.localeCompare(b.debut)),
  );
const fiches = fc.array(
  fc.record({
    lieux: fc.subarray(['mairie', 'poste', 'salle']),
    communes: fc.subarray(['99001', '99002', '99003']),
    gratuit: fc.boolean(),
    passages,
  }),
  { maxLength: 8 },
);
const demandes = fc.record({
  quand: fc.oneof(fc.constantFrom('toujours', 'aujourdhui', 'semaine'), jours),
  gratuit: fc.boolean(),
  commune: fc.constantFrom(undefined, 'castelnoir', 'sauvecombe'),
  rayon: fc.constantFrom(undefined, 0, 5, 10),
  maintenant: fc
    .tuple(jours, fc.integer({ min: 0, max: 23 }))
    .map(([date, heure]) => Date.parse(`${date}T00:00:00+01:00`) + heure * 3_600_000),
});

describe('whatever is looked for', () => {
  const run = (
    tirees: typeof fiches extends fc.Arbitrary<infer T> ? T : never,
    demande: typeof demandes extends fc.Arbitrary<infer T> ? T : never,
  ) => {
    const toutes = tirees.map(({ lieux: siens, communes: codes, gratuit }, rang) =>
      fiche(`f${rang}`, { lieux: siens, communes: codes, ...(gratuit ? { gratuit: true as const } : {}) }),
    );
    const parFiche = Object.fromEntries(tirees.map((tiree, rang) => [`f${rang}`, tiree.passages]));
    const filtre: Filtre = {
      criteres: demande.gratuit ? ['gratuit'] : [],
      ...(demande.commune ? { commune: demande.commune } : {}),
      ...(demande.rayon === undefined ? {} : { rayon: demande.rayon }),
    };
    const catalogue = catalogueOf(toutes);
    const vue = listItems(catalogue, parFiche, { filtre, quand: demande.quand }, demande.maintenant);
    return { ...vue, toutes, parFiche, filtre, catalogue };
  };

  it('the points hold the items of the list, all of them and nothing else', () => {
    fc.assert(
      fc.property(fiches, demandes, (tirees, demande) => {
        const { items } = run(tirees, demande);
        const places = groupByPlace(items).flatMap(({ services }) => services.map(({ item }) => item));
        expect(new Set(places)).toEqual(new Set(items));
        expect(places).toHaveLength(items.reduce((somme, { etapes }) => somme + etapes.length, 0));
        for (const { etapes } of items) expect(etapes.length).toBeGreaterThan(0);
      }),
    );
  });

  it('nothing is past, nothing is outside the chosen days, and the order is that of the next times', () => {
    fc.assert(
      fc.property(fiches, demandes, (tirees, demande) => {
        const { items } = run(tirees, demande);
        const periode = periodeOf(demande.quand, demande.maintenant);
        for (const { etapes, prochain } of items) {
          const montres = etapes.flatMap((etape) => etape.passages);
          for (const { debut, fin } of [...montres, ...(prochain ? [prochain] : [])]) {
            expect(Date.parse(fin)).toBeGreaterThan(demande.maintenant);
            if (!periode) continue;
            expect(debut.slice(0, 10) <= periode.au).toBe(true);
            expect(fin.slice(0, 10) >= periode.du).toBe(true);
          }
          if (periode) expect(prochain).toBeDefined();
        }
        const heures = items.map(({ prochain }) =>
          prochain ? Math.max(Date.parse(prochain.debut), demande.maintenant) : Infinity,
        );
        expect(heures).toEqual([...heures].sort((a, b) => (a === b ? 0 : a - b)));
        items.slice(1).forEach((item, rang) => {
          if (heures[rang] === heures[rang + 1] && item.km !== undefined)
            expect(item.km).toBeGreaterThanOrEqual(items[rang]!.km!);
        });
      }),
    );
  });

  it('every item passes the filter, and what passes it and has a date is an item or has no commune', () => {
    fc.assert(
      fc.property(fiches, demandes, (tirees, demande) => {
        const { items, horsCarte, toutes, parFiche, filtre, catalogue } = run(tirees, demande);
        const contexte = createContexte(catalogue, parFiche, demande.maintenant);
        const attendues = toutes.filter((each) => matches(each, filtre, contexte));
        for (const { fiche: retenue } of items) expect(attendues).toContain(retenue);
        if (demande.quand === 'toujours') expect(items.length + horsCarte).toBe(attendues.length);
      }),
    );
  });

  it('the distance is that of the nearest stop', () => {
    fc.assert(
      fc.property(fiches, demandes, (tirees, demande) => {
        const { items, filtre } = run(tirees, demande);
        const depuis = communes.find(({ slug }) => slug === filtre.commune)?.centre;
        for (const { km, etapes } of items)
          expect(km).toBe(depuis && Math.min(...etapes.map((etape) => distanceKm(depuis, etape))));
      }),
    );
  });
});
