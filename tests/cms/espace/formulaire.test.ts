import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CollectionDeFiche,
  COLLECTIONS_DE_FICHES,
  partiesOf,
} from '../../../cms/espace/champs-de-fiche';
import { readAt, toChemin } from '../../../cms/espace/chemin';
import { applyFormulaire, findNom, listPermanences } from '../../../cms/espace/formulaire';
import {
  addPermanence,
  carryOver,
  fillFormulaire,
  listDisputes,
  separateJour,
} from '../../../cms/espace/remplissage';
import type { Valeurs } from '../../../cms/espace/valeurs';
import { COLLECTIONS } from '../../../src/domain/contenu/collection';
import { JOURS_DE_SEMAINE } from '../../../src/domain/date/jour';
import { structureSchema } from '../../../src/domain/structure/schema';
import { readContenu } from '../../../src/loaders/lecture';

const AUJOURDHUI = '2026-12-01';
const TERRITOIRES = [
  'val-d-exemple',
  'monts-rance-rougier',
  'pays-de-sommieres',
  'gard-rhodanien',
  'cordais-causse-4c',
];

type Donnees = Record<string, unknown>;
interface Fiche {
  collection: CollectionDeFiche;
  nom: string;
  donnees: Donnees;
}
const fiches: Fiche[] = TERRITOIRES.flatMap((territoire) =>
  readContenu('src/content', territoire)
    .filter(({ collection }) => (COLLECTIONS_DE_FICHES as readonly string[]).includes(collection))
    .map(({ collection, chemin, donnees }) => ({
      collection: collection as CollectionDeFiche,
      nom: chemin,
      donnees: donnees as Donnees,
    })),
);
const structures = fiches.filter(({ collection }) => collection === 'structures');

/** What a browser sends of these values: boxes that are not ticked are absent, and lines end otherwise. */
function send(valeurs: Valeurs): Map<string, string[]> {
  return new Map(
    [...valeurs]
      .filter(([, textes]) => textes.length > 0)
      .map(([nom, textes]) => [nom, textes.map((texte) => texte.replace(/\n/g, '\r\n'))]),
  );
}

const fill = ({ collection, donnees }: Fiche) => fillFormulaire(collection, donnees, AUJOURDHUI);
const apply = ({ collection, donnees }: Fiche, valeurs: Valeurs) =>
  applyFormulaire(collection, donnees, valeurs, AUJOURDHUI).donnees;
const structure = (donnees: Donnees): Fiche => ({ collection: 'structures', nom: 'essai', donnees });

function type(fiche: Fiche, ...saisies: [string, string[]][]): Donnees {
  return apply(fiche, new Map([...send(fill(fiche)), ...saisies]));
}

const jour = fc.constantFrom(...JOURS_DE_SEMAINE);
const jours = fc.uniqueArray(jour, { minLength: 1 });
const date = fc
  .integer({ min: 0, max: 700 })
  .map((n) => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10));
