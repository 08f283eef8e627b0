import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame } from '../../../src/domain/contenu/egalite';
import { mergeDonnees } from '../../../src/domain/contenu/fusion';

/**
 * The oracle: an entry flattened to « path → value » of what changes as a whole, merged path by path. It knows neither
 * objects, nor lists, nor order.
 */
type Plat = ReadonlyMap<string, unknown>;
const NOMS = ['accueil', 'mairie', 'ecole', 'poste'];
const feuille = fc.constantFrom('a', 'b', 'c');
const maybe = <T>(valeur: fc.Arbitrary<T>) => fc.option(valeur, { nil: undefined, freq: 3 });

const fiche = fc.record(
  {
    nom: feuille,
    role: maybe(feuille),
    tarif: maybe(fc.record({ gratuit: fc.boolean(), precisions: feuille })),
    publics: maybe(
      fc.record({
        profils: fc.array(feuille, { maxLength: 2 }),
        ages: maybe(fc.record({ deMois: fc.nat(3) })),
      }),
    ),
    themes: fc.array(feuille, { maxLength: 2 }),
    permanences: fc
      .record(
        Object.fromEntries(
          NOMS.map((id) => [
            id,
            maybe(
              fc.record({
                id: fc.constant(id),
                libelle: maybe(feuille),
                rythme: fc.record({ type: feuille, jours: fc.array(feuille, { maxLength: 1 }) }),
                creneaux: fc.array(feuille, { maxLength: 1 }),
              }),
            ),
          ]),
        ),
      )
      .map((par) => NOMS.map((nom) => par[nom]).filter((item) => item !== undefined)),
  },
  { noNullPrototype: true },
);
type Fiche = typeof fiche extends fc.Arbitrary<infer F> ? F : never;

/** Three versions that have much in common. */
const trois = fc
  .tuple(fiche, fiche, fiche, fc.array(fc.nat(2), { minLength: 40, maxLength: 40 }))
  .map(([base, autre, encore, tirages]) => {
    let rang = 0;
    const pick = <T>(ancien: T, nouveau: T): T => (tirages[rang++ % tirages.length]! > 0 ? ancien : nouveau);
    const mix = (nouveau: Fiche): Fiche => ({
      nom: pick(base.nom, nouveau.nom),
      role: pick(base.role, nouveau.role),
      tarif: pick(base.tarif, nouveau.tarif),
      publics: pick(base.publics, nouveau.publics),
      themes: pick(base.themes, nouveau.themes),
      permanences: NOMS.flatMap((nom) => {
        const [ancienne, nouvelle] = [base, nouveau].map(({ permanences }) =>
          permanences.find(({ id }) => id === nom),
        );
        const item = pick(ancienne, nouvelle);
        if (!item || !ancienne || !nouvelle) return item ? [item] : [];
        return [
          {
            ...item,
            libelle: pick(ancienne.libelle, nouvelle.libelle),
            rythme: pick(ancienne.rythme, nouvelle.rythme),
          },
        ];
      }),
    });
    return [base, mix(autre), mix(encore)] as const;
  });

function flatten({ permanences, publics, ...champs }: Partial<Fiche>): Plat {
  const plat = new Map<string, unknown>(Object.entries(champs).filter(([, valeur]) => valeur !== undefined));
  if (publics) {
    plat.set('publics', true);
    plat.set('publics.profils', publics.profils);
    if (publics.ages) plat.set('publics.ages', publics.ages);
  }
  for (const { id, libelle, rythme, creneaux } of permanences ?? []) {
    plat.set(`permanences[${id}]`, true);
    if (libelle !== undefined) plat.set(`permanences[${id}].libelle`, libelle);
    plat.set(`permanences[${id}].rythme`, rythme);
    plat.set(`permanences[${id}].creneaux`, creneaux);
  }
  return plat;
}

const json = (valeur: unknown) => JSON.stringify(valeur) as string | undefined;
const groupOf = (chemin: string) => /^(permanences\[\w+\]|publics)/.exec(chemin)?.[0];
const part = (plat: Plat, groupe: string) => json([...plat].filter(([chemin]) => groupOf(chemin) === groupe));

