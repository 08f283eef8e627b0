/** The texts of the map: stops of the tours with their day and time, names of the communes, none over another. */
import { formatPassageCourt } from '../../domain/recherche/catalogue';
import type { Catalogue } from '../../domain/recherche/catalogue';
import {
  type Boite,
  type Etape,
  type Etiquette,
  type ItemDeCarte,
  type Pixel,
  type Repere,
  placeEtiquettes,
} from '../../domain/recherche/carte';
import type { Point } from '../../domain/territoire/distance';
import { createElement } from './carte-liste';
import * as L from './leaflet';

/** Side of a point, in pixels. */
export const COTE = 40;
const LARGEUR_D_UNE_LETTRE = 6.6;
const HAUTEUR_D_UNE_LIGNE = 16;
/** More stops than that at once would hide the map. */
const ARRETS_LISIBLES = 24;

interface Texte {
  point: Point;
  contenu: string;
  classe: string;
  couleur?: string;
}

export interface Scene {
  map: L.Map;
  into: L.LayerGroup;
  items: readonly ItemDeCarte[];
  /** Slug of the tour that one looks at. */
  choisie: string | undefined;
  /** Points that stand alone, and those that are gathered. */
  groupes: readonly (readonly Repere[])[];
  communes: Catalogue['communes'];
}

/** All the stops of the chosen tour; or, when they would be too many together, those that stand alone on the screen. */
function listArrets({ items, choisie, groupes }: Scene): Texte[] {
  const tournees = items.filter(({ etapes }) => etapes.length > 1);
  const total = tournees.reduce((somme, { etapes }) => somme + etapes.length, 0);
  const seuls = new Set(
    groupes.flatMap(([premier, ...autres]) => (autres.length === 0 ? [premier!.cle] : [])),
  );
  const isDit = ({ fiche }: ItemDeCarte, { cle }: Etape) =>
    choisie === undefined ? total <= ARRETS_LISIBLES || seuls.has(cle) : fiche.slug === choisie;
  return tournees.flatMap((item) =>
    item.etapes.flatMap((etape, rang) => {
      if (!isDit(item, etape)) return [];
      const [passage] = etape.passages;
      const contenu = passage ? `${rang + 1} · ${formatPassageCourt(passage)}` : String(rang + 1);
      return [{ point: etape, contenu, classe: 'arret-de-tournee', couleur: item.fiche.couleur }];
    }),
  );
}

function listNoms({ communes }: Scene): Texte[] {
  return [...communes]
    .sort((a, b) => (b.habitants ?? 0) - (a.habitants ?? 0))
    .map(({ nom, centre }) => ({ point: centre, contenu: nom, classe: 'nom-de-commune' }));
}

/** Where a text may stand around its point, inside what is seen of the map. */
function createMesure(map: L.Map): {
  toPixel: (point: Point) => Pixel;
  toEtiquette: (texte: Texte) => Etiquette;
  coin: Boite;
} {
  const { x: gauche, y: haut } = map.containerPointToLayerPoint([0, 0]);
  const { x: largeurVue, y: hauteurVue } = map.getSize();
  const toPixel = ({ lat, lon }: Point): Pixel => {
    const { x, y } = map.latLngToLayerPoint([lat, lon]);
    return { x, y };
  };
  const toEtiquette = ({ point, contenu }: Texte): Etiquette => {
    const { x, y } = toPixel(point);
    const lignes = contenu.split('\n');
    const largeur = Math.max(...lignes.map(({ length }) => length)) * LARGEUR_D_UNE_LETTRE + 12;
    const hauteur = lignes.length * HAUTEUR_D_UNE_LIGNE + 4;
    const isSeen = (place: Pixel) =>
      place.x - largeur / 2 > gauche &&
      place.x + largeur / 2 < gauche + largeurVue &&
      place.y - hauteur / 2 > haut &&
      place.y + hauteur / 2 < haut + hauteurVue;
    const pres = hauteur / 2 + 7;
    const loin = (COTE + hauteur) / 2 + 2;
    const cote = (COTE + largeur) / 2 + 2;
    const positions = [
      { x, y: y + pres },
      { x, y: y + loin },
      { x, y: y - pres },
      { x, y: y - loin },
      { x: x + cote, y },
      { x: x - cote, y },
      { x: x + cote, y: y + loin },
      { x: x - cote, y: y + loin },
      { x: x + cote, y: y - loin },
      { x: x - cote, y: y - loin },
    ];
    return { positions: positions.filter(isSeen), largeur, hauteur };
  };
  // The buttons of the scale.
  const coin = { x: gauche + largeurVue - 32, y: haut + hauteurVue - 56, largeur: 64, hauteur: 112 };
  return { toPixel, toEtiquette, coin };
}

function addTexte({ map, into }: Scene, { contenu, classe, couleur }: Texte, boite: Boite): void {
  const texte = createElement('span', '', contenu);
  if (couleur) texte.dataset['couleur'] = couleur;
  new L.Marker(map.layerPointToLatLng([boite.x, boite.y]), {
    pane: 'textes',
    interactive: false,
    keyboard: false,
    icon: new L.DivIcon({ className: classe, html: texte, iconSize: [boite.largeur, boite.hauteur] }),
  }).addTo(into);
}

/** Writes what fits: villages keep their names first, unless one looks at a tour, which is told whole. */
export function writeTextes(scene: Scene): void {
  const { map, choisie, groupes, items } = scene;
  const { toPixel, toEtiquette, coin } = createMesure(map);
  const toObstacle = ([premier]: readonly Repere[]): Boite => ({
    ...toPixel(premier!),
    largeur: COTE,
    hauteur: COTE,
  });
  const points = [...groupes.map(toObstacle), coin];
  const cles = new Set(items.find(({ fiche }) => fiche.slug === choisie)?.etapes.map(({ cle }) => cle));
  const siens = groupes.filter((groupe) => groupe.some(({ cle }) => cles.has(cle))).map(toObstacle);
  const write = (textes: readonly Texte[], obstacles: readonly Boite[]): Boite[] => {
    const etiquettes = textes.map(toEtiquette);
    return placeEtiquettes(etiquettes, obstacles).flatMap((place, rang) => {
      if (!place) return [];
      const { largeur, hauteur } = etiquettes[rang]!;
      const boite = { ...place, largeur, hauteur };
      addTexte(scene, textes[rang]!, boite);
      return [boite];
    });
  };
  if (choisie === undefined) {
    const noms = write(listNoms(scene), points);
    write(listArrets(scene), [...points, ...noms]);
  } else {
    // Its texts may cover the points of the others.
    const arrets = write(listArrets(scene), [...siens, coin]);
    write(listNoms(scene), [...points, ...arrets]);
  }
}