const heure = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
const options = { requiredKeys: [] as never[] };
const rythme = fc.oneof(
  fc.record(
    { type: fc.constant('hebdomadaire'), jours, semaines: fc.constantFrom('paires', 'impaires') },
    { requiredKeys: ['type', 'jours'] },
  ),
  fc.record({
    type: fc.constant('hebdomadaire'),
    jours,
    intervalle: fc.record({ semaines: fc.constant(3), depuis: date }),
  }),
  fc.record({
    type: fc.constant('mensuel'),
    jours,
    rangs: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), { minLength: 1 }),
  }),
  fc.record({ type: fc.constant('semaine-du-mois'), jours, semaines: fc.constant([1, -1]) }),
  fc.record({ type: fc.constant('jour-du-mois'), quantiemes: fc.constant([15]) }),
  fc.record({ type: fc.constant('avant-vacances'), jours }),
  fc.record({ type: fc.constant('dates'), dates: fc.array(date, { minLength: 1 }) }),
  fc.record({
    type: fc.constant('date-communiquee'),
    precision: fc.constant('un jour par mois'),
    dates: fc.array(date),
  }),
  fc.constant({ type: 'sur-rendez-vous' }),
);
const creneau = fc.oneof(
  fc.record({ debut: heure, fin: heure }, { requiredKeys: ['debut'] }),
  fc.record({ moment: fc.constantFrom('matin', 'soiree') }),
);
const exception = fc.oneof(
  fc.record({ type: fc.constant('annulation'), du: date, motif: fc.constant('formation') }),
  fc.record({ type: fc.constant('report'), de: date, vers: date, motif: fc.constant('salle prise') }),
  fc.record({
    type: fc.constant('ajout'),
    date,
    creneaux: fc.array(creneau, { minLength: 1 }),
    motif: fc.constant('en plus'),
  }),
);
const permanence = fc.record(
  {
    rythme,
    libelle: fc.string({ minLength: 1 }),
    lieu: fc.constant('mairie'),
    ordre: fc.nat(),
    creneaux: fc.array(creneau, { maxLength: 3 }),
    filtre: fc.record(
      {
        vacances: fc.record(
          {
            regle: fc.constantFrom('exclues', 'seulement'),
            semaines: fc.constant([1]),
            zone: fc.constant('A'),
          },
          { requiredKeys: ['regle'] },
        ),
        joursFeries: fc.constantFrom('exclus', 'inclus'),
        saison: fc.constant({ du: '06-01', au: '09-15' }),
      },
      options,
    ),
    exceptions: fc.array(exception, { maxLength: 3 }),
    acces: fc.constantFrom('libre', 'sur-rendez-vous'),
    verifieLe: date,
  },
  { requiredKeys: ['rythme'] },
);
const texteLibre = fc.string({ unit: 'grapheme', maxLength: 40 });
const fiche = fc
  .record(
    {
      nom: texteLibre,
      role: texteLibre,
      site: fc.webUrl(),
      acces: fc.constantFrom('libre', 'sur-inscription'),
      tarif: fc.record({ gratuit: fc.boolean(), precisions: texteLibre }, options),
      aApporter: fc.array(texteLibre),
      langues: fc.array(texteLibre),
      capacite: fc.record({ places: fc.nat() }),
      contacts: fc.array(
        fc.record(
          {
            fonction: texteLibre,
            telephone: fc.constant('05 36 49 01 01'),
            visibilite: fc.constantFrom('public', 'professionnels'),
          },
          options,
        ),
      ),
      fermetures: fc.array(fc.record({ du: date, motif: texteLibre })),
      verifications: fc.record({ horaires: date }, options),
      permanences: fc
        .array(permanence, { maxLength: 4 })
        .map((liste) => liste.map((p, rang) => ({ id: `p-${rang}`, ...p }))),
    },
    { requiredKeys: ['nom', 'role'] },
  )
  .map((donnees) => structure(donnees));

describe('a form that nobody wrote in', () => {
  it('leaves every entry of every territory as it is', () => {
    expect(fiches.length).toBeGreaterThan(300);
    for (const lue of fiches) expect(apply(lue, send(fill(lue))), lue.nom).toBe(lue.donnees);
  });

  it('leaves any entry as it is, rich rhythms, empty texts and odd lists included', () => {
    fc.assert(
      fc.property(fiche, (lue) => {
        expect(apply(lue, send(fill(lue)))).toBe(lue.donnees);
      }),
      { numRuns: 400 },
    );
  });

  it('leaves the entry as it is when it is empty, or about something else', () => {
    fc.assert(
      fc.property(fiche, fc.dictionary(fc.string(), fc.array(fc.string())), (lue, bruit) => {
        expect(apply(lue, new Map())).toBe(lue.donnees);
        expect(() => apply(lue, new Map(Object.entries(bruit)))).not.toThrow();
      }),
    );
  });
});

