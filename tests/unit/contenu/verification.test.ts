import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLLECTIONS,
  NOMS_DE_COLLECTION,
  type NomDeCollection,
} from '../../../src/domain/contenu/collection';
import { formatErreur, formatRapport } from '../../../src/domain/contenu/erreur';
import { verifyContenu } from '../../../src/domain/contenu/verification';
import {
  AUJOURDHUI,
  contenu,
  erreursDe,
  fichiersMinimaux,
  permanenceEcrite,
  rapportDe,
} from '../../fixtures/contenu';

describe('all the errors at once', () => {
  it('are listed, sorted by file, those of one file together', () => {
    const fichiers = [
      ...contenu({
        'structures/relais.yaml': { role: undefined, permanences: [permanenceEcrite({ lieu: 'ici' })] },
        'lieux/salle.yaml': { commune: '99100' },
        'lieux/mairie.yaml': { position: { lat: 2.6, lon: 44.2, precision: 'adresse' } },
        'structures/accueil-jeunes.yaml': { permanences: [permanenceEcrite()], lieu: 'nulle-part' },
        'evenements/fete-du-jeu.yaml': { natures: ['fete'], seances: [] },
        'commun/aides/mode-de-garde.yaml': { lien: 'caf.fr' },
      }),
      {
        collection: 'structures',
        chemin: 'val-minimal/structures/Garderie.yaml',
        slug: 'Garderie',
        erreurDeLecture: 'ce fichier n’est pas du YAML valable à la ligne 3.',
      } as const,
    ];
    const { erreurs } = rapportDe(fichiers);
    expect(erreurs.map((erreur) => /^[^,]+?(?=,| :)(?:, champ « [^»]+ »)?/.exec(erreur)?.[0])).toEqual([
      'commun/aides/mode-de-garde.yaml, champ « lien »',
      'val-minimal/evenements/fete-du-jeu.yaml',
      'val-minimal/evenements/fete-du-jeu.yaml, champ « seances »',
      'val-minimal/lieux/mairie.yaml, champ « position »',
      'val-minimal/lieux/salle.yaml, champ « commune »',
      'val-minimal/structures/Garderie.yaml',
      'val-minimal/structures/accueil-jeunes.yaml, champ « lieu »',
      'val-minimal/structures/accueil-jeunes.yaml, champ « permanences »',
      'val-minimal/structures/relais.yaml, champ « role »',
      'val-minimal/structures/relais.yaml, champ « permanences.0.lieu »',
    ]);
  });

  it('are listed for an entry that its schema refuses too', () => {
    const { erreurs } = rapportDe(
      contenu({
        'structures/relais.yaml': {
          role: undefined,
          statut: 'en-projet',
          zone: ['99100'],
          permanences: [permanenceEcrite({ lieu: 'ici' })],
        },
        'evenements/fete-du-jeu.yaml': { titre: 3, structure: 'ailleurs', communes: ['99100', 'Boisclair'] },
        'commun/guide/garder-mon-bebe.yaml': { titre: null, aides: ['pour-tous'] },
      }),
    );
    expect(erreurs.map((erreur) => /champ « ([^»]+) »/.exec(erreur)?.[1])).toEqual([
      ...['titre', 'aides.0'],
      ...['titre', 'communes.1', 'structure', 'communes.0'],
      ...['role', 'permanences.0.lieu', 'zone.0', 'permanences'],
    ]);
  });

  it('hide neither the warnings nor the entries that are right', () => {
    const {
      contenu: lu,
      erreurs,
      avertissements,
    } = verifyContenu(contenu({ 'lieux/salle.yaml': { nom: undefined } }), '2027-05-01');
    expect(erreurs).toHaveLength(1);
    expect(avertissements).toHaveLength(1);
    expect(lu.lieux.map(({ slug }) => slug)).toEqual(['mairie']);
    expect(lu.structures).toHaveLength(2);
  });
});

describe('the name of a file', () => {
  it.each(['Mairie', 'mairie annexe', 'mairie_annexe', 'école', '-mairie', 'mairie--annexe', ''])(
    'is refused when it is %j: it becomes the address of a page',
    (nom) => {
      const [modele] = fichiersMinimaux.filter(({ collection }) => collection === 'lieux');
      const fichier = { ...modele!, slug: nom, chemin: `val-minimal/lieux/${nom}.yaml` };
      expect(rapportDe([...contenu(), fichier]).erreurs).toEqual([
        `val-minimal/lieux/${nom}.yaml, valeur ${nom ? `« ${nom} »` : 'vide'} : nom de fichier non valable. Écrivez-le en minuscules, sans accent ni espace, avec des tirets.`,
      ]);
    },
  );
});

