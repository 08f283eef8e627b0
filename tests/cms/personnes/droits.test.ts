import { describe, expect, test } from 'vitest';
import {
  ACTIONS,
  type Action,
  type Decision,
  type Qui,
  VISITEUR,
  decide,
  listRolesGeres,
} from '../../../cms/personnes/droits';
import { COLLECTIONS_EDITABLES } from '../../../cms/depot/cle';
import { ROLE_SLUGS } from '../../../cms/personnes/role';

/**
 * The rights as the project promises them, written apart from the code: a line an action. For a partner: `siennes`, only
 * the entries of their organisation; `communes`, those too that everybody fills a form with.
 */
type Regle = 'oui' | 'refus' | 'siennes' | 'siennes-et-communes';
const PROMESSES: Record<Action, Record<(typeof ROLE_SLUGS)[number], Regle>> = {
  'lire-fiche': {
    partenaire: 'siennes-et-communes',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'lire-brouillon': {
    partenaire: 'siennes',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'lire-historique': {
    partenaire: 'siennes',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'ecrire-brouillon': {
    partenaire: 'siennes',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  soumettre: { partenaire: 'siennes', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  abandonner: { partenaire: 'siennes', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  annoter: { partenaire: 'siennes', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  confirmer: { partenaire: 'siennes', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  creer: { partenaire: 'refus', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  valider: { partenaire: 'refus', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  publier: { partenaire: 'refus', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  supprimer: { partenaire: 'refus', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  restaurer: { partenaire: 'refus', professionnel: 'refus', coordination: 'oui', administration: 'oui' },
  'regler-conflit': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'lire-signalements': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'traiter-signalements': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'voir-confirmations': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'envoyer-lettre': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'gerer-personnes': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  entrer: { partenaire: 'oui', professionnel: 'oui', coordination: 'oui', administration: 'oui' },
  'gerer-ses-sessions': {
    partenaire: 'oui',
    professionnel: 'oui',
    coordination: 'oui',
    administration: 'oui',
  },
  'lire-observatoire': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'suivre-annuaire-pro': {
    partenaire: 'refus',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'gerer-interlocuteurs': {
    partenaire: 'siennes',
    professionnel: 'refus',
    coordination: 'oui',
    administration: 'oui',
  },
  'noter-orientation': {
    partenaire: 'oui',
    professionnel: 'oui',
    coordination: 'oui',
    administration: 'oui',
  },
  'lire-annuaire-pro': {
    partenaire: 'oui',
    professionnel: 'oui',
    coordination: 'oui',
    administration: 'oui',
  },
  administrer: { partenaire: 'refus', professionnel: 'refus', coordination: 'refus', administration: 'oui' },
};

const SIENNE = 'a-nous';
/** Even if the base said so, nobody holds the territory or its communes. */
const TENABLES = ['structures', 'lieux', 'evenements', 'balades', 'actions'];
const COMMUNES = ['lieux', 'communes', 'territoire'];
const fiches = new Set(COLLECTIONS_EDITABLES.map((collection) => `${collection}/${SIENNE}`));
/** Short names made to be taken for another’s. */
const SLUGS = [
  SIENNE,
  'a-un-autre',
  'a-nous-aussi',
  'a-nou',
  'A-nous',
  '',
  '..',
  'constructor',
  '__proto__',
  `x/${SIENNE}`,
];

describe.each(['visiteur', ...ROLE_SLUGS] as const)('%s', (role) => {
  const qui: Qui = { role, fiches };

  test.each(ACTIONS)('%s: any entry, theirs, that of another, none', (action) => {
    const regle = role === 'visiteur' ? undefined : PROMESSES[action][role];
    const expectDecision = (isSienne: boolean, isCommune: boolean): Decision => {
      if (regle === undefined) return 'connexion';
      if (regle === 'oui' || regle === 'refus') return regle;
      return isSienne || (isCommune && regle === 'siennes-et-communes') ? 'oui' : 'refus';
    };
    const vues: string[] = [];
    for (const collection of [...COLLECTIONS_EDITABLES, 'inconnue', '__proto__'])
      for (const slug of SLUGS) {
        const isSienne = slug === SIENNE && TENABLES.includes(collection);
        const attendu = expectDecision(isSienne, COMMUNES.includes(collection));
        const cas = `${collection}/${slug}`;
        if (decide(qui, action, { collection, slug }) !== attendu) vues.push(`${cas} should be ${attendu}`);
      }
    expect(vues).toEqual([]);
    // Without an entry: may they at all?
    expect(decide(qui, action)).toBe(expectDecision(true, true));
  });

  test('without any entry held, nothing that is held is theirs', () => {
    for (const action of ACTIONS)
      for (const collection of TENABLES) {
        const decision = decide({ role, fiches: new Set() }, action, { collection, slug: SIENNE });
        const isOuverte = role === 'visiteur' ? false : PROMESSES[action][role] === 'oui';
        const isCommune = action === 'lire-fiche' && role === 'partenaire' && COMMUNES.includes(collection);
        expect(decision === 'oui', `${action} ${collection}`).toBe(isOuverte || isCommune);
      }
  });
});

test('a stranger is always asked to log in, never told no', () => {
  for (const action of ACTIONS) expect(decide(VISITEUR, action)).toBe('connexion');
});

test('nobody gives a role above their own', () => {
  const vide = new Set<string>();
  const gives = (role: Qui['role']) => listRolesGeres({ role, fiches: vide });
  expect(gives('visiteur')).toEqual([]);
  expect(gives('partenaire')).toEqual([]);
  expect(gives('professionnel')).toEqual([]);
  expect(gives('coordination')).toEqual(['partenaire', 'professionnel', 'coordination']);
  expect([...gives('administration')].sort()).toEqual([...ROLE_SLUGS].sort());
});