/** Paths of the leaves that differ. */
function listDifferences(avant: unknown, apres: unknown, chemin = ''): string[] {
  if (JSON.stringify(avant) === JSON.stringify(apres)) return [];
  const isGroup = (valeur: unknown): valeur is Donnees =>
    typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);
  if (!isGroup(avant ?? {}) || !isGroup(apres ?? {})) return [chemin];
  const [a, b] = [(avant ?? {}) as Donnees, (apres ?? {}) as Donnees];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((cle) =>
    listDifferences(a[cle], b[cle], chemin ? `${chemin}.${cle}` : cle),
  );
}

describe('one field that someone changed', () => {
  it('changes that field alone, in every entry of every territory', () => {
    for (const lue of fiches) {
      for (const champ of partiesOf(lue.collection).flatMap(({ champs }) => champs)) {
        const saisie = champ.choix ? champ.choix.at(-1)![0] : 'https://autre.example/x';
        const apres = type(lue, [champ.chemin, [saisie]]);
        const differences = listDifferences(lue.donnees, apres);
        expect([[], [champ.chemin]], `${lue.nom} ${champ.chemin}`).toContainEqual(differences);
      }
    }
  });

  it('writes the hours of one slot, and leaves the others and the rest of the permanence', () => {
    fc.assert(
      fc.property(fiche, heure, (lue, nouvelle) => {
        const permanences = (lue.donnees.permanences ?? []) as Donnees[];
        permanences.forEach((avant, rang) => {
          const apres = type(lue, [`permanences.p-${rang}.creneaux.0.debut`, [nouvelle]]);
          const suite = (apres.permanences as Donnees[])[rang]!;
          const { creneaux: c1, ...reste1 } = avant;
          const { creneaux: c2, ...reste2 } = suite;
          expect(reste2).toEqual(reste1);
          expect((c2 as Donnees[])[0]!.debut).toBe(nouvelle);
          expect((c2 as Donnees[]).slice(1)).toEqual(((c1 ?? []) as Donnees[]).slice(1));
          const { permanences: p1, ...fiche1 } = lue.donnees;
          const { permanences: p2, ...fiche2 } = apres;
          expect(fiche2).toEqual(fiche1);
          expect((p2 as Donnees[]).filter((_, autre) => autre !== rang)).toEqual(
            (p1 as Donnees[]).filter((_, autre) => autre !== rang),
          );
        });
      }),
    );
  });

  it('never rewrites a rhythm that the form cannot say', () => {
    fc.assert(
      fc.property(fiche, jours, (lue, autres) => {
        ((lue.donnees.permanences ?? []) as Donnees[]).forEach((avant, rang) => {
          const base = `permanences.p-${rang}`;
          if (fill(lue).get(`${base}.rythme`)?.[0] !== 'tel-quel') return;
          const apres = type(lue, [`${base}.jours`, autres], [`${base}.rangs`, ['1']]);
          expect((apres.permanences as Donnees[])[rang]!.rythme).toBe(avant.rythme);
        });
      }),
    );
  });
});

