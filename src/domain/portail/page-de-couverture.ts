/** What the pages of coverage show: the map, the charts, and beside each the table that says the same. */
import { drawBarres } from '../dessin/barres';
import { type ZoneDeCarte, drawCarte } from '../dessin/carte';
import { NBSP } from '../date/espace';
import { JOURS_DE_SEMAINE } from '../date/date-civile';
import { formatDatePartielle, formatListe } from '../date/format';
import { type Cellule, type Tableau, formatNombre } from '../tableau/tableau';
import type { Point } from '../territoire/distance';
import {
  type Couverture,
  LOIN_KM,
  type LigneDeCouverture,
  type Population,
  type Sujet,
  listCouvertures,
} from './couverture';
import { toFond } from './fond';
import { toPart } from './observatoire';
import { type Portail, oncePerPortail } from './portail';

export function hrefOf({ genre, slug }: Sujet): string {
  return `/observatoire/couverture/${genre}/${slug}/`;
}

/** `12,3`: a tenth of a kilometre, where the page says that it goes from a centre as the crow flies. */
const roundKm = (km: number): number => Math.round(km * 10) / 10;

const ETATS = {
  surPlace: 'sur place',
  desservie: 'desservie depuis une autre commune',
  sans: 'aucun',
} as const;

function formatEtat({ surPlace, desservie }: LigneDeCouverture): string {
  if (surPlace > 0) return ETATS.surPlace;
  return desservie ? ETATS.desservie : ETATS.sans;
}

/** « 6 323 habitants (2023) », with what is missing from that sum. */
export function formatPopulation({ habitants, dates, inconnues }: Population): string {
  if (dates.length === 0) return 'population non renseignée';
  const nombre = habitants.toLocaleString('fr-FR').replace(/\s/g, NBSP);
  const date = formatListe(dates.map((chaque) => formatDatePartielle(chaque)));
  const manque =
    inconnues > 0
      ? `, sans ${inconnues}${NBSP}commune${inconnues > 1 ? 's' : ''} dont elle n’est pas connue`
      : '';
  return `${nombre}${NBSP}habitant${habitants > 1 ? 's' : ''} (population ${date}${manque})`;
}

const nomDuLieu = ({ structure, lieu, commune }: NonNullable<LigneDeCouverture['plusProche']>): string =>
  [structure.nom, lieu?.nom ?? commune?.nom].filter((nom) => nom !== undefined).join(', ');

/** One line a commune. */
export function toTableauDesCommunes({ libelle, lignes }: Couverture): Tableau {
  return {
    legende: `${libelle} : ce qu’il y a dans chaque commune`,
    colonnes: [
      { titre: 'Commune' },
      { titre: 'Présence' },
      { titre: 'Services sur place', nombre: true },
      { titre: 'Dates connues', nombre: true },
      { titre: 'Distance au plus proche (km)', nombre: true },
      { titre: 'Le plus proche' },
      { titre: 'Habitants', nombre: true },
    ],
    lignes: lignes.map((ligne): Cellule[] => [
      { valeur: ligne.commune.nom, href: `/communes/${ligne.commune.slug}/` },
      formatEtat(ligne),
      ligne.surPlace,
      ligne.passages,
      ligne.plusProche ? roundKm(ligne.plusProche.km) : 'aucun lieu connu',
      ligne.plusProche
        ? { valeur: nomDuLieu(ligne.plusProche), href: `/structures/${ligne.plusProche.structure.slug}/` }
        : 'aucun lieu connu',
      ligne.commune.population?.habitants,
    ]),
  };
}

export function toTableauDesJours({ libelle, jours }: Couverture): Tableau {
  return {
    legende: `${libelle} : les jours de la semaine`,
    colonnes: [{ titre: 'Jour' }, { titre: 'Services', nombre: true }, { titre: 'Communes', nombre: true }],
    lignes: jours.map(({ services, communes }, rang) => [JOURS_DE_SEMAINE[rang]!, services, communes]),
  };
}

export const formatAnnee = (annee: number): string =>
  annee === 0 ? 'moins de 1 an' : `${annee}${NBSP}an${annee > 1 ? 's' : ''}`;

export function toTableauDesAges({ libelle, ages }: Couverture): Tableau {
  return {
    legende: `${libelle} : les âges accueillis`,
    colonnes: [{ titre: 'Âge' }, { titre: 'Services', nombre: true }, { titre: 'Communes', nombre: true }],
    lignes: ages.map(({ annee, services, communes }) => [formatAnnee(annee), services, communes]),
  };
}

const PALIERS_KM = [5, LOIN_KM, 20] as const;
const CLASSES = [
  'un service au moins dans la commune',
  `aucun sur place, le plus proche à ${PALIERS_KM[0]} km ou moins`,
  `plus de ${PALIERS_KM[0]} km, jusqu’à ${PALIERS_KM[1]} km`,
  `plus de ${PALIERS_KM[1]} km, jusqu’à ${PALIERS_KM[2]} km`,
  `plus de ${PALIERS_KM[2]} km`,
] as const;

function classOf({ surPlace, plusProche }: LigneDeCouverture): number {
  if (surPlace > 0) return 0;
  const km = plusProche?.km ?? Infinity;
  const rang = PALIERS_KM.findIndex((palier) => km <= palier);
  return rang === -1 ? CLASSES.length - 1 : rang + 1;
}

