/** The drawing of the map: grounds and names of the communes, tours, points, and the images one may ask for. */
import * as L from './leaflet';
import type { Catalogue } from '../../domain/recherche/catalogue';
import {
  type ItemDeCarte,
  type Repere,
  groupByDistance,
  groupByPlace,
  nameRepere,
} from '../../domain/recherche/carte';
import type { Fond } from '../../domain/recherche/fond';
import type { Point } from '../../domain/territoire/distance';
import { createBulle } from './carte-bulle';
import { createElement, createPictogramme } from './carte-liste';
import { COTE, writeTextes } from './carte-textes';

const ZOOM_MAX = 17;
/** Where one commune fills the screen of a phone. */
const ZOOM_COMMUNE = 13;
/** Points nearer than this on the screen are gathered. */
const ECART = 42;

export interface Dessin {
  draw: (items: readonly ItemDeCarte[], maintenant: number) => void;
  /** Shows a structure, and opens the point where it comes next. */
  show: (slug: string) => void;
  showPoint: (point: Point | undefined, isPosition?: boolean) => void;
  /** The images of another organisation; `onEchec` is told once when they cannot be had. */
  showTuiles: (onEchec: () => void) => void;
  hideTuiles: () => void;
}

interface Decor {
  catalogue: Catalogue;
  fond: Fond;
  isAnimated: boolean;
  onListe: (slug: string) => void;
}

function createMap(element: HTMLElement, isAnimated: boolean): L.Map {
  const map = new L.Map(element, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomAnimation: isAnimated,
    fadeAnimation: isAnimated,
    markerZoomAnimation: isAnimated,
    inertia: isAnimated,
    zoomSnap: 0.25,
    zoomDelta: 1,
    minZoom: 7,
    maxZoom: ZOOM_MAX,
  });
  new L.Zoom({
    position: 'bottomright',
    zoomInTitle: 'Agrandir la carte',
    zoomOutTitle: 'Réduire la carte',
  }).addTo(map);
  if (!isAnimated) {
    // Leaflet also moves the map by itself, to follow the focus and the popups.
    map.panBy = (decalage, options) =>
      L.Map.prototype.panBy.call(map, decalage, { ...options, animate: false });
  }
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', 'Carte : les flèches la déplacent, plus et moins l’agrandissent');
  return map;
}

/** Grounds of the communes, and a dot that says how many people live there. */
function drawCommunes(map: L.Map, { catalogue, fond }: Decor): L.LatLngBounds {
  map.createPane('schema');
  const renderer = new L.SVG({ pane: 'schema', padding: 0.5 });
  const options = { pane: 'schema', renderer, interactive: false };
  const bounds = new L.LatLngBounds([]);
  for (const { lignes } of fond.communes) {
    const sol = new L.Polygon(lignes, { ...options, className: 'sol' }).addTo(map);
    bounds.extend(sol.getBounds());
  }
  for (const { centre, habitants = 0 } of catalogue.communes) {
    const radius = 2.5 + Math.min(6, Math.sqrt(habitants) / 12);
    new L.CircleMarker([centre.lat, centre.lon], { ...options, radius, className: 'bourg' }).addTo(map);
    bounds.extend([centre.lat, centre.lon]);
  }
  return bounds;
}

function createIcone(contenu: HTMLElement, classe: string, cote = COTE): L.DivIcon {
  return new L.DivIcon({ className: classe, html: contenu, iconSize: [cote, cote] });
}

const slugsOf = (reperes: readonly Repere[]): string[] => [
  ...new Set(reperes.flatMap(({ services }) => services.map(({ item }) => item.fiche.slug))),
];

/** A point: the pictogram of its only service, or how many there are. */
function createRepere(repere: Repere): HTMLElement {
  const [premier, ...autres] = slugsOf([repere]).map(
    (slug) => repere.services.find(({ item }) => item.fiche.slug === slug)!.item.fiche,
  );
  const rond = createElement('span', 'repere-rond');
  if (autres.length > 0) rond.textContent = String(autres.length + 1);
  else {
    rond.dataset['couleur'] = premier!.couleur;
    rond.append(createPictogramme(premier!.pictogramme, 22));
  }
  return rond;
}