const relais = structure({
  nom: 'Relais',
  type: 'rpe',
  statut: 'ouvert',
  role: 'On y répond aux parents et aux assistantes maternelles.',
  contacts: [
    { fonction: 'Accueil', telephone: '05 36 49 01 01' },
    { fonction: 'Direction', courriel: 'direction@relais.example', visibilite: 'professionnels' },
  ],
  permanences: [
    {
      id: 'semaine',
      lieu: 'mairie',
      rythme: { type: 'hebdomadaire', jours: ['lundi', 'mardi', 'jeudi'] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
      filtre: { vacances: { regle: 'exclues', zone: 'A' } },
      exceptions: [
        { type: 'annulation', du: '2026-09-14', motif: 'formation' },
        { type: 'annulation', du: '2027-01-12', motif: 'formation' },
      ],
    },
  ],
  fermetures: [
    { du: '2026-08-01', au: '2026-08-20', motif: 'congés d’été' },
    { du: '2026-12-28', au: '2027-01-01', motif: 'congés' },
  ],
  sources: [{ titre: 'Le relais' }],
});
const isValid = (donnees: Donnees) => structureSchema.safeParse(donnees).success;
const permanencesOf = (donnees: Donnees) => donnees.permanences as Donnees[];

describe('what a partner does in the form', () => {
  it('gives Tuesday other hours, in a permanence of its own', () => {
    const { valeurs, id } = separateJour(relais.donnees, send(fill(relais)), 'semaine', 'mardi');
    expect(id).toBe('semaine-mardi');
    const apres = apply(relais, new Map([...valeurs, [`permanences.${id}.creneaux.0.debut`, ['10:00']]]));
    expect(permanencesOf(apres)).toMatchObject([
      {
        id: 'semaine',
        rythme: { type: 'hebdomadaire', jours: ['lundi', 'jeudi'] },
        creneaux: [{ debut: '09:00', fin: '12:00' }],
      },
      {
        id: 'semaine-mardi',
        lieu: 'mairie',
        rythme: { type: 'hebdomadaire', jours: ['mardi'] },
        creneaux: [{ debut: '10:00', fin: '12:00' }],
        filtre: { vacances: { regle: 'exclues', zone: 'A' } },
      },
    ]);
    expect(permanencesOf(apres)[0]!.exceptions).toBe(permanencesOf(relais.donnees)[0]!.exceptions);
    expect(permanencesOf(apres)[1]).not.toHaveProperty('exceptions');
    expect(isValid(apres)).toBe(true);
  });

  it('adds hours, on some weeks of the month', () => {
    const { valeurs, id } = addPermanence(relais.donnees, send(fill(relais)));
    const base = `permanences.${id}`;
    const apres = apply(
      relais,
      new Map([
        ...valeurs,
        [`${base}.rythme`, ['mensuel']],
        [`${base}.jours`, ['mardi']],
        [`${base}.rangs`, ['3', '1']],
        [`${base}.creneaux.0.debut`, ['9h']],
        [`${base}.creneaux.0.fin`, ['12 h 30']],
        [`${base}.vacances`, ['exclues']],
      ]),
    );
    expect(permanencesOf(apres)[1]).toEqual({
      id: 'horaires',
      rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1, 3] },
      creneaux: [{ debut: '09:00', fin: '12:30' }],
      filtre: { vacances: { regle: 'exclues' } },
    });
    expect(isValid(apres)).toBe(true);
  });

  it('announces a closure and removes one, without touching those of the past', () => {
    const apres = type(
      relais,
      ['fermetures.1.retirer', ['oui']],
      ['fermetures.nouveau.du', ['15/02/2027']],
      ['fermetures.nouveau.motif', ['travaux']],
    );
    expect(apres.fermetures).toEqual([
      { du: '2026-08-01', au: '2026-08-20', motif: 'congés d’été' },
      { du: '2027-02-15', motif: 'travaux' },
    ]);
  });

  it('cancels, moves and adds a date, and takes an announcement back', () => {
    const base = 'permanences.semaine';
    const apres = type(
      relais,
      [`${base}.exceptions.1.retirer`, ['oui']],
      [`${base}.annulation.du`, ['2027-01-05']],
      [`${base}.annulation.motif`, ['réunion']],
      [`${base}.report.de`, ['2027-01-07']],
      [`${base}.report.vers`, ['2027-01-08']],
      [`${base}.report.debut`, ['14:00']],
      [`${base}.report.motif`, ['salle prise']],
      [`${base}.ajout.date`, ['2027-01-09']],
      [`${base}.ajout.motif`, ['portes ouvertes']],
    );
    expect(permanencesOf(apres)[0]!.exceptions).toEqual([
      { type: 'annulation', du: '2026-09-14', motif: 'formation' },
      { type: 'annulation', du: '2027-01-05', motif: 'réunion' },
      {
        type: 'report',
        de: '2027-01-07',
        vers: '2027-01-08',
        motif: 'salle prise',
        creneaux: [{ debut: '14:00' }],
      },
      { type: 'ajout', date: '2027-01-09', motif: 'portes ouvertes' },
    ]);
    expect(isValid(apres)).toBe(true);
  });

  it('removes a contact, hours, and a value', () => {
    const apres = type(relais, ['contacts.0.retirer', ['oui']], ['permanences.semaine.retirer', ['oui']]);
    expect(apres.contacts).toEqual([readAt(relais.donnees, ['contacts', 1])]);
    expect(apres).not.toHaveProperty('permanences');
    expect(type(relais, ['contacts.0.telephone', ['']]).contacts).toMatchObject([
      { fonction: 'Accueil' },
      {},
    ]);
    expect(type(relais, ['contacts.0.telephone', ['']], ['contacts.0.fonction', ['']]).contacts).toHaveLength(
      1,
    );
  });

  it('confirms a group of fields, and only it', () => {
    expect(type(relais, ['verifications.horaires', ['oui']]).verifications).toEqual({ horaires: AUJOURDHUI });
  });

  it('writes the address of a site without its beginning', () => {
    expect(type(relais, ['site', ['www.relais.example/rpe']]).site).toBe('https://www.relais.example/rpe');
  });

  it('finds the field of the form that a message is about', () => {
    const valeurs = new Map([
      ...send(fill(relais)),
      ['contacts.0.retirer', ['oui']],
      ['contacts.1.courriel', ['rien']],
      ['fermetures.nouveau.motif', ['x']],
      ['permanences.semaine.creneaux.0.fin', ['25:00']],
    ]);
    const { donnees, noms } = applyFormulaire('structures', relais.donnees, valeurs, AUJOURDHUI);
    const { error } = COLLECTIONS.structures.schema.safeParse(donnees);
    const trouves = error!.issues.map(({ path }) => findNom(noms, path.join('.')));
    expect(new Set(trouves)).toEqual(
      new Set([
        'contacts.1.courriel',
        'fermetures.nouveau.du',
        'fermetures.nouveau.motif',
        'permanences.semaine.creneaux.0.fin',
      ]),
    );
  });
});