const zonesOf = oncePerPortail(
  (portail) =>
    new Map(
      toFond(portail).communes.map(({ code, lignes }) => [
        code,
        lignes.map((ligne) => ligne.map(([lat, lon]): Point => ({ lat, lon }))),
      ]),
    ),
);

/** The picture of a coverage. Without any known place there is nothing to measure, and no map. */
export function drawCouverture(
  { libelle, lignes, points, servies, loin }: Couverture,
  portail: Portail,
): string | undefined {
  if (points.length === 0) return undefined;
  const zones = lignes.map((ligne): ZoneDeCarte => {
    const { commune, plusProche } = ligne;
    const km = plusProche ? formatNombre(roundKm(plusProche.km)) : undefined;
    return {
      nom: commune.nom,
      centre: commune.centre,
      lignes: zonesOf(portail).get(commune.codeInsee) ?? [],
      classe: classOf(ligne),
      // Marks show where it is: only distances are written.
      texte: ligne.surPlace > 0 || km === undefined ? '' : km,
      phrase: ligne.surPlace > 0 ? ETATS.surPlace : `le plus proche à ${km ?? '?'} km`,
    };
  });
  return drawCarte({
    id: 'carte',
    titre: `${libelle} : distance de chaque commune au lieu le plus proche`,
    description: `${servies.length} communes sur ${lignes.length} ont au moins un service sur place ; ${loin.length} sont à plus de ${LOIN_KM} km du plus proche, à vol d’oiseau. Le nombre écrit sur une commune est cette distance en kilomètres. Le tableau de la page dit la même chose commune par commune.`,
    zones,
    points: points.map(({ position }) => position),
    classes: CLASSES,
  });
}

const pluriel = (nombre: number, mot: string): string => `${nombre}${NBSP}${mot}${nombre > 1 ? 's' : ''}`;

export function drawJours({ libelle, jours }: Couverture): string {
  return drawBarres({
    id: 'jours',
    titre: `${libelle} : communes où passe un service, par jour de la semaine`,
    description: jours
      .map(({ communes }, rang) => `${JOURS_DE_SEMAINE[rang]} : ${pluriel(communes, 'commune')}`)
      .join(' ; '),
    barres: jours.map(({ communes }, rang) => ({
      libelle: JOURS_DE_SEMAINE[rang]!,
      valeur: communes,
      texte: String(communes),
    })),
  });
}

export function drawAges({ libelle, ages }: Couverture): string {
  return drawBarres({
    id: 'ages',
    titre: `${libelle} : services qui accueillent chaque âge`,
    description: ages
      .map(({ annee, services }) => `${formatAnnee(annee)} : ${pluriel(services, 'service')}`)
      .join(' ; '),
    barres: ages.map(({ annee, services }) => ({
      libelle: formatAnnee(annee),
      valeur: services,
      texte: String(services),
    })),
  });
}

/** The share of the communes where at least one dated passage is known. */
export function partAvecPassage({ avecPassage, lignes }: Couverture): number | undefined {
  return toPart(avecPassage.length, lignes.length);
}

/** One line a type or a theme: where to look first. */
export function toTableauDesCouvertures(couvertures: readonly Couverture[], legende: string): Tableau {
  return {
    legende,
    colonnes: [
      { titre: 'Service ou thème' },
      { titre: 'Services ouverts', nombre: true },
      { titre: 'En projet', nombre: true },
      { titre: 'Communes où il y en a', nombre: true },
      { titre: 'Part des communes (%)', nombre: true },
      { titre: 'Communes avec une date connue', nombre: true },
      { titre: 'Part de ces communes (%)', nombre: true },
      { titre: `Communes à plus de ${LOIN_KM} km`, nombre: true },
      { titre: 'Horaires atypiques', nombre: true },
      { titre: 'Dates connues jusqu’au' },
    ],
    lignes: couvertures.map((couverture) => [
      { valeur: couverture.libelle, href: hrefOf(couverture.sujet) },
      couverture.services.length,
      couverture.projets,
      couverture.servies.length,
      toPart(couverture.servies.length, couverture.lignes.length),
      couverture.avecPassage.length,
      partAvecPassage(couverture),
      couverture.points.length > 0 ? couverture.loin.length : 'aucun lieu connu',
      couverture.atypiques.length,
      couverture.horizon.dernier ? formatDatePartielle(couverture.horizon.dernier) : 'aucune date connue',
    ]),
  };
}

/** The file of all the tables of communes: the subject comes first, so that a spreadsheet can filter. */
export function toTableauComplet(portail: Portail): Tableau {
  const couvertures = listCouvertures(portail);
  const [premiere] = couvertures;
  return {
    legende: 'Couverture du territoire, commune par commune',
    colonnes: [
      { titre: 'Classement' },
      { titre: 'Service ou thème' },
      { titre: 'Code Insee' },
      ...(premiere ? toTableauDesCommunes(premiere).colonnes : []),
    ],
    lignes: couvertures.flatMap((couverture) =>
      toTableauDesCommunes(couverture).lignes.map((ligne, rang) => [
        couverture.sujet.genre === 'types' ? 'type de service' : 'thème',
        couverture.libelle,
        couverture.lignes[rang]!.commune.codeInsee,
        ...ligne,
      ]),
    ),
  };
}