describe('a file of the wrong shape', () => {
  it.each(['Castelnoir, Lostalgues', { castelnoir: '99001' }])(
    'the communes are a list, not %j',
    (donnees) => {
      const fichiers = contenu().map((fichier) =>
        fichier.collection === 'communes' ? { ...fichier, donnees } : fichier,
      );
      expect(rapportDe(fichiers).erreurs).toEqual([
        'val-minimal/communes.yaml : on attend une liste (une ligne par élément, précédée d’un tiret).',
      ]);
    },
  );

  it.each(['communes', 'territoire', 'lieux'] as const)(
    'an empty file of %s says that it is empty',
    (nom) => {
      const vide = fichiersMinimaux.find(({ collection }) => collection === nom)!.chemin;
      const fichiers = contenu().map((fichier) =>
        fichier.chemin === vide ? { ...fichier, donnees: null } : fichier,
      );
      expect(rapportDe(fichiers).erreurs).toEqual([
        `${vide} : ce fichier est vide. Remplissez-le, ou retirez-le.`,
      ]);
    },
  );

  it('the territory is necessary', () => {
    const fichiers = contenu().filter(({ collection }) => collection !== 'territoire');
    expect(rapportDe(fichiers).erreurs).toEqual([
      'territoire.yaml : ce fichier manque : il décrit le territoire. Copiez celui d’un autre territoire et adaptez-le.',
    ]);
  });

  it('a line of the list that says nothing is named by its rank', () => {
    const communes = contenu().find(({ collection }) => collection === 'communes')!.donnees as object[];
    expect(erreursDe({ 'communes.yaml': [...communes, null] })).toEqual([
      'val-minimal/communes.yaml, champ « 3 » : champ vide. Remplissez-le, ou retirez cette ligne s’il n’est pas obligatoire.',
    ]);
  });
});

/** Any value that a YAML file can hold. */
const valeurYaml = fc.oneof(
  fc.anything({ withNullPrototype: true }),
  fc.jsonValue() as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, '__proto__', { nom: { toString: 1 } }),
);

describe('whatever the files hold', () => {
  it('the check never throws, and its report can always be written', () => {
    const fichier = fc.record({
      collection: fc.constantFrom(...NOMS_DE_COLLECTION),
      chemin: fc.string(),
      slug: fc.string(),
      donnees: fc.oneof(valeurYaml, fc.array(valeurYaml)),
    });
    fc.assert(
      fc.property(fc.array(fichier, { maxLength: 6 }), (fichiers) => {
        const { erreurs, avertissements } = verifyContenu([...contenu(), ...fichiers], AUJOURDHUI);
        expect(typeof (formatRapport(erreurs, avertissements) ?? '')).toBe('string');
        for (const { message, champ } of erreurs) {
          expect(message).not.toBe('');
          expect(typeof champ).toBe('string');
        }
      }),
      { numRuns: 400 },
    );
  });

  /** Entries of every collection, one by one. */
  const entrees = fichiersMinimaux.flatMap(({ collection, chemin, donnees }) =>
    (Array.isArray(donnees) ? (donnees as unknown[]) : [donnees]).map((entree, rang) => ({
      collection,
      chemin,
      donnees: entree as Record<string, unknown>,
      prefixe: Array.isArray(donnees) ? `${rang}.` : '',
    })),
  );
  type Entree = (typeof entrees)[number];

  const kindOf = (valeur: unknown): string => (Array.isArray(valeur) ? 'array' : typeof valeur);
  const isRequired = (collection: NomDeCollection, donnees: object, champ: string): boolean =>
    !COLLECTIONS[collection].schema.safeParse({ ...donnees, [champ]: undefined }).success;

  /** An entry, one of its fields, and either nothing or a value of another kind to put there. */
  const mutation = fc.constantFrom<Entree>(...entrees).chain((entree) =>
    fc.constantFrom(...Object.keys(entree.donnees)).chain((champ) => {
      const autre = fc
        .oneof(fc.string(), fc.double(), fc.boolean(), fc.constant([{ x: 1 }]), fc.constant({ x: 1 }))
        // The zone of a structure is a word or a list: both kinds are right there.
        .filter((valeur) => kindOf(valeur) !== kindOf(entree.donnees[champ]) && champ !== 'zone');
      return fc.record({
        entree: fc.constant(entree),
        champ: fc.constant(champ),
        valeur: isRequired(entree.collection, entree.donnees, champ)
          ? fc.oneof(fc.constant(undefined), autre)
          : autre,
      });
    }),
  );

  it('a field that is missing or of the wrong kind gives an error that names the file and the field', () => {
    fc.assert(
      fc.property(mutation, ({ entree, champ, valeur }) => {
        const fichiers = contenu().map((fichier) => {
          if (fichier.chemin !== entree.chemin) return fichier;
          const spoilt = { ...entree.donnees, [champ]: valeur };
          if (valeur === undefined) Reflect.deleteProperty(spoilt, champ);
          const liste = fichier.donnees as unknown[];
          return {
            ...fichier,
            donnees: entree.prefixe ? liste.map((item) => (item === entree.donnees ? spoilt : item)) : spoilt,
          };
        });
        const { erreurs } = verifyContenu(fichiers, AUJOURDHUI);
        expect(erreurs.map(formatErreur).join('\n')).toContain(
          `${entree.chemin}, champ « ${entree.prefixe}${champ}`,
        );
        expect(
          erreurs.every(({ fichier }) => fichier === entree.chemin),
          'nothing else is accused',
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('an unknown field, wherever it is added, is refused by name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Entree>(...entrees),
        fc.stringMatching(/^z[a-z]{3,8}$/),
        ({ collection, donnees }, champ) => {
          const resultat = COLLECTIONS[collection].schema.safeParse({ ...donnees, [champ]: 'x' });
          expect(resultat.success).toBe(false);
        },
      ),
    );
  });
});