function nameGroupe(reperes: readonly Repere[]): string {
  const communes = new Set(reperes.flatMap(({ services }) => services.map(({ etape }) => etape.commune.nom)));
  const [commune] = communes;
  const ou = communes.size === 1 ? `à ${commune}` : `dans ${communes.size} communes`;
  return `${reperes.length} lieux ${ou}, ${slugsOf(reperes).length} services : agrandir`;
}

/** A point that the keyboard presses as a finger does. */
function createBouton(point: Point, icone: L.DivIcon, nom: string, onPress: () => void): L.Marker {
  const marker = new L.Marker([point.lat, point.lon], {
    icon: icone,
    autoPanOnFocus: true,
    riseOnHover: true,
  });
  marker.on('add', () => {
    const element = marker.getElement()!;
    element.setAttribute('aria-label', nom);
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      onPress();
    });
  });
  marker.on('click', onPress);
  return marker;
}

/** Lines of the tours, in the order of their stops. */
function drawTournees(items: readonly ItemDeCarte[], choisie: string | undefined, into: L.LayerGroup): void {
  for (const { fiche, etapes } of items) {
    if (etapes.length < 2) continue;
    const ligne = new L.Polyline(
      etapes.map(({ lat, lon }): [number, number] => [lat, lon]),
      { interactive: false, className: fiche.slug === choisie ? 'tournee choisie' : 'tournee' },
    ).addTo(into);
    ligne.getElement()?.setAttribute('data-couleur', fiche.couleur);
    ligne.getElement()?.setAttribute('data-tournee', fiche.slug);
    if (fiche.slug === choisie) ligne.bringToFront();
  }
}

