/** Invented villages on a square grid, so that each has as many neighbours however many they are. */
import type { z } from 'zod';
import { toSlug } from '../../src/domain/reference/slug';
import type { lieuSchema } from '../../src/domain/lieu/schema';
import type { communeSchema } from '../../src/domain/territoire/schema';
import type { Hasard } from './hasard';

type Lieu = z.input<typeof lieuSchema>;
type Commune = z.input<typeof communeSchema>;

export interface Village {
  commune: Commune;
  /** Slugs and contents of its places; the town hall comes first. */
  lieux: { slug: string; lieu: Lieu }[];
}

export const SOURCES = [{ titre: 'Fiche inventée pour la mesure (territoire fictif)', date: '2026-11' }];

/** What the INSEE codes in 99 can tell apart, and fewer than the names below allow. */
const COMMUNES_MAX = 999;
const ECART_KM = 5;
const KM_PAR_DEGRE = 111;
const ORIGINE = { lat: 44, lon: 2 };

const NOMS = (
  'Aubracelle Montfauze Roquebrise Castelnoir Vialarel Brézoule Sauvecombe Lostalgue Puechmaure Fontanelle ' +
  'Peyrelade Combelasse Laroquière Valsère Mirandole Ginestous Cazelle Pradinasse Serremejan Villelongue ' +
  'Escanrol Boussagol Lunaguet Orlhaguet Nizerolles Tournepic'
).split(' ');
const COMPLEMENTS = (
  'les-Prés sur-Orlette le-Vieux la-Forêt des-Causses sous-Bois en-Val les-Sources le-Haut le-Bas sur-Dourbelle ' +
  'la-Garde du-Lac les-Vignes l’Église des-Ormes le-Pont aux-Chênes la-Montagne les-Eaux du-Rougier la-Plaine ' +
  'en-Rive le-Château des-Genêts sur-Cernelle les-Roches le-Neuf la-Vallée du-Moulin des-Bruyères les-Tilleuls ' +
  'sous-Roche la-Chapelle des-Fontaines le-Mas du-Plateau les-Granges le-Puy'
).split(' ');
const BATIMENTS = ['Mairie', 'Salle des fêtes', 'École', 'Médiathèque', 'Maison des associations'];
const RUES = ['rue de l’Ardoise', 'place du Foirail', 'avenue des Acacias', 'chemin du Lavoir'];

function round(degres: number): number {
  return Number(degres.toFixed(5));
}

function toNom(rang: number): string {
  const nom = NOMS[rang % NOMS.length]!;
  const tour = Math.floor(rang / NOMS.length);
  return tour === 0 ? nom : `${nom}-${COMPLEMENTS[tour - 1]!}`;
}

function createLieu(batiment: string, commune: Commune, hasard: Hasard): Lieu {
  const around = (degres: number) => round(degres + hasard.entier(-800, 800) / 100_000);
  const { lat, lon } = commune.centre;
  return {
    nom: `${batiment} de ${commune.nom}`,
    commune: commune.codeInsee,
    adresse: `${hasard.entier(1, 60)} ${hasard.parmi(RUES)}`,
    codePostal: commune.codesPostaux[0]!,
    ...(!hasard.uneFoisSur(6) && {
      position: {
        lat: around(lat),
        lon: around(lon),
        precision: hasard.parmi(['adresse', 'adresse', 'adresse', 'centre-commune']),
      },
    }),
    ...(hasard.uneFoisSur(2) && { accessibilite: { fauteuil: hasard.parmi(['oui', 'non', 'partiel']) } }),
    sources: SOURCES,
  };
}

export function createVillages(nombre: number, hasard: Hasard): Village[] {
  if (nombre > COMMUNES_MAX) throw new Error(`no more than ${COMMUNES_MAX} communes`);
  const cote = Math.ceil(Math.sqrt(nombre));
  const kmParDegreDeLongitude = KM_PAR_DEGRE * Math.cos((ORIGINE.lat * Math.PI) / 180);
  return Array.from({ length: nombre }, (_, rang) => {
    const commune: Commune = {
      codeInsee: String(99_001 + rang),
      nom: toNom(rang),
      codesPostaux: [String(99_100 + Math.floor(rang / 4))],
      population: { habitants: hasard.entier(60, 3_800), date: '2026' },
      centre: {
        lat: round(ORIGINE.lat + (Math.floor(rang / cote) * ECART_KM) / KM_PAR_DEGRE),
        lon: round(ORIGINE.lon + ((rang % cote) * ECART_KM) / kmParDegreDeLongitude),
      },
      rayonKm: 3,
    };
    const lieux = BATIMENTS.map((batiment) => ({
      slug: toSlug(`${batiment} ${commune.nom}`),
      lieu: createLieu(batiment, commune, hasard),
    }));
    return { commune, lieux };
  });
}

/** The villages at most two steps away on the grid, nearest first; the village itself is the first. */
export function listVoisins(village: Village, villages: readonly Village[]): Village[] {
  const cote = Math.ceil(Math.sqrt(villages.length));
  const rang = villages.indexOf(village);
  const voisins: { pas: number; voisin: Village }[] = [];
  for (let ligne = -2; ligne <= 2; ligne += 1) {
    for (let colonne = -2; colonne <= 2; colonne += 1) {
      const x = (rang % cote) + colonne;
      const voisin = x >= 0 && x < cote ? villages[rang + ligne * cote + colonne] : undefined;
      if (voisin) voisins.push({ pas: Math.abs(ligne) + Math.abs(colonne), voisin });
    }
  }
  return voisins.sort((a, b) => a.pas - b.pas).map(({ voisin }) => voisin);
}
