/**
 * What a phone needs to show structures by itself, on the map, in a list or without network: who, where, whom to call,
 * and the dates of the coming weeks. Two files: the dates change every night, the rest seldom.
 */
import { addDays } from '../date/date-civile';
import { isHeld } from '../permanence/occurrence';
import { formatCreneauCourt } from '../permanence/phrase';
import type {
  Catalogue,
  FicheDeCatalogue,
  LieuDeCatalogue,
  PassageDeCatalogue,
  Passages,
} from '../recherche/catalogue';
import type { CommuneSituee } from '../recherche/filtre';
import { STATUTS, type Structure } from '../structure/schema';
import { getType } from '../structure/type';
import { facettesOfStructure } from './facettes';
import { toFicheCard } from './fiche-card';
import type { Commune, Lieu, Portail } from './portail';
import { type Occurrence, isToCome, occurrencesOf, stopsOf, telephoneOf } from './structure';

/** Days of dates that a phone keeps. */
export const JOURS_DU_CATALOGUE = 60;

export function toCommuneSituee({ codeInsee, slug, nom, centre }: Commune): CommuneSituee {
  return { code: codeInsee, slug, nom, centre };
}

function toLieuDeCatalogue({ slug, nom, commune, position }: Lieu, portail: Portail): LieuDeCatalogue {
  const { lat, lon } = position ?? portail.communeByCode.get(commune)!.centre;
  return {
    slug,
    nom,
    commune,
    lat,
    lon,
    ...(position?.precision === 'adresse' ? {} : { approche: true as const }),
  };
}

/** Places where one can meet the structure, those of its tour first. */
function lieuxOf(structure: Structure): string[] {
  const stops = stopsOf(structure).map(({ lieu }) => lieu);
  return structure.lieu === undefined || stops.includes(structure.lieu) ? stops : [...stops, structure.lieu];
}

function toFiche(structure: Structure, portail: Portail): FicheDeCatalogue {
  const { message, ou, couleur } = toFicheCard(structure, portail);
  const telephone = telephoneOf(structure);
  const texte = structure.statut === 'ouvert' ? message : STATUTS[structure.statut].libelle;
  const { libelle, pictogramme } = getType(structure.type);
  return {
    ...facettesOfStructure(structure, portail),
    nom: structure.nom,
    role: structure.role,
    couleur,
    libelle,
    pictogramme,
    ou,
    ...(telephone === undefined ? {} : { telephone }),
    ...(texte === undefined ? {} : { message: texte }),
    ...(structure.aApporter.length > 0 ? { aApporter: structure.aApporter } : {}),
    lieux: lieuxOf(structure),
  };
}

export function toCatalogue(portail: Portail): Catalogue {
  const fiches = portail.structures.map((structure) => toFiche(structure, portail));
  // A date may be moved to a place where the structure is not otherwise.
  const slugs = new Set([
    ...fiches.flatMap(({ lieux }) => lieux),
    ...portail.structures.flatMap((structure) =>
      occurrencesOf(structure, portail).map(({ place }) => place?.slug),
    ),
  ]);
  return {
    produitLe: portail.aujourdhui,
    communes: portail.communes.map((commune) => ({
      ...toCommuneSituee(commune),
      ...(commune.population ? { habitants: commune.population.habitants } : {}),
    })),
    lieux: [...portail.lieux.values()]
      .filter(({ slug }) => slugs.has(slug))
      .map((lieu) => toLieuDeCatalogue(lieu, portail)),
    fiches,
  };
}

function toPassage(occurrence: Occurrence): PassageDeCatalogue {
  const { place, commune, debutIso, termineIso, statut } = occurrence;
  const heures = formatCreneauCourt(occurrence);
  return {
    ...(place ? { lieu: place.slug } : commune ? { commune: commune.codeInsee } : {}),
    debut: debutIso,
    fin: termineIso,
    ...(occurrence.debut && occurrence.fin ? {} : { journee: true as const }),
    ...(heures === undefined ? {} : { heures }),
    ...(statut === 'a-confirmer' ? { aConfirmer: true as const } : {}),
  };
}

/** Dates of a structure that a phone keeps, in order of time. */
export function listPassages(structure: Structure, portail: Portail): PassageDeCatalogue[] {
  const au = addDays(portail.aujourdhui, JOURS_DU_CATALOGUE);
  return occurrencesOf(structure, portail)
    .filter((o) => isHeld(o) && o.date <= au && isToCome(o, portail))
    .map(toPassage);
}

/** The file of the dates, a structure at a time: the largest territories have hundreds of thousands. */
export function* writePassages(portail: Portail): Generator<string, void, undefined> {
  const { aujourdhui } = portail;
  const au = addDays(aujourdhui, JOURS_DU_CATALOGUE);
  yield `${JSON.stringify({ produitLe: aujourdhui, au } satisfies Omit<Passages, 'passages'>).slice(0, -1)},"passages":{`;
  let separator = '';
  for (const structure of portail.structures) {
    const passages = listPassages(structure, portail);
    if (passages.length === 0) continue;
    yield `${separator}${JSON.stringify(structure.slug)}:${JSON.stringify(passages)}`;
    separator = ',\n';
  }
  yield '}}\n';
}
