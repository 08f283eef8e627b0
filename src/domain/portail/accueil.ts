/** What the home page shows first: what happens in the coming days, and the needs that bring most families. */
import { addDays } from '../date/date-civile';
import { isHeld } from '../permanence/occurrence';
import type { TypeSlug } from '../structure/type';
import { type DateDEvenement, listComingDates } from './agenda';
import type { Portail } from './portail';
import { type Occurrence, isItinerante, isOuverte, occurrencesOf } from './structure';

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
  /** Coming occurrences of the services that move, then of the others: one date a structure. */
  passages: Occurrence[];
  evenements: DateDEvenement[];
  nombreDeStructures: number;
}

const JOURS = 7;
const PASSAGES = 6;
const PASSAGES_PAR_TOURNEE = 3;
const EVENEMENTS = 3;

export function describeAccueil(portail: Portail): VueDAccueil {
  const fin = addDays(portail.aujourdhui, JOURS);
  // Services that move come first: they are what nobody knows by heart.
  const passages = portail.structures
    .filter((structure) => isOuverte(structure) && structure.permanences.length > 0)
    .flatMap((structure) => {
      const coming = occurrencesOf(structure, portail).filter(
        (o) => isHeld(o) && o.debut && o.date >= portail.aujourdhui && o.date <= fin,
      );
      return isItinerante(structure) ? coming.slice(0, PASSAGES_PAR_TOURNEE) : coming.slice(0, 1);
    })
    .sort(
      (a, b) =>
        Number(isItinerante(b.structure)) - Number(isItinerante(a.structure)) ||
        a.debutIso.localeCompare(b.debutIso),
    )
    .slice(0, PASSAGES)
    .sort((a, b) => a.debutIso.localeCompare(b.debutIso));
  return {
    besoins: BESOINS,
    passages,
    evenements: listComingDates(portail)
      .filter(({ evenement, debutIso }) => debutIso !== undefined && evenement.statut !== 'annule')
      .slice(0, EVENEMENTS),
    nombreDeStructures: portail.structures.filter(isOuverte).length,
  };
}
