/** The walks of the territory: what their pages say, and the drawing that shows where they start. */
import { formatAges } from '../age/age';
import { formatDistance, formatDuree } from '../balade/duree';
import type { Balade } from '../balade/schema';
import { formatListe } from '../date/format';
import { type Position, toCartePublique, toItineraire } from '../lieu/itineraire';
import type { Structure } from '../structure/schema';
import { drawCellules } from '../territoire/cellules';
import { anneauxOf } from '../territoire/contours';
import type { Point } from '../territoire/distance';
import { listByType } from './annuaire';
import { structuresIn } from './commune';
import { listSansVoiture } from './mobilite';
import type { Commune, Lieu, Portail } from './portail';
import type { Fait, Ligne } from './pratique';
import { communesOf, isOuverte, telephoneOf } from './structure';

export interface Depart {
  commune: Commune;
  lieu: Lieu | undefined;
  position: Position | undefined;
}

/** Where a walk starts: its own position, or that of its place. */
export function departOf({ depart }: Balade, portail: Portail): Depart {
  const lieu = depart.lieu === undefined ? undefined : portail.lieux.get(depart.lieu);
  const commune = portail.communeByCode.get(lieu?.commune ?? depart.commune ?? '')!;
  return { commune, lieu, position: depart.position ?? lieu?.position };
}

