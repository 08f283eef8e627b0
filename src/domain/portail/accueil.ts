/** What the home page shows first: what happens in the coming days, and the needs that bring most families. */
import { addDays } from '../date/date-civile';
import { isHeld } from '../permanence/occurrence';
import type { Structure } from '../structure/schema';
import type { TypeSlug } from '../structure/type';
import { type DateDEvenement, listComingDates } from './agenda';
import type { Portail } from './portail';
import { type Passage, keepNextOfEach } from './passage';
import { isItinerante, isOuverte, occurrencesOf } from './structure';

/** A need in a parent's words, and the page that answers it. */
export interface Besoin {
  libelle: string;
  precision: string;
  href: string;
  pictogramme: string;
}

const BESOINS: readonly (Besoin & { types?: readonly TypeSlug[] })[] = [
  {
    libelle: 'Faire garder mon enfant',
    precision: 'crèche, assistante maternelle, relais',
    href: '/themes/petite-enfance/',
    pictogramme: 'baby',
  },
  {
    libelle: 'Mercredis et vacances',
    precision: 'centres de loisirs, garderie',
    href: '/themes/enfance/',
    pictogramme: 'tent-tree',
  },
  {
    libelle: 'Mes papiers, mes droits',
    precision: 'impôts, Caf, retraite, carte grise',
    href: '/themes/acces-aux-droits/',
    pictogramme: 'files',
  },
  {
    libelle: 'Parler de mon ado',
    precision: 'écoute, activités, santé',
    href: '/themes/jeunesse/',
    pictogramme: 'message-circle-heart',
  },
  {
    libelle: 'Rencontrer d’autres parents',
    precision: 'cafés, ateliers, sorties',
    href: '/themes/parentalite/',
    pictogramme: 'coffee',
  },
  {
    libelle: 'Aider un proche âgé',
    precision: 'aides à domicile, pause pour l’aidant',
    href: '/themes/seniors-et-aidants/',
    pictogramme: 'armchair',
  },
  {
    libelle: 'Un enfant différent',
    precision: 'handicap, accueil adapté',
    href: '/themes/handicap/',
    pictogramme: 'puzzle',
  },
  {
    libelle: 'Venir sans voiture',
    precision: 'bus, transport à la demande',
    href: '/themes/mobilite/',
    pictogramme: 'bus',
  },
];

export interface VueDAccueil {
  besoins: readonly Besoin[];
  /** Coming occurrences of the services that move, then of the others. */
  passages: Passage[];
  evenements: DateDEvenement[];
  nombreDeStructures: number;
}

const JOURS = 7;
/** Shown at once, and embedded: those that pass make room for the next until the site is built again. */
export const PASSAGES_VISIBLES = 6;
const PASSAGES = 18;
const EVENEMENTS = 3;

/** Dated, with hours: what one can go to. The services that move come first, nobody knows them by heart. */
function listPassages(portail: Portail): Passage[] {
  const fin = addDays(portail.aujourdhui, JOURS);
  const comingOf = (structure: Structure): Passage[] =>
    occurrencesOf(structure, portail)
      .filter((o) => isHeld(o) && o.debut && o.date >= portail.aujourdhui && o.date <= fin)
      .map((occurrence) => ({ occurrence }));
  const byTime = (a: Passage, b: Passage) => a.occurrence.debutIso.localeCompare(b.occurrence.debutIso);
  const [itinerantes, fixes] = [true, false].map((itinerante) =>
    portail.structures
      .filter((structure) => isItinerante(structure) === itinerante)
      .flatMap(comingOf)
      .sort(byTime),
  );
  const premiers = (itinerantes ?? []).slice(0, PASSAGES);
  const complement = keepNextOfEach(fixes ?? []).slice(0, PASSAGES - premiers.length);
  return [...premiers, ...complement].sort(byTime);
}

export function describeAccueil(portail: Portail): VueDAccueil {
  return {
    besoins: BESOINS,
    passages: listPassages(portail),
    evenements: listComingDates(portail)
      .filter(({ evenement, debutIso }) => debutIso !== undefined && evenement.statut !== 'annule')
      .slice(0, EVENEMENTS),
    nombreDeStructures: portail.structures.filter(isOuverte).length,
  };
}
