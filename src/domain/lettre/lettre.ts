/**
 * The monthly letter of a territory: what is announced, what is new, what will not take place, where services pass,
 * and something to read at each age. It is written from the content alone; a person reads it before it leaves, and may
 * add a few words.
 */
import { overlaps } from '../age/age';
import { ETAPES, ETAPE_SLUGS } from '../age/etape';
import type { DateCivile } from '../date/date-civile';
import { formatDate, formatJourDuMois, formatListe, formatPeriode } from '../date/format';
import { JOURS_DE_SEMAINE, isoWeekday, toNumeroDeJour } from '../date/jour';
import { STATUTS_EVENEMENT } from '../evenement/schema';
import { listChangements } from '../export/changements';
import { toUrl } from '../export/en-tete';
import { isHeld } from '../permanence/occurrence';
import { formatCreneauCourt } from '../permanence/phrase';
import { type DateDEvenement, lastDayOf, listComingDates } from '../portail/agenda';
import type { Portail } from '../portail/portail';
import { isRendezVous } from '../portail/portee';
import { type Occurrence, isItinerante, isOuverte, occurrencesOf } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { type MoisCivil, firstDay, formatDeMois, formatMois, lastDay } from './mois';
import { type Nouveaute, listNouveautes } from './nouveautes';

export interface EntreeDeLettre {
  titre: string;
  /** Path of its page. */
  page: string;
  /** « Annulé », « À confirmer »: said before the title. */
  marque?: string;
  lignes: string[];
}

export interface PartieDeLettre {
  id: 'agenda' | 'nouveautes' | 'changements' | 'passages' | 'ages';
  titre: string;
  entrees: EntreeDeLettre[];
  /** How many entries were left out, and the page that has them all. */
  suite?: { nombre: number; page: string; texte: string };
}

export interface Signataire {
  nom: string;
  /** Address of its logo, when it has one. */
  logo: string | undefined;
  texteAlternatif: string;
}

export interface Lettre {
  mois: MoisCivil;
  titre: string;
  sujet: string;
  territoire: string;
  nomOfficiel: string;
  fictif: boolean;
  /** Address of the portal, in front of every path. */
  site: string;
  parties: PartieDeLettre[];
  signataires: Signataire[];
}

/** More would not be read: the rest is on the site. */
const MAX = { agenda: 15, nouveautes: 15, changements: 15, passages: 12 } as const;

function formatSeance({ seance, lieu, communes }: DateDEvenement): string {
  if (!seance) return '';
  const noms = formatListe(communes.map(({ nom }) => nom));
  const ou = lieu?.nom.includes(noms) ? [lieu.nom] : [lieu?.nom, noms];
  const jours = formatPeriode(seance.du, seance.au ?? seance.du);
  return [jours, formatCreneauCourt(seance), ...ou].filter(Boolean).join(', ');
}

function listAgenda(du: DateCivile, au: DateCivile, portail: Portail): EntreeDeLettre[] {
  const dates = listComingDates(portail).filter(
    (date) => date.seance && date.seance.du <= au && lastDayOf(date)! >= du,
  );
  return [...Map.groupBy(dates, ({ evenement }) => evenement)].map(([evenement, siennes]) => {
    const { slug, titre, statut, statutPrecision, resume } = evenement;
    return {
      titre,
      page: `/agenda/#${slug}`,
      ...(statut === 'confirme' ? {} : { marque: STATUTS_EVENEMENT[statut] }),
      lignes: [...siennes.map(formatSeance), statutPrecision, resume].filter((ligne) => ligne !== undefined),
    };
  });
}

const MARQUES: Record<Nouveaute['genre'], string> = {
  nouveau: 'Nouveau',
  change: 'Changement',
  ferme: 'Fermé',
};

const toEntreeDeNouveaute = ({ genre, structure, lignes }: Nouveaute): EntreeDeLettre => ({
  titre: structure.nom,
  page: `/structures/${structure.slug}/`,
  marque: MARQUES[genre],
  lignes,
});

/** Only what was told ahead of its day: a date of yesterday changes nothing for who reads. */
function listDatesChangees(du: DateCivile, au: DateCivile, portail: Portail): EntreeDeLettre[] {
  return listChangements(portail, au)
    .filter((changement) => changement.du >= du)
    .sort((a, b) => a.du.localeCompare(b.du) || a.nom.localeCompare(b.nom))
    .map(({ titre, page, texte, categorie }) => {
      // The dates that a closure cancels are in its title; a move says where the new one is.
      const lignes = texte.split('\n');
      return { titre, page, lignes: categorie === 'annulation' ? lignes.slice(0, 1) : lignes };
    });
}

/** The hours of a town hall are no news for a family. */
const isUtile = (structure: Structure): boolean => structure.type !== 'mairie';

/** « les mardis 1er, 8 et 15 » when it is always the same day of the week, else each date. */
function formatDates(dates: readonly DateCivile[]): string {
  const jours = dates.map((date) => JOURS_DE_SEMAINE[isoWeekday(toNumeroDeJour(date)) - 1]!);
  const isMemeJour = jours.every((jour) => jour === jours[0]);
  const quantiemes = dates.map((date) => formatJourDuMois(Number(date.slice(8))));
  if (dates.length === 1 || !isMemeJour) return formatListe(dates.map((date) => formatDate(date)));
  return `les ${jours[0]}s ${formatListe(quantiemes)}`;
}