function oracle(base: Plat, publie: Plat, brouillon: Plat) {
  const conflits = new Set<string>();
  const fusion = new Map<string, unknown>();
  for (const chemin of new Set([...publie.keys(), ...brouillon.keys(), ...base.keys()])) {
    const [b, p, d] = [base, publie, brouillon].map((plat) => plat.get(chemin));
    const groupe = groupOf(chemin);
    const sides = groupe ? [publie, brouillon].filter((plat) => plat.has(groupe)) : [];
    if (groupe && base.has(groupe) && sides.length === 1) {
      // Removed on one side: gone when the other left it alone, a conflict otherwise.
      const reste = sides[0]!;
      if (part(reste, groupe) === part(base, groupe)) continue;
      conflits.add(groupe);
      if (reste === publie && p !== undefined) fusion.set(chemin, p);
      continue;
    }
    const conflit = json(p) !== json(d) && json(p) !== json(b) && json(d) !== json(b);
    if (conflit) conflits.add(chemin);
    const valeur = json(p) === json(b) && !conflit ? d : p;
    if (valeur !== undefined) fusion.set(chemin, valeur);
  }
  return {
    conflits: [...conflits].sort(),
    fusion: Object.fromEntries([...fusion].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const sortPlat = (plat: Plat) => Object.fromEntries([...plat].sort(([a], [b]) => (a < b ? -1 : 1)));
const clean = <T>(valeur: T): T => JSON.parse(JSON.stringify(valeur)) as T;

test('a merge is what the simple oracle says, conflicts included', () => {
  fc.assert(
    fc.property(trois, (versions) => {
      const [base, publie, brouillon] = versions.map(clean) as [Fiche, Fiche, Fiche];
      const { donnees, conflits } = mergeDonnees(base, publie, brouillon);
      const attendu = oracle(flatten(base), flatten(publie), flatten(brouillon));
      expect(conflits.map(({ chemin }) => chemin).sort()).toEqual(attendu.conflits);
      expect(sortPlat(flatten(donnees as Fiche))).toEqual(attendu.fusion);
    }),
    { numRuns: 2000 },
  );
});

test('when one side changed nothing, the other is the result, to the order of its lists', () => {
  fc.assert(
    fc.property(fiche, fiche, (base, autre) => {
      expect(mergeDonnees(base, autre, base)).toEqual({ donnees: autre, conflits: [] });
      expect(mergeDonnees(base, base, autre)).toEqual({ donnees: autre, conflits: [] });
      expect(mergeDonnees(base, autre, autre)).toEqual({ donnees: autre, conflits: [] });
    }),
  );
});

test('the same fields are in conflict whichever side is called the draft', () => {
  fc.assert(
    fc.property(trois, (versions) => {
      const [base, publie, brouillon] = versions.map(clean) as [Fiche, Fiche, Fiche];
      const chemins = (a: Fiche, b: Fiche) =>
        mergeDonnees(base, a, b)
          .conflits.map(({ chemin }) => chemin)
          .sort();
      expect(chemins(publie, brouillon)).toEqual(chemins(brouillon, publie));
    }),
  );
});

test('conflicts that are all decided for one side leave no conflict, and that side where they were', () => {
  fc.assert(
    fc.property(trois, fc.constantFrom('publie' as const, 'brouillon' as const), (versions, choix) => {
      const [base, publie, brouillon] = versions.map(clean) as [Fiche, Fiche, Fiche];
      const { conflits } = mergeDonnees(base, publie, brouillon);
      const choisi = mergeDonnees(base, publie, brouillon, () => choix);
      expect(choisi.conflits).toEqual([]);
      const sides = { publie, brouillon };
      for (const conflit of conflits)
        expect(flatten(choisi.donnees as Fiche).get(conflit.chemin)).toEqual(
          flatten(sides[choix]).get(conflit.chemin),
        );
      expect(
        mergeDonnees(base, publie, choisi.donnees).conflits.every(({ chemin }) =>
          conflits.some((c) => c.chemin === chemin),
        ),
      ).toBe(true);
    }),
  );
});

const permanence = (id: string, champs: object = {}) => ({ id, lieu: id, ...champs });

test('two people who change two fields of one permanence both keep their change', () => {
  const base = { permanences: [permanence('mairie', { creneaux: [9], acces: 'libre' })] };
  const publie = { permanences: [permanence('mairie', { creneaux: [10], acces: 'libre' })] };
  const brouillon = { permanences: [permanence('mairie', { creneaux: [9], acces: 'sur-rendez-vous' })] };
  expect(mergeDonnees(base, publie, brouillon)).toEqual({
    donnees: { permanences: [permanence('mairie', { creneaux: [10], acces: 'sur-rendez-vous' })] },
    conflits: [],
  });
});

test('a permanence that one side adds and another that the other adds are both there, each after its neighbour', () => {
  const base = { permanences: ['a', 'b'].map((id) => permanence(id)) };
  const publie = { permanences: ['x', 'a', 'b'].map((id) => permanence(id)) };
  const brouillon = { permanences: ['a', 'y', 'b', 'z'].map((id) => permanence(id)) };
  const { donnees } = mergeDonnees(base, publie, brouillon);
  expect((donnees as typeof base).permanences.map(({ id }) => id)).toEqual(['x', 'a', 'y', 'b', 'z']);
});

test('half of one rhythm is never mixed with half of another', () => {
  const rythme = (jour: string, rang: number) => ({
    rythme: { type: 'mensuel', jours: [jour], rangs: [rang] },
  });
  const [base, publie, brouillon] = [rythme('mardi', 1), rythme('jeudi', 1), rythme('mardi', 3)].map(
    (champs) => ({
      permanences: [permanence('mairie', champs)],
    }),
  );
  expect(mergeDonnees(base, publie, brouillon).conflits).toMatchObject([
    { chemin: 'permanences[mairie].rythme' },
  ]);
});

test('a list whose items cannot be told apart is one conflict', () => {
  const contacts = (...telephones: string[]) => ({
    contacts: telephones.map((telephone) => ({ fonction: 'Accueil', telephone })),
  });
  const { conflits } = mergeDonnees(contacts('1', '2'), contacts('1', '3'), contacts('4', '2'));
  expect(conflits.map(({ chemin }) => chemin)).toEqual(['contacts']);
});

test('an entry removed on one side and changed on the other is a conflict on the whole entry', () => {
  const [base, changee] = [{ nom: 'a' }, { nom: 'b' }];
  expect(mergeDonnees(base, undefined, changee).conflits).toMatchObject([{ chemin: '' }]);
  expect(mergeDonnees(base, changee, undefined).conflits).toMatchObject([{ chemin: '' }]);
  expect(mergeDonnees(base, base, undefined)).toEqual({ donnees: undefined, conflits: [] });
});

test('a field named as what every object has is merged as another', () => {
  const lu = (texte: string) => JSON.parse(texte) as unknown;
  const { donnees, conflits } = mergeDonnees(
    lu('{"toString":"a","__proto__":"a","nom":"a"}'),
    lu('{"toString":"b","__proto__":"a","nom":"a"}'),
    lu('{"toString":"a","__proto__":"a","nom":"b"}'),
  );
  expect(conflits).toEqual([]);
  expect(isSame(donnees, lu('{"toString":"b","__proto__":"a","nom":"b"}'))).toBe(true);
});
