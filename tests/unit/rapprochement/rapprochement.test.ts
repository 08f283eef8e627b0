import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRapprocheur, listDoublons } from '../../../src/domain/rapprochement/doublons';
import { createComparaison } from '../../../src/domain/rapprochement/comparaison';
import { type Empreinte, normalizeAdresse, normalizeSite } from '../../../src/domain/rapprochement/empreinte';
import { createNommage } from '../../../src/domain/rapprochement/nommage';
import { compare } from '../../../src/domain/rapprochement/rapprochement';
import { findFauteDeCodePostal } from '../../../src/domain/territoire/code-postal';
import { TERRITOIRES } from '../../fixtures/territoires';
import { comparerSeuls, contenuCompare, evenement, structure } from '../../fixtures/rapprochement';

/** The two lines of the national list of festivals (ministère de la Culture), as they are there. */
const FESTIVALS = ['Festival de cordes sur ciel', 'Festival de musique de Cordes-sur-Ciel'].map(
  (titre, rang) =>
    evenement(`festival-${rang}`, {
      titre,
      nature: 'festival',
      periode: 'Saison (21 juin - 5 septembre)',
      communes: ['81069'],
      site: 'https://www.festivalcordessurciel.com/',
    }),
);

describe('real cases', () => {
  test('the festival that the national list counts twice is one', () => {
    const [doublon, ...autres] = comparerSeuls('cordais-causse-4c', { evenements: FESTIVALS }).listDoublons();
    expect(autres).toEqual([]);
    expect(doublon).toMatchObject({ isProbable: true, isPresqueSur: true });
    expect(doublon!.raisons).toEqual([
      'le nom de l’une contient celui de l’autre',
      'même commune (Cordes-sur-Ciel)',
      'même genre d’évènement',
      'même site internet',
      'même période',
    ]);
  });

  test('its other name is found next to the entry that the territory has', () => {
    const { findOf } = createComparaison(
      contenuCompare('cordais-causse-4c', { evenements: [FESTIVALS[0]!] }),
    );
    expect(findOf('evenements', 'festival-0').map(({ un, autre }) => [un.nom, autre.nom])).toEqual([
      ['Festival de cordes sur ciel', 'Festival de musique de Cordes-sur-Ciel'],
    ]);
  });

  test('the relays of two communes are two services, even held by the same people', () => {
    const commun = {
      type: 'rpe',
      gestionnaire: 'Communauté d’agglomération',
      contacts: [{ telephone: '04 66 00 00 00' }],
    };
    const { listDoublons: list } = comparerSeuls('gard-rhodanien', {
      structures: [
        structure('un', { ...commun, nom: 'RPE de Bagnols-sur-Cèze', commune: '30028' }),
        structure('autre', {
          ...commun,
          nom: 'Relais petite enfance de Pont-Saint-Esprit',
          commune: '30202',
        }),
      ],
    });
    expect(list()).toEqual([]);
  });

  test('an acronym, an old name and the name in full are the same word', () => {
    const { listDoublons: list } = comparerSeuls('gard-rhodanien', {
      structures: [
        structure('un', { nom: 'RAM de Bagnols', type: 'rpe', commune: '30028' }),
        structure('autre', {
          nom: 'Relais petite enfance de Bagnols-sur-Cèze (RPE)',
          type: 'rpe',
          commune: '30028',
        }),
      ],
    });
    expect(list()).toHaveLength(1);
    expect(list()[0]).toMatchObject({
      isPresqueSur: true,
      raisons: ['même nom', 'même commune (Bagnols-sur-Cèze)', 'même type'],
    });
  });

  test('two nurseries with the same telephone are two when their names are', () => {
    const commun = { type: 'creche', commune: '30028', contacts: [{ telephone: '04 66 00 00 00' }] };
    const { listDoublons: list } = comparerSeuls('gard-rhodanien', {
      structures: [
        structure('un', { ...commun, nom: 'Multi-accueil Petits Pas' }),
        structure('autre', { ...commun, nom: 'Multi-accueil Les Lutins du Claux' }),
      ],
    });
    expect(list()).toEqual([]);
  });

  test('one service under two types is worth a look when its telephone is the same', () => {
    const commun = { commune: '99001', contacts: [{ telephone: '05 36 49 02 05' }] };
    const { listDoublons: list } = comparerSeuls('val-d-exemple', {
      structures: [
        structure('un', { ...commun, nom: 'Le Hangar, espace jeunes', type: 'jeunesse' }),
        structure('autre', { ...commun, nom: 'Local jeunes Le Hangar', type: 'association' }),
      ],
    });
    expect(list()).toMatchObject([{ isProbable: true, isPresqueSur: false, ecarts: ['types différents'] }]);
  });

  test('a centre and the France services that it holds are two, at one address and one telephone', () => {
    const { empreintes, nommage: mots } = createComparaison(contenuCompare('pays-de-sommieres'));
    const [centre, services] = ['centre-social-calade-sommieres', 'france-services-calade-sommieres'].map(
      (slug) => empreintes.find((empreinte) => empreinte.slug === slug),
    );
    const { isProbable, raisons } = compare(centre!, services!, mots);
    expect(raisons).toContain('même adresse');
    expect(isProbable).toBe(false);
  });

  test('two editions of a fair are two events', () => {
    const { listDoublons: list } = comparerSeuls('cordais-causse-4c', {
      evenements: ['2026', '2027'].map((annee) =>
        evenement(`forum-${annee}`, {
          titre: 'Forum des associations',
          communes: ['81069'],
          seances: [{ du: `${annee}-09-05` }],
        }),
      ),
    });
    expect(list()).toEqual([]);
  });

  test('a legal form, a spelling mistake and an abbreviated street do not hide a duplicate', () => {
    const { listDoublons: list } = comparerSeuls('cordais-causse-4c', {
      structures: [
        structure('un', {
          nom: 'Association Le Tremplin',
          type: 'association',
          commune: '81045',
          adresse: '33 promenade de l’Autan, 81170 Les Cabannes',
        }),
        structure('autre', {
          nom: 'Le Tremplain',
          type: 'association',
          commune: '81045',
          adresse: '33, prom. de l’Autan',
        }),
      ],
    });
    expect(list()).toHaveLength(1);
    expect(list()[0]!.raisons).toContain('même adresse');
  });

  test('a restricted telephone is never compared, so that no reason repeats it', () => {
    const reserve = { contacts: [{ telephone: '05 36 49 00 98', visibilite: 'professionnels' }] };
    const { empreintes, listDoublons: list } = comparerSeuls('val-d-exemple', {
      structures: [structure('un', reserve), structure('autre', reserve)],
    });
    expect(empreintes.map(({ telephones }) => telephones)).toEqual([[], []]);
    expect(JSON.stringify(list())).not.toMatch(/36 ?49/);
  });
});