/** Draws the map in an element, with nothing on it yet. */
export function createDessin(element: HTMLElement, decor: Decor): Dessin {
  const { catalogue, fond, isAnimated, onListe } = decor;
  const map = createMap(element, isAnimated);
  map.createPane('textes').setAttribute('aria-hidden', 'true');
  map.fitBounds(drawCommunes(map, decor), { padding: [12, 12], animate: false });
  const lignes = new L.LayerGroup().addTo(map);
  const points = new L.LayerGroup().addTo(map);
  const textes = new L.LayerGroup().addTo(map);
  const ici = new L.LayerGroup().addTo(map);
  let items: readonly ItemDeCarte[] = [];
  let maintenant = 0;
  let choisie: string | undefined;
  let boutons = new Map<string, L.Marker>();
  let groupes: Repere[][] = [];
  let tuiles: L.TileLayer | undefined;

  const rewrite = () => {
    textes.clearLayers();
    writeTextes({ map, into: textes, items, choisie, groupes, communes: catalogue.communes });
  };

  const redraw = () => {
    const reperes = groupByPlace(items);
    groupes = groupByDistance(
      reperes,
      ({ lat, lon }) => map.project([lat, lon]),
      map.getZoom() >= ZOOM_MAX ? 1 : ECART,
    );
    const actif = document.activeElement?.getAttribute('aria-label');
    for (const layer of [lignes, points]) layer.clearLayers();
    boutons = new Map();
    drawTournees(items, choisie, lignes);
    for (const groupe of groupes) {
      const bouton = groupe.length === 1 ? addRepere(groupe[0]!) : addGroupe(groupe);
      for (const { cle } of groupe) boutons.set(cle, bouton);
      bouton.getElement()!.dataset['structures'] = slugsOf(groupe).join(' ');
    }
    rewrite();
    // The focus stays on the point that had it, which has just been drawn again.
    if (actif)
      element.querySelector<HTMLElement>(`.leaflet-marker-pane [aria-label="${CSS.escape(actif)}"]`)?.focus();
  };

  const addRepere = (repere: Repere): L.Marker => {
    const classe = repere.approche ? 'repere approche' : 'repere';
    return createBouton(repere, createIcone(createRepere(repere), classe), nameRepere(repere), () =>
      openBulle(repere),
    ).addTo(points);
  };
  const addGroupe = (groupe: Repere[]): L.Marker => {
    const rond = createElement('span', 'repere-rond', String(slugsOf(groupe).length));
    const bounds = new L.LatLngBounds(groupe.map(({ lat, lon }) => [lat, lon]));
    return createBouton(groupe[0]!, createIcone(rond, 'repere groupe'), nameGroupe(groupe), () => {
      map.fitBounds(bounds, { padding: [60, 60], maxZoom: ZOOM_MAX, animate: isAnimated });
    }).addTo(points);
  };

  const choose = (slug: string | undefined) => {
    if (slug === choisie) return;
    choisie = slug;
    element.classList.toggle('avec-choix', slug !== undefined);
    redraw();
  };

  const openBulle = (repere: Repere) => {
    const tournees = repere.services.filter(({ item }) => item.etapes.length > 1);
    if (tournees.length === 1) choose(tournees[0]!.item.fiche.slug);
    const popup = new L.Popup({
      closeButton: false,
      minWidth: 220,
      maxWidth: 280,
      offset: [0, -14],
      autoPanPadding: [8, 8],
    });
    const close = () => {
      map.closePopup(popup);
      boutons.get(repere.cle)?.getElement()?.focus();
    };
    const bulle = createBulle(repere, maintenant, { onClose: close, onListe });
    popup.setLatLng([repere.lat, repere.lon]).setContent(bulle).openOn(map);
    bulle.querySelector('h3')!.focus({ preventScroll: true });
  };

  map.on('zoomend', redraw);
  map.on('moveend', rewrite);
  return {
    draw: (nouveaux, instant) => {
      [items, maintenant] = [nouveaux, instant];
      map.closePopup();
      choisie = undefined;
      element.classList.remove('avec-choix');
      redraw();
    },
    show: (slug) => {
      const item = items.find(({ fiche }) => fiche.slug === slug);
      if (!item) return;
      choose(slug);
      const etape = item.etapes.find(({ passages }) => passages[0] === item.prochain) ?? item.etapes[0]!;
      const repere = groupByPlace(items).find(({ cle }) => cle === etape.cle)!;
      if (item.etapes.length > 1) {
        const bounds = new L.LatLngBounds(item.etapes.map(({ lat, lon }) => [lat, lon]));
        map.fitBounds(bounds, { padding: [50, 50], maxZoom: ZOOM_COMMUNE, animate: false });
      } else {
        map.setView([etape.lat, etape.lon], Math.max(map.getZoom(), ZOOM_COMMUNE), { animate: false });
      }
      element.scrollIntoView({ block: 'center' });
      openBulle(repere);
    },
    showPoint: (point, isPosition = false) => {
      ici.clearLayers();
      if (!point) return;
      if (isPosition)
        new L.Marker([point.lat, point.lon], {
          interactive: false,
          keyboard: false,
          icon: createIcone(
            createElement('span', 'visuellement-cache', 'Vous êtes ici'),
            'vous-etes-ici',
            22,
          ),
        }).addTo(ici);
      map.setView([point.lat, point.lon], Math.max(map.getZoom(), ZOOM_COMMUNE - 1), { animate: isAnimated });
    },
    showTuiles: (onEchec) => {
      if (!fond.tuiles || tuiles) return;
      const layer = new L.TileLayer(fond.tuiles.url, { maxZoom: ZOOM_MAX });
      tuiles = layer;
      layer.once('tileerror', () => {
        if (tuiles !== layer) return;
        hideTuiles();
        onEchec();
      });
      element.classList.add('avec-tuiles');
      layer.addTo(map);
    },
    hideTuiles,
  };

  function hideTuiles() {
    tuiles?.remove();
    tuiles = undefined;
    element.classList.remove('avec-tuiles');
  }
}
