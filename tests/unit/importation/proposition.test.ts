import { describe, expect, test } from 'vitest';
import { readFranceServices } from '../../../src/domain/importation/france-services';
import {
  type FicheConnue,
  type Propositions,
  isSurementApres,
  proposer,
} from '../../../src/domain/importation/proposition';
import { createComparaison } from '../../../src/domain/rapprochement/comparaison';
import type { Structure } from '../../../src/domain/structure/schema';
import { ESCALE, type Ligne } from '../../fixtures/importation';
import { contenuCompare, structure } from '../../fixtures/rapprochement';
import type { NomDeTerritoire } from '../../fixtures/territoires';

interface Options {
  /** Null: nobody knows when the list was made. */
  date?: string | null;
  territoire?: NomDeTerritoire;
  /** Entries whose draft somebody is writing. */
  brouillons?: string[];
  /** In place of those of the territory. */
  structures?: Structure[];
}

function proposerLignes(
  lignes: Ligne[],
  { date = '2026-11-01', territoire = 'cordais-causse-4c', brouillons = [], structures }: Options = {},
): Propositions {
  const contenu = { ...contenuCompare(territoire), ...(structures ? { structures } : {}) };
  const fiches = contenu.structures.map((each): FicheConnue => {
    const { slug, ...donnees } = each;
    return { slug, donnees, structure: each, hasBrouillon: brouillons.includes(slug) };
  });
  const lecture = readFranceServices(
    'liste.csv',
    lignes.map((champs, rang) => ({ ou: `ligne ${rang + 2}`, champs: { ...ESCALE, ...champs } })),
    { communes: contenu.communes as never, date: date ?? undefined },
  );
  const pris = new Set([
    ...contenu.structures.map(({ slug }) => `structures/${slug}`),
    ...contenu.lieux.map(({ slug }) => `lieux/${slug}`),
  ]);
  return proposer(lecture.fiches, {
    fiches,
    lieux: contenu.lieux,
    comparaison: createComparaison(contenu),
    isPris: (collection, slug) => pris.has(`${collection}/${slug}`),
  });
}

describe('a list and a territory that already has what it says', () => {
  test('the edition from which the entry was made proposes nothing', () => {
    expect(proposerLignes([{}], { date: '2024-08-01' })).toEqual({
      propositions: [],
      laissees: [],
      identiques: 1,
      remarques: [],
    });
  });

  test('a wrong postal code is named, though nothing changes', () => {
    const { propositions, remarques } = proposerLignes([{ code_postal: '81710' }], { date: '2020' });
    expect(propositions).toEqual([]);
    expect(remarques).toMatchObject([
      { nom: 'France services L’Escale de la 4C', phrases: [expect.stringContaining('81710') as string] },
    ]);
  });

  test('an older telephone is left alone', () => {
    expect(proposerLignes([{ telephone: '05 63 00 00 00' }], { date: '2020' })).toMatchObject({
      propositions: [],
      identiques: 1,
    });
    expect(proposerLignes([{ telephone: '05 63 00 00 00' }], { date: null })).toMatchObject({
      propositions: [],
      identiques: 1,
    });
  });

  test('a newer telephone is proposed, with its source and its date, and nothing else moves', () => {
    const { propositions } = proposerLignes([{ telephone: '05 63 00 00 00' }]);
    expect(propositions).toHaveLength(1);
    const [{ cle, genre, donnees, changements }] = propositions as [Propositions['propositions'][0]];
    expect({ cle, genre, changements }).toEqual({
      cle: { collection: 'structures', slug: 'france-services-l-escale' },
      genre: 'changement',
      changements: ['téléphone : 05 63 56 11 98 → 05 63 00 00 00'],
    });
    const [avant] = contenuCompare('cordais-causse-4c').structures.filter(({ slug }) => slug === cle.slug);
    const avantSansListes = { ...avant, slug: undefined, contacts: undefined, sources: undefined };
    expect({ ...donnees, contacts: undefined, sources: undefined }).toEqual(avantSansListes);
    expect((donnees['sources'] as object[]).at(-1)).toEqual({
      titre: 'Liste des structures France services (Agence nationale de la cohésion des territoires)',
      url: 'https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/',
      date: '2026-11-01',
      note: 'Identifiant dans ce fichier : 986.',
    });
  });

  test('newer hours are proposed where they are read surely', () => {
    const { propositions } = proposerLignes([{ h_vendredi: '14:00 - 18:00' }]);
    expect(propositions[0]!.changements).toEqual([
      expect.stringMatching(/^horaires : .*vendredi.*18/) as string,
    ]);
    expect(propositions[0]!.donnees['permanences']).toHaveLength(3);
    expect(propositions[0]!.donnees['permanences']).toContainEqual(
      expect.objectContaining({ id: 'vendredi', lieu: 'l-escale-les-cabannes' }),
    );
  });

  test('hours that are only a text never replace ours: they are shown beside', () => {
    const { propositions, remarques } = proposerLignes([{ commentaire: 'fermé en août' }]);
    expect(propositions).toEqual([]);
    expect(remarques[0]!.phrases.join()).toMatch(/Horaires du fichier, à comparer/);
  });

  test('a draft that somebody is writing is left as it is, and said so', () => {
    const { propositions, laissees } = proposerLignes([{ telephone: '05 63 00 00 00' }], {
      brouillons: ['france-services-l-escale'],
    });
    expect(propositions).toEqual([]);
    expect(laissees[0]!.raison).toMatch(/^un brouillon de cette fiche existe déjà, .*05 63 00 00 00/);
  });

  test('what the coordination confirmed itself is newer than an older list', () => {
    const sienne = structure('france-services-l-escale', {
      nom: 'France services L’Escale de la 4C',
      type: 'france-services',
      commune: '81045',
      contacts: [{ telephone: '05 63 56 11 98' }],
      verifications: { contact: '2026-11-15' },
    });
    const lignes = [{ telephone: '05 63 00 00 00' }];
    expect(
      proposerLignes(lignes, { structures: [sienne] })
        .propositions.flatMap(({ changements }) => changements)
        .join(),
    ).not.toMatch(/téléphone/);
    expect(
      proposerLignes(lignes, { structures: [sienne], date: '2026-12' }).propositions.flatMap(
        ({ changements }) => changements,
      ),
    ).toContain('téléphone : 05 63 56 11 98 → 05 63 00 00 00');
  });
});