describe('the content of the territories', () => {
  test.each(TERRITOIRES)('%s holds no probable duplicate', (nom) => {
    const doublons = createComparaison(contenuCompare(nom)).listDoublons();
    expect(doublons.map(({ un, autre }) => `${un.nom} | ${autre.nom}`)).toEqual([]);
  });

  /** What two people write of one service: an article more, capitals, another order, no accents. */
  test.each(TERRITOIRES)('in %s, an entry entered again in other words is recognised', (nom) => {
    const contenu = contenuCompare(nom);
    const { find, empreintes, nommage } = createComparaison(contenu);
    const echecs = empreintes
      .filter(({ collection }) => collection === 'structures')
      .flatMap((empreinte) => {
        const ecrit = `Asso ${empreinte.nom.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')}`;
        const copie: Empreinte = {
          ...empreinte,
          slug: 'saisie-deux-fois',
          nom: ecrit,
          mots: nommage.readMots(ecrit),
          site: undefined,
          organisme: undefined,
        };
        return find(copie).some(({ un, autre }) => [un.slug, autre.slug].includes(empreinte.slug))
          ? []
          : [empreinte.nom];
      });
    expect(echecs).toEqual([]);
  });
});

const nommage = createNommage({
  communes: [
    { codeInsee: '99001', nom: 'Castelnoir-le-Val' },
    { codeInsee: '99002', nom: 'Lostalgues' },
  ],
});
const NOMS = fc
  .array(
    fc.constantFrom(
      'relais',
      'petite',
      'enfance',
      'RPE',
      'Castelnoir',
      'Lostalgues',
      'hangar',
      'hangars',
      'hanger',
      'lutins',
      'lutin',
      'tremplin',
      'tremplain',
      'festival',
      'musique',
      'de',
      'la',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((mots) => mots.join(' '));
const JOUR = fc.integer({ min: 1, max: 28 }).map((n) => `2026-12-${String(n).padStart(2, '0')}`);
const some = (...valeurs: string[]) => fc.uniqueArray(fc.constantFrom(...valeurs), { maxLength: 2 });
const EMPREINTE = fc
  .record({
    collection: fc.constantFrom('structures', 'evenements', 'lieux'),
    nom: NOMS,
    communes: some('99001', '99002'),
    sortes: some('rpe', 'jeunesse'),
    telephones: some('0536490001', '0536490002'),
    courriels: some('a@b.example', 'c@d.example'),
    site: fc.option(fc.constantFrom('a.example', 'a.example/x', 'b.example'), { nil: undefined }),
    adresse: fc.option(fc.constantFrom('1 rue haute', '2 rue haute'), { nil: undefined }),
    position: fc.option(fc.constantFrom({ lat: 44, lon: 2 }, { lat: 44.001, lon: 2 }, { lat: 45, lon: 2 }), {
      nil: undefined,
    }),
    jours: fc.array(
      JOUR.map((du) => ({ du, au: du })),
      { maxLength: 2 },
    ),
    periode: fc.option(fc.constantFrom('ete', 'hiver'), { nil: undefined }),
    organisme: fc.option(fc.constantFrom('mairie', 'caf'), { nil: undefined }),
  })
  .map((champs): Omit<Empreinte, 'slug'> => ({ ...champs, mots: nommage.readMots(champs.nom) }));
const EMPREINTES = fc
  .array(EMPREINTE, { maxLength: 12 })
  .map((liste): Empreinte[] => liste.map((champs, rang) => ({ ...champs, slug: `fiche-${rang}` })));

describe('whatever the entries', () => {
  test('comparing one with the other is comparing the other with the one', () => {
    fc.assert(
      fc.property(EMPREINTE, EMPREINTE, (a, b) => {
        const [aller, retour] = [
          compare({ ...a, slug: 'a' }, { ...b, slug: 'b' }, nommage),
          compare({ ...b, slug: 'b' }, { ...a, slug: 'a' }, nommage),
        ];
        expect(retour.score).toBeCloseTo(aller.score, 12);
        expect({ ...retour, score: 0 }).toEqual({ ...aller, score: 0 });
        expect(aller.score).toBeGreaterThanOrEqual(0);
        expect(aller.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an entry entered twice is surely a duplicate', () => {
    fc.assert(
      fc.property(EMPREINTE, (empreinte) => {
        fc.pre(empreinte.mots.length > 0);
        expect(compare({ ...empreinte, slug: 'a' }, { ...empreinte, slug: 'b' }, nommage)).toMatchObject({
          score: 1,
          ecarts: [],
        });
      }),
    );
  });

  test('the order of the entries changes nothing', () => {
    const name = (empreintes: readonly Empreinte[]) =>
      listDoublons(empreintes, nommage).map(({ un, autre, score }) => [
        un.slug,
        autre.slug,
        score.toFixed(9),
      ]);
    fc.assert(
      fc.property(
        EMPREINTES.chain((liste) =>
          fc.tuple(fc.constant(liste), fc.shuffledSubarray(liste, { minLength: liste.length })),
        ),
        ([liste, melangee]) => {
          expect(name(melangee)).toEqual(name(liste));
        },
      ),
    );
  });

  test('no probable pair is missed for want of being looked at', () => {
    fc.assert(
      fc.property(EMPREINTES, (liste) => {
        const { find } = createRapprocheur(liste, nommage);
        for (const une of liste) {
          const attendues = liste.filter(
            (autre) =>
              autre !== une && autre.collection === une.collection && compare(une, autre, nommage).isProbable,
          );
          expect(find(une)).toHaveLength(attendues.length);
        }
      }),
    );
  });
});

test('addresses and sites are compared whatever their writing', () => {
  expect(normalizeAdresse('33, prom. de l’Autan 81170 LES CABANNES')).toBe('33 promenade autan');
  expect(normalizeAdresse('33 promenade de l’Autan')).toBe('33 promenade autan');
  expect(normalizeAdresse('le bourg')).toBeUndefined();
  expect(normalizeSite('HTTPS://www.Exemple.fr/accueil/?x=1')).toBe('exemple.fr/accueil');
});

describe('the postal code of a commune', () => {
  const cabannes = { nom: 'Les Cabannes', codesPostaux: ['81170'] };
  test('81710, that a list of 2020 gave to Les Cabannes, is named and put right', () => {
    expect(findFauteDeCodePostal('81710', cabannes)).toEqual({
      ecrit: '81710',
      juste: '81170',
      phrase:
        'le code postal 81710 n’est pas celui de la commune « Les Cabannes » : c’est 81170 (chiffres intervertis)',
    });
    expect(findFauteDeCodePostal('81170', cabannes)).toBeUndefined();
  });
  test('the code of a post box is not a mistake', () => {
    expect(findFauteDeCodePostal('81171', cabannes, '33 promenade de l’Autan, BP 12')).toBeUndefined();
  });
  test('nothing is chosen where a commune has several', () => {
    const faute = findFauteDeCodePostal('75001', { nom: 'Ville', codesPostaux: ['31000', '31100'] });
    expect(faute).toMatchObject({
      juste: undefined,
      phrase: expect.stringContaining('31000 ou 31100') as string,
    });
  });
});
