import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBalade, describeBalades, drawPlan } from '../../../src/domain/portail/balade';
import { listFacettes } from '../../../src/domain/portail/facettes';
import { listFiches } from '../../../src/domain/portail/recherche';
import { matches } from '../../../src/domain/recherche/filtre';
import { insecable } from '../../fixtures/insecable';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

type Ecrite = NonNullable<PortailEcrit['balades']>[string];

const vueDe = (balade: Ecrite, ecrit: PortailEcrit = {}) => {
  const portail = creerPortail({ ...ecrit, balades: { essai: balade } });
  return describeBalade(portail.balades[0]!, portail);
};
const faitsDe = (balade: Ecrite, ecrit: PortailEcrit = {}) =>
  Object.fromEntries(
    vueDe(balade, ecrit).pratique.map(({ terme, lignes, manque }) => [
      terme,
      lignes.map(({ texte }) => texte).join(' | ') || manque,
    ]),
  );

describe('the list of walks', () => {
  const groupesDe = (balades: Record<string, Ecrite>) =>
    describeBalades(creerPortail({ balades })).groupes.map(({ id, balades: siennes }) => [
      id,
      siennes.map(({ slug }) => slug),
    ]);

  it('puts first those that one can do with a pushchair, then the others, then the unknown, the shortest first', () => {
    expect(
      groupesDe({
        inconnue: {},
        non: { poussette: { possible: false } },
        longue: { poussette: { possible: true }, dureeMinutes: 90 },
        courte: { poussette: { possible: true }, dureeMinutes: 20 },
      }),
    ).toEqual([
      ['poussette', ['courte', 'longue']],
      ['sans-poussette', ['non']],
      ['poussette-non-renseignee', ['inconnue']],
    ]);
  });

  it('never shows an unknown as a yes, whatever the walks', () => {
    const poussette = fc.option(fc.record({ possible: fc.boolean() }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(poussette, { maxLength: 8 }), (reponses) => {
        const balades = Object.fromEntries(
          reponses.map((reponse, rang) => [`b${rang}`, { poussette: reponse }]),
        );
        const { groupes } = describeBalades(creerPortail({ balades }));
        const avec = groupes.find(({ id }) => id === 'poussette')?.balades ?? [];
        expect(avec.map(({ slug }) => slug).sort()).toEqual(
          reponses.flatMap((reponse, rang) => (reponse?.possible ? [`b${rang}`] : [])).sort(),
        );
        expect(groupes.flatMap((groupe) => groupe.balades)).toHaveLength(reponses.length);
      }),
      { numRuns: 50 },
    );
  });

  it('names the open tourist offices, and nothing else', () => {
    const { offices, groupes } = describeBalades(
      creerPortail({
        structures: {
          office: { nom: 'Office de tourisme', type: 'tourisme' },
          ferme: { nom: 'Ancien office', type: 'tourisme', statut: 'ferme-definitivement' },
          autre: { nom: 'Agence', type: 'emploi', autresTypes: ['tourisme'] },
        },
      }),
    );
    expect(groupes).toEqual([]);
    expect(offices.map(({ office }) => office.slug)).toEqual(['office']);
  });
});