describe('a form written on a version that changed meanwhile', () => {
  const actuelle = structure({
    ...relais.donnees,
    role: 'Un autre rôle, écrit par quelqu’un d’autre.',
    contacts: [{ fonction: 'Accueil', telephone: '05 36 49 99 99' }, readAt(relais.donnees, ['contacts', 1])],
  });

  it('keeps what each of them changed', () => {
    const ecrite = new Map([...send(fill(relais)), ['aApporter', ['un goûter']] as [string, string[]]]);
    const portee = carryOver(fill(relais), ecrite, fill(actuelle));
    const apres = apply(actuelle, send(portee));
    expect(apres).toEqual({ ...actuelle.donnees, aApporter: ['un goûter'] });
    expect(listDisputes(fill(relais), ecrite, fill(actuelle))).toEqual([]);
  });

  it('names the fields that both changed, and keeps the text of the one who writes', () => {
    const ecrite = new Map([
      ...send(fill(relais)),
      ['contacts.0.telephone', ['05 36 49 02 02']] as [string, string[]],
    ]);
    expect(listDisputes(fill(relais), ecrite, fill(actuelle))).toEqual(['contacts.0.telephone']);
    expect(carryOver(fill(relais), ecrite, fill(actuelle)).get('contacts.0.telephone')).toEqual([
      '05 36 49 02 02',
    ]);
  });

  it('brings an untouched form to the newer version, whatever both hold', () => {
    fc.assert(
      fc.property(fiche, fiche, (lue, autre) => {
        expect(apply(autre, send(carryOver(fill(lue), send(fill(lue)), fill(autre))))).toBe(autre.donnees);
      }),
    );
  });
});

it('reads every path of a list and of a group', () => {
  expect(toChemin('contacts.0.telephone')).toEqual(['contacts', 0, 'telephone']);
  expect(structures.length).toBeGreaterThan(200);
});

it('adds no more permanences at once than a person would', () => {
  const valeurs = new Map([['permanences-nouvelles', Array.from({ length: 500 }, (_, rang) => `p-${rang}`)]]);
  expect(listPermanences({ permanences: [{ id: 'mardi' }] }, valeurs)).toHaveLength(21);
});
