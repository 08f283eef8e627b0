/** What the filters know of each page: structures, guide, aids, words, communes, events, walks. */
import { addDays, isoWeekday, toNumeroDeJour } from '../date/date-civile';
import { isAtypique, isHeld } from '../permanence/occurrence';
import type { Facettes } from '../recherche/facettes';
import type { Structure } from '../structure/schema';
import { listComingDates, listDatesOf } from './agenda';
import { departOf } from './balade';
import type { Portail } from './portail';
import { communesOf, isItinerante, isOuverte, isToCome, occurrencesOf, themesCherchesOf } from './structure';

/** Days of dates that tell on which days of the week a structure receives people. */
const JOURS_OBSERVES = 60;

/** Leaves out what says nothing, so that it takes no room. */
function compact(facettes: { [K in keyof Facettes]: Facettes[K] | undefined | false }): Facettes {
  const entrees = Object.entries(facettes).filter(
    ([, valeur]) =>
      valeur !== undefined && valeur !== false && !(Array.isArray(valeur) && valeur.length === 0),
  );
  return Object.fromEntries(entrees) as unknown as Facettes;
}

function listJours(structure: Structure, portail: Portail): number[] {
  const fin = addDays(portail.aujourdhui, JOURS_OBSERVES);
  const jours = occurrencesOf(structure, portail)
    .filter((occurrence) => isHeld(occurrence) && occurrence.date <= fin && isToCome(occurrence, portail))
    .map(({ date }) => isoWeekday(toNumeroDeJour(date)));
  return [...new Set(jours)].sort();
}

/** Without appointment where the structure says so, or at one of its permanences at least. */
function isSansRendezVous({ acces, permanences }: Structure): boolean {
  return permanences.length > 0
    ? permanences.some((permanence) => (permanence.acces ?? acces) === 'libre')
    : acces === 'libre';
}

export function facettesOfStructure(structure: Structure, portail: Portail): Facettes {
  const { zone, publics, permanences } = structure;
  const ouverte = isOuverte(structure);
  return compact({
    genre: 'structure',
    slug: structure.slug,
    types: [structure.type, ...structure.autresTypes],
    themes: [...themesCherchesOf(structure)],
    // A project or a closed place welcomes no age, and answers to no filter about coming.
    ages: ouverte ? publics.ages : undefined,
    communes: communesOf(structure, portail).map(({ codeInsee }) => codeInsee),
    zone,
    jours: listJours(structure, portail),
    gratuit: structure.tarif?.gratuit === true,
    sansRendezVous: ouverte && isSansRendezVous(structure),
    atypique: ouverte && permanences.some(({ creneaux }) => creneaux.some(isAtypique)),
    handicap: structure.handicap?.accueil === true,
    aDomicile: structure.aDomicile,
    itinerant: isItinerante(structure),
    ferme: !ouverte,
  });
}

/** Every page that search may find. The words explained are on one page: each is an anchor in it. */
export function listFacettes(portail: Portail): Facettes[] {
  const evenements = new Set(listComingDates(portail).map(({ evenement }) => evenement));
  return [
    ...portail.structures.map((structure) => facettesOfStructure(structure, portail)),
    ...portail.articles.map(({ slug, types, themes, ages }) =>
      compact({ genre: 'guide', slug, types, themes, ages }),
    ),
    ...portail.aides.map(({ slug, types, themes, ages }) =>
      compact({ genre: 'aide', slug, types, themes, ages }),
    ),
    ...portail.termes.map(({ slug, types }) => compact({ genre: 'lexique', slug, types })),
    ...portail.communes.map(({ slug, codeInsee }) =>
      compact({ genre: 'commune', slug, communes: [codeInsee] }),
    ),
    ...[...evenements].map((evenement) => {
      const dates = listDatesOf([evenement], portail);
      return compact({
        genre: 'evenement',
        slug: evenement.slug,
        themes: evenement.themes,
        ages: evenement.ages,
        communes: [...new Set(dates.flatMap(({ communes }) => communes.map(({ codeInsee }) => codeInsee)))],
        jours: [
          ...new Set(dates.flatMap(({ seance }) => (seance ? [isoWeekday(toNumeroDeJour(seance.du))] : []))),
        ].sort(),
        gratuit: evenement.gratuit === true,
      });
    }),
    ...portail.balades.map((balade) =>
      compact({
        genre: 'balade',
        slug: balade.slug,
        ages: balade.ages,
        communes: [departOf(balade, portail).commune.codeInsee],
      }),
    ),
  ];
}