/** `45 min · 2,5 km · en boucle`. */
export function formatLongueur({ dureeMinutes, distanceKm, boucle }: Balade): string {
  return [
    formatDuree(dureeMinutes),
    distanceKm !== undefined && formatDistance(distanceKm),
    boucle !== undefined && (boucle ? 'en boucle' : 'aller et retour par le même chemin'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `oui : avec de grandes roues`; nothing when nobody said. */
export function formatPoussette({ poussette }: Balade): string | undefined {
  if (!poussette) return undefined;
  const reponse = poussette.possible ? 'oui' : 'non';
  return poussette.precisions ? `${reponse} : ${poussette.precisions}` : reponse;
}

/** The three answers about a pushchair: each walk has one. */
export const POUSSETTES = {
  poussette: 'Avec une poussette',
  'sans-poussette': 'Sans poussette',
  'poussette-non-renseignee': 'Poussette : non renseigné',
} as const;
export type AvecPoussette = keyof typeof POUSSETTES;

export function avecPoussette({ poussette }: Balade): AvecPoussette {
  if (!poussette) return 'poussette-non-renseignee';
  return poussette.possible ? 'poussette' : 'sans-poussette';
}

export interface VueDesBalades {
  /** By what is said of a pushchair, the walks that one can do with it first; none is empty. */
  groupes: { id: AvecPoussette; titre: string; balades: Balade[] }[];
  /** Where families are told more, or what is missing. */
  offices: { office: Structure; commune: Commune | undefined; telephone: string | undefined }[];
}

export function describeBalades(portail: Portail): VueDesBalades {
  const groupes = Map.groupBy(portail.balades, avecPoussette);
  return {
    groupes: (Object.keys(POUSSETTES) as AvecPoussette[])
      .map((id) => ({ id, titre: POUSSETTES[id], balades: groupes.get(id) ?? [] }))
      .filter(({ balades }) => balades.length > 0),
    offices: listByType('tourisme', portail)
      .filter((structure) => structure.type === 'tourisme' && isOuverte(structure))
      .map((office) => ({
        office,
        commune: communesOf(office, portail)[0],
        telephone: telephoneOf(office),
      })),
  };
}

export interface VueDeBalade extends Depart {
  balade: Balade;
  pratique: Fait[];
  /** Addresses on a public map, when the very place is known. */
  itineraire: string | undefined;
  carte: string | undefined;
  /** What there is in the commune of the start. */
  autour: Structure[];
}

const AUTOUR = 6;

function listDepart({ depart }: Balade, { commune, lieu }: Depart): Ligne[] {
  const lignes: Ligne[] = [
    ...(lieu ? [{ texte: lieu.nom, href: `/lieux/${lieu.slug}/` }] : []),
    { texte: commune.nom, href: `/communes/${commune.slug}/` },
  ];
  return depart.precisions ? [...lignes, { texte: depart.precisions }] : lignes;
}

function listFaits(balade: Balade, depart: Depart, portail: Portail): Fait[] {
  const { ages, difficulte, acces, equipements, saison, documents } = balade;
  const toLignes = (texte: string | undefined): Ligne[] => (texte ? [{ texte }] : []);
  const known = (terme: string, lignes: Ligne[]): Fait[] => (lignes.length > 0 ? [{ terme, lignes }] : []);
  return [
    { terme: 'Durée', lignes: toLignes(formatLongueur(balade)) },
    { terme: 'Âges', lignes: toLignes(ages && formatAges(ages)), manque: 'non renseignés' },
    { terme: 'Poussette', lignes: toLignes(formatPoussette(balade)), manque: 'non renseigné' },
    { terme: 'Difficulté', lignes: toLignes(difficulte), manque: 'non renseignée' },
    { terme: 'Départ', lignes: listDepart(balade, depart) },
    ...known('Pour venir', toLignes(acces)),
    ...listSansVoiture([depart.commune], portail),
    ...known('Sur le chemin', toLignes(formatListe(equipements))),
    ...known('Saison', toLignes(saison)),
    ...known(
      'À consulter',
      documents.map(({ titre, url }) => ({ texte: titre, href: url })),
    ),
  ];
}

/** Everything that the page of a walk says. */
export function describeBalade(balade: Balade, portail: Portail): VueDeBalade {
  const depart = departOf(balade, portail);
  return {
    ...depart,
    balade,
    pratique: listFaits(balade, depart, portail),
    itineraire: toItineraire(depart.position),
    carte: toCartePublique(depart.position),
    autour: structuresIn(depart.commune, portail)
      .filter((structure) => isOuverte(structure) && structure.type !== 'mairie')
      .slice(0, AUTOUR),
  };
}

/** A drawing of the territory, in units of its own: no script, no image from elsewhere. */
export interface PlanDesBalades {
  largeur: number;
  hauteur: number;
  /** Outlines, or cells around the centres, as the map draws them. */
  communes: { code: string; trace: string }[];
  /** One a place where walks start; those whose numbers would hide each other are side by side. */
  departs: { x: number; y: number; balades: Balade[] }[];
}

const LARGEUR = 600;
/** Of a number on the drawing: on the smallest phone, a finger can still press it. */
export const RAYON = 24;
const MARGE = 24;

/** The ground of each commune: its outlines when the content has them. */
function listTerrains({ communes, contours }: Portail): [string, Point[][]][] {
  if (contours)
    return contours.features.map((feature) => [
      feature.properties.code,
      anneauxOf(feature).map((anneau) => anneau.map(([lon, lat]) => ({ lat, lon }))),
    ]);
  return [...drawCellules(communes)].map(([code, coins]) => [code, [coins]]);
}

/** Nothing when there is no walk. */
export function drawPlan(portail: Portail): PlanDesBalades | undefined {
  if (portail.balades.length === 0) return undefined;
  const terrains = listTerrains(portail);
  const points = terrains.flatMap(([, lignes]) => lignes.flat());
  const [ouest, est] = [Math.min(...points.map(({ lon }) => lon)), Math.max(...points.map(({ lon }) => lon))];
  const [sud, nord] = [Math.min(...points.map(({ lat }) => lat)), Math.max(...points.map(({ lat }) => lat))];
  // Degrees of longitude are shorter than those of latitude.
  const resserre = Math.cos((((sud + nord) / 2) * Math.PI) / 180);
  const echelle = (LARGEUR - 2 * MARGE) / ((est - ouest) * resserre);
  const project = ({ lat, lon }: Point) => ({
    x: Math.round(MARGE + (lon - ouest) * resserre * echelle),
    y: Math.round(MARGE + (nord - lat) * echelle),
  });
  const toTrace = (ligne: Point[]) =>
    `M${ligne
      .map(project)
      .map(({ x, y }) => `${x} ${y}`)
      .join('L')}Z`;
  const departs: PlanDesBalades['departs'] = [];
  for (const balade of portail.balades) {
    const { position, commune } = departOf(balade, portail);
    const { x, y } = project(position ?? commune.centre);
    const voisin = departs.find((autre) => Math.hypot(autre.x - x, autre.y - y) < 2 * RAYON);
    if (voisin) voisin.balades.push(balade);
    else departs.push({ x, y, balades: [balade] });
  }
  return {
    largeur: LARGEUR,
    hauteur: Math.round(2 * MARGE + (nord - sud) * echelle),
    communes: terrains.map(([code, lignes]) => ({ code, trace: lignes.map(toTrace).join('') })),
    departs,
  };
}