/** One line a place and an hour. */
function formatPassages(occurrences: readonly Occurrence[]): string[] {
  const parLieu = Map.groupBy(occurrences, ({ place, commune, debut, fin, moment }) =>
    [place?.slug ?? commune?.slug, debut, fin, moment].join('|'),
  );
  return [...parLieu.values()].map((groupe) => {
    const first = groupe[0]!;
    const { place, commune } = first;
    const ou = [place?.nom, commune && !place?.nom.includes(commune.nom) && commune.nom].filter(Boolean);
    const dates = [...new Set(groupe.map(({ date }) => date))];
    return [`${ou.join(', ') || 'lieu à demander'} : ${formatDates(dates)}`, formatCreneauCourt(first)]
      .filter(Boolean)
      .join(', ');
  });
}

function listPassages(du: DateCivile, au: DateCivile, portail: Portail): EntreeDeLettre[] {
  return portail.structures
    .filter((each) => isOuverte(each) && isItinerante(each) && isUtile(each))
    .flatMap((structure) => {
      const rendezVous = new Set(structure.permanences.filter(isRendezVous).map(({ id }) => id));
      const siennes = occurrencesOf(structure, portail).filter(
        (each) => rendezVous.has(each.permanence) && isHeld(each) && each.date >= du && each.date <= au,
      );
      if (siennes.length === 0) return [];
      return [
        { titre: structure.nom, page: `/structures/${structure.slug}/`, lignes: formatPassages(siennes) },
      ];
    });
}

/** An article of the guide for each age, another each month: the same month always gives the same. */
function listAges(mois: MoisCivil, portail: Portail): EntreeDeLettre[] {
  const rang = Number(mois.slice(0, 4)) * 12 + Number(mois.slice(5));
  const pris = new Set<string>();
  return ETAPE_SLUGS.flatMap((etape) => {
    const articles = portail.articles.filter(
      ({ slug, ages }) => ages && overlaps(ages, ETAPES[etape].ages) && !pris.has(slug),
    );
    const article = articles[rang % Math.max(1, articles.length)];
    if (!article) return [];
    pris.add(article.slug);
    const { slug, titre, resume } = article;
    return [{ titre, page: `/guide/${slug}/`, marque: ETAPES[etape].titre, lignes: [resume] }];
  });
}

/** Cut where it would be too long, and said so. */
function toPartie(
  id: PartieDeLettre['id'],
  titre: string,
  entrees: EntreeDeLettre[],
  page?: { page: string; texte: string },
): PartieDeLettre[] {
  if (entrees.length === 0) return [];
  const max = id === 'ages' ? Infinity : MAX[id];
  const nombre = entrees.length - max;
  const suite = nombre > 0 && page ? { suite: { nombre, ...page } } : {};
  return [{ id, titre, entrees: entrees.slice(0, max), ...suite }];
}

/** The letter of a month. `avant` is the content as the last letter knew it; without it, nothing is called new. */
export function composeLettre(portail: Portail, mois: MoisCivil, avant?: Portail): Lettre {
  const { territoire, aujourdhui } = portail;
  const du = aujourdhui > firstDay(mois) ? aujourdhui : firstDay(mois);
  const au = lastDay(mois);
  const nouveautes = avant
    ? listNouveautes(avant, portail).filter(({ structure }) => isUtile(structure))
    : [];
  const nom = formatMois(mois);
  const deMois = formatDeMois(mois);
  return {
    mois,
    titre: `Les infos des familles, ${nom}`,
    sujet: `Infos des familles, ${nom} – ${territoire.nom}`,
    territoire: territoire.nom,
    nomOfficiel: territoire.nomOfficiel,
    fictif: territoire.fictif,
    site: toUrl('', portail),
    parties: [
      ...toPartie('agenda', `Les rendez-vous ${deMois}`, listAgenda(du, au, portail), {
        page: '/agenda/',
        texte: 'dans l’agenda',
      }),
      ...toPartie('nouveautes', 'Ce qui est nouveau', nouveautes.map(toEntreeDeNouveaute), {
        page: '/structures/',
        texte: 'dans l’annuaire',
      }),
      ...toPartie('changements', 'Annulé, déplacé ou fermé', listDatesChangees(du, au, portail), {
        page: '/structures/',
        texte: 'sur la page de chaque service',
      }),
      ...toPartie('passages', 'Où passent les services', listPassages(du, au, portail), {
        page: '/communes/',
        texte: 'commune par commune',
      }),
      ...toPartie('ages', 'À lire, selon l’âge', listAges(mois, portail)),
    ],
    signataires: territoire.signataires.map(({ nom: sien, logo, texteAlternatif }) => ({
      nom: sien,
      logo: logo === undefined ? undefined : toUrl(`/logos/${logo}`, portail),
      texteAlternatif: texteAlternatif ?? sien,
    })),
  };
}