describe('a list and a territory that does not have it', () => {
  const NOUVELLE = {
    id_fs: '1',
    lib_fs: 'France services de Penne',
    insee_com: '81206',
    lib_com: 'Penne',
    code_postal: '81140',
    adresse: '1 place de la Mairie',
    latitude: 44.0784,
    longitude: 1.7219,
    telephone: '05 63 00 00 01',
    mail: '',
  };

  test('an entry and its place are proposed, the place first', () => {
    const { propositions } = proposerLignes([NOUVELLE]);
    expect(propositions.map(({ cle, genre }) => [cle.collection, cle.slug, genre])).toEqual([
      ['lieux', 'france-services-de-penne', 'ajout'],
      ['structures', 'france-services-de-penne', 'ajout'],
    ]);
    expect(propositions[0]!.note).toBe('Lieu de « France services de Penne ». Publiez-le avant elle.');
    expect(propositions[1]!.donnees).toMatchObject({
      type: 'france-services',
      lieu: 'france-services-de-penne',
      contacts: [{ telephone: '05 63 00 00 01' }],
    });
  });

  test('a service that looks like another is proposed with the name of the other', () => {
    const { propositions } = proposerLignes(
      [
        {
          id_fs: '2',
          lib_fs: 'France services multisites de Monts, Rance et Rougier - Site de Belmont-sur-Rance',
          insee_com: '12025',
          lib_com: 'Belmont-sur-Rance',
          code_postal: '12370',
          adresse: '212 route de Lacaune',
          latitude: 43.816973,
          longitude: 2.75263,
          telephone: '06 07 62 05 76',
          mail: 'contact@mfs-montsrancerougiers.fr',
          format_fs: 'Multisites',
        },
      ],
      { territoire: 'monts-rance-rougier' },
    );
    const ajout = propositions.find(({ cle }) => cle.collection === 'structures')!;
    expect(ajout.genre).toBe('ajout');
    expect(ajout.doublons.map(({ un, autre }) => [un.nom, autre.nom].sort())).toEqual([
      [
        'France services Monts, Rance et Rougier',
        'France services multisites de Monts, Rance et Rougier - Site de Belmont-sur-Rance',
      ],
    ]);
    expect(ajout.note).toMatch(
      /^Ressemble à « France services Monts, Rance et Rougier »\s: .*même téléphone/,
    );
  });
});

test.each([
  ['2026-03', '2025', true],
  ['2026', '2025-12-31', true],
  ['2025-03', '2025', false],
  ['2024', '2024', false],
  [undefined, '2024', false],
  ['2024', undefined, false],
])('%s is surely after %s: %s', (date, autre, attendu) => {
  expect(isSurementApres(date, autre)).toBe(attendu);
});