describe('the page of a walk', () => {
  it('says how long, how far, with whom; what nobody told is said to be unknown', () => {
    const tout = faitsDe({
      dureeMinutes: 90,
      distanceKm: 3.5,
      boucle: true,
      ages: { deMois: 36 },
      poussette: { possible: true, precisions: 'avec de grandes roues' },
      difficulte: 'une montée, au début',
      equipements: ['tables', 'eau potable'],
    });
    expect(tout).toMatchObject({
      Durée: insecable('1~h~30 · 3,5~km · en boucle'),
      Poussette: 'oui : avec de grandes roues',
      Difficulté: 'une montée, au début',
      'Sur le chemin': 'tables et eau potable',
    });
    expect(faitsDe({})).toEqual({
      Durée: insecable('45~min'),
      Âges: 'non renseignés',
      Poussette: 'non renseigné',
      Difficulté: 'non renseignée',
      Départ: 'Mairie de Castelnoir | Castelnoir',
    });
    expect(faitsDe({ poussette: { possible: false } })).toMatchObject({ Poussette: 'non' });
  });

  it('leads to the very place of its start: its own position, or that of its place', () => {
    expect(vueDe({}).itineraire).toBe('https://www.openstreetmap.org/directions?to=44.2012%2C2.6034');
    const position = { lat: 44.21, lon: 2.61, precision: 'adresse' as const };
    expect(vueDe({ depart: { lieu: 'mairie-castelnoir', position } })).toMatchObject({
      itineraire: 'https://www.openstreetmap.org/directions?to=44.21%2C2.61',
      carte: 'https://www.openstreetmap.org/?mlat=44.21&mlon=2.61#map=16/44.21/2.61',
    });
  });

  it.each<[string, Ecrite]>([
    ['only the commune is known', { depart: { commune: '99002' } }],
    ['the place is known by the centre of its commune', { depart: { lieu: 'mairie-lostalgues' } }],
  ])('leads nowhere when %s', (_, balade) => {
    const { commune, itineraire, carte } = vueDe(balade);
    expect([commune.nom, itineraire, carte]).toEqual(['Lostalgues', undefined, undefined]);
  });

  it('says how to come without a car, and what there is around', () => {
    const structures: PortailEcrit['structures'] = {
      taxi: { nom: 'Taxi', type: 'mobilite', zone: 'territoire' },
      cafe: { nom: 'Café des parents', commune: '99001' },
      projet: { nom: 'Projet', commune: '99001', statut: 'en-projet' },
      ailleurs: { nom: 'Ailleurs', commune: '99003' },
    };
    expect(faitsDe({}, { structures })).toMatchObject({ 'Venir sans voiture': 'Taxi' });
    expect(vueDe({}, { structures }).autour.map(({ slug }) => slug)).toEqual(['cafe']);
  });
});

describe('walks in search', () => {
  const portail = creerPortail({
    balades: {
      etang: { ages: { deMois: 0 }, poussette: { possible: true } },
      bois: { depart: { commune: '99003' } },
    },
  });

  it('have a row and a card each, in the same order', () => {
    const rangs = listFacettes(portail).flatMap(({ genre, slug }, rang) =>
      genre === 'balade' ? [{ slug, rang }] : [],
    );
    const fiches = [...listFiches(portail)];
    expect(rangs.map(({ slug, rang }) => [slug, fiches[rang]?.carte.href])).toEqual([
      ['etang', '/balades/etang/'],
      ['bois', '/balades/bois/'],
    ]);
    expect(fiches.filter(({ carte }) => carte.genre === 'balade').map(({ carte }) => carte.meta)).toEqual([
      insecable('Castelnoir · 45~min · à tout âge · avec une poussette'),
      insecable('Sauvecombe · 45~min'),
    ]);
  });

  it('answer to the filter of kinds, and to that of ages when they say theirs', () => {
    const contexte = { communeBySlug: new Map(), communeByCode: new Map(), isOuvert: () => false };
    const find = (filtre: { genre?: string; age?: number }) =>
      listFacettes(portail)
        .filter((facettes) => matches(facettes, { ...filtre, criteres: [] }, contexte))
        .map(({ slug }) => slug);
    expect(find({ genre: 'balade' })).toEqual(['etang', 'bois']);
    expect(find({ genre: 'balade', age: 4 })).toEqual(['etang']);
  });
});

describe('the drawing of the starts', () => {
  it('shows each walk once, inside the drawing', () => {
    const { portail } = lireTerritoire('val-d-exemple');
    const plan = drawPlan(portail)!;
    expect(
      plan.departs.flatMap(({ balades }) => balades).sort((a, b) => a.slug.localeCompare(b.slug)),
    ).toEqual([...portail.balades].sort((a, b) => a.slug.localeCompare(b.slug)));
    for (const { x, y } of plan.departs) {
      expect(x > 0 && x < plan.largeur).toBe(true);
      expect(y > 0 && y < plan.hauteur).toBe(true);
    }
    expect(plan.communes).toHaveLength(portail.communes.length);
  });

  it('puts the walks that start at the same place together', () => {
    const plan = drawPlan(creerPortail({ balades: { a: {}, b: {}, c: { depart: { commune: '99003' } } } }))!;
    expect(plan.departs.map(({ balades }) => balades.map(({ slug }) => slug))).toEqual([['a', 'b'], ['c']]);
    const [sud, nord] = plan.departs;
    expect(nord!.y).toBeLessThan(sud!.y);
  });

  it.each(TERRITOIRES)('is only drawn when %s has walks', (nom) => {
    const { portail } = lireTerritoire(nom);
    expect(drawPlan(portail) === undefined).toBe(portail.balades.length === 0);
  });
});
