/** `/donnees/data-inclusion/…`: the territory in the schema of data·inclusion, v1, and what is lost on the way. */
import { formatAges } from '../../age/age';
import type { Portail } from '../../portail/portail';
import { oncePerPortail } from '../../portail/portail';
import { ACCES } from '../../portail/pratique';
import { isOuverte } from '../../portail/structure';
import { formatListe } from '../../date/format';
import { PROFILS, type Structure } from '../../structure/schema';
import { formatType } from '../../structure/type';
import { type Arret, arretsOf } from '../arret';
import { type ContactsPublics, contactsOf, coordonneesOf, toE164 } from '../coordonnees';
import { dateMajOf } from '../date-maj';
import { describeService, toPlainSpaces } from '../description';
import { toUrl } from '../en-tete';
import {
  type MotifDePerte,
  type PertesDeFiche,
  type RapportDePertes,
  createPertes,
  toPertesDeFiche,
  toRapport,
  writeListe,
} from '../pertes';
import { PERTES_COMMUNES, addAges, addDate, addHoraires, addStatut, addTournee } from '../pertes-communes';
import {
  CORRESPONDANCES,
  PUBLIC_DU_PROFIL,
  RESEAUX_DU_GESTIONNAIRE,
  RESEAUX_DU_NOM,
} from './correspondances';
import { type Qualite, summarizeQualite } from './qualite';
import type {
  ModeDeMobilisation,
  Public,
  ReseauPorteur,
  ServiceDataInclusion,
  StructureDataInclusion,
  Thematique,
} from './schema';

const MOTIFS = {
  ...PERTES_COMMUNES,
  'profil-absent': {
    titre: 'Public sans équivalent',
    explication:
      'Ce format n’a pas de mot pour ce public (aidants, assistantes maternelles…) : il est dit en précision.',
  },
  'thematique-absente': {
    titre: 'Thème sans équivalent',
    explication: 'Aucune thématique de ce format ne correspond à ce type de service.',
  },
  'a-domicile': {
    titre: 'Service à domicile',
    explication:
      'Ce format ne connaît que « sur place » et « à distance » : la venue à domicile n’est dite que dans la description.',
  },
  contacts: {
    titre: 'Autres contacts',
    explication:
      'Ce format prend un téléphone et un courriel : les suivants, et leur fonction, sont laissés de côté.',
  },
  accessibilite: {
    titre: 'Accessibilité et handicap',
    explication:
      'Ce format ne prend que l’adresse d’une fiche Acceslibre : entrée en fauteuil et charte d’accueil se perdent.',
  },
  capacite: {
    titre: 'Nombre de places',
    explication: 'Ce format n’a pas de champ pour le nombre de places.',
  },
  'description-coupee': {
    titre: 'Description coupée',
    explication: 'La description dépasserait 2 000 caractères : les dernières phrases sont laissées de côté.',
  },
} as const satisfies Record<string, MotifDePerte>;
export type MotifDataInclusion = keyof typeof MOTIFS;

const NOM_MAX = 150;

/** The producer of the data: one a territory, since two of them may give an entry the same name. */
export const sourceOf = ({ slug }: Portail): string => `reseau-infos-familles-${slug}`;

/** A name of 3 to 150 characters that does not end with a full stop. */
function toNom(texte: string): string {
  const propre = toPlainSpaces(texte).replace(/\.+$/, '');
  return propre.length <= NOM_MAX ? propre : `${propre.slice(0, NOM_MAX - 1).trimEnd()}…`;
}

/** What has a value: a list without element says nothing. */
function withoutEmpty<T extends object>(objet: T): T {
  return Object.fromEntries(
    Object.entries(objet).filter(
      ([, valeur]) =>
        valeur !== undefined && valeur !== '' && !(Array.isArray(valeur) && valeur.length === 0),
    ),
  ) as T;
}

/** The type is kept only when a network says it. */
function reseauxOf({ type, autresTypes, nom, gestionnaire }: Structure): ReseauPorteur[] {
  const matches = (texte: string, regles: typeof RESEAUX_DU_NOM): ReseauPorteur[] =>
    regles.filter(([motif]) => motif.test(texte)).map(([, reseau]) => reseau);
  const reseaux = [
    ...[type, ...autresTypes].map((each) => CORRESPONDANCES[each].reseau),
    ...matches(nom, RESEAUX_DU_NOM),
    ...(gestionnaire === undefined ? [] : matches(gestionnaire, RESEAUX_DU_GESTIONNAIRE)),
  ];
  return [...new Set(reseaux.filter((reseau) => reseau !== undefined))];
}

function thematiquesOf({ type, autresTypes, publics, surPlace }: Structure): Thematique[] {
  const hasOrdinateurs = surPlace.some((texte) => /ordinateur|internet|wi-?fi/i.test(texte));
  return [
    ...new Set([
      ...[type, ...autresTypes].flatMap((each) => CORRESPONDANCES[each].thematiques),
      ...(publics.profils.includes('aidants') ? ['famille--soutien-aidants' as const] : []),
      ...(hasOrdinateurs ? ['numerique--acceder-a-une-connexion-internet' as const] : []),
    ]),
  ];
}

/** « tous-publics » comes alone, and says the same as all the others together. */
function publicsOf({ publics, type }: Structure): Public[] {
  const dits = publics.profils.map((profil) => PUBLIC_DU_PROFIL[profil]).filter((each) => each !== undefined);
  const tous = [
    ...new Set(dits.length > 0 ? dits : publics.profils.length > 0 ? [] : CORRESPONDANCES[type].publics),
  ];
  return tous.includes('tous-publics') ? ['tous-publics'] : tous;
}

/** Who may come: only professionals where they alone may send somebody. What nobody told is left out. */
function mobilisableParOf(acces: Structure['acces']): ServiceDataInclusion['mobilisable_par'] {
  if (acces === undefined) return undefined;
  return acces === 'sur-orientation' ? ['professionnels'] : ['usagers'];
}

function modesOf(
  acces: Structure['acces'],
  { telephones, courriels }: ContactsPublics,
): ModeDeMobilisation[] {
  return [
    ...(acces === 'libre' ? ['se-presenter' as const] : []),
    ...(telephones.length > 0 ? ['telephoner' as const] : []),
    ...(courriels.length > 0 ? ['envoyer-un-courriel' as const] : []),
  ];
}

const FRAIS = { true: 'gratuit', false: 'payant' } as const;
const majuscule = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);

interface Elements {
  structure: Structure;
  arret: Arret;
  description: string;
  dateMaj: string;
  contacts: ContactsPublics;
  portail: Portail;
}

/** The fields that a structure and its services share. */
function toCommun({ structure, arret, dateMaj, contacts, portail }: Elements) {
  const { adresse, complement, codePostal, commune, codeInsee, position } = coordonneesOf(
    structure,
    arret.lieu,
    portail,
  );
  return {
    date_maj: dateMaj,
    lien_source: toUrl(`/structures/${structure.slug}/`, portail),
    commune,
    code_postal: codePostal,
    code_insee: codeInsee,
    adresse,
    complement_adresse: complement,
    longitude: position?.lon,
    latitude: position?.lat,
    telephone: contacts.telephones[0] && toE164(contacts.telephones[0]),
    courriel: contacts.courriels[0],
  };
}

function toService(elements: Elements, isOnly: boolean): ServiceDataInclusion {
  const { structure, arret, description, contacts, portail } = elements;
  const { tarif, publics, zone } = structure;
  const source = sourceOf(portail);
  const id = `${source}--${structure.slug}`;
  // An access that all the permanences of the stop share is that of the stop.
  const accesDesPermanences = new Set(arret.permanences.map(({ acces }) => acces ?? structure.acces));
  const acces = accesDesPermanences.size === 1 ? [...accesDesPermanences][0] : structure.acces;
  const profils = publics.profils.filter((profil) => PUBLIC_DU_PROFIL[profil] === undefined);
  const hasRendezVous = arret.permanences.some(({ rythme }) => rythme.type === 'sur-rendez-vous');
  return withoutEmpty<ServiceDataInclusion>({
    source,
    structure_id: id,
    id: arret.lieu ? `${id}--${arret.lieu.slug}` : id,
    nom: toNom(isOnly || !arret.lieu ? structure.nom : `${structure.nom} – ${arret.lieu.nom}`),
    description,
    ...toCommun(elements),
    horaires_accueil: arret.horaires.texte,
    type: CORRESPONDANCES[structure.type].type,
    thematiques: thematiquesOf(structure),
    frais: tarif?.gratuit === undefined ? undefined : FRAIS[`${tarif.gratuit}`],
    frais_precisions: tarif?.precisions && toPlainSpaces(tarif.precisions),
    publics: publicsOf(structure),
    publics_precisions: toPlainSpaces(
      [
        publics.ages && majuscule(formatAges(publics.ages)),
        profils.length > 0 && formatListe(profils.map((profil) => PROFILS[profil])),
      ]
        .filter(Boolean)
        .join(' ; '),
    ),
    conditions_acces: toPlainSpaces(
      [
        acces && acces !== 'libre' && `${majuscule(ACCES[acces])}.`,
        structure.aApporter.length > 0 && `À apporter : ${formatListe(structure.aApporter)}.`,
      ]
        .filter(Boolean)
        .join(' '),
    ),
    modes_accueil: arret.lieu || structure.adresse ? ['en-presentiel'] : undefined,
    zone_eligibilite:
      zone === 'territoire'
        ? portail.territoire.siren
          ? [portail.territoire.siren]
          : portail.communes.map(({ codeInsee }) => codeInsee)
        : zone && [...new Set(zone)],
    modes_mobilisation: modesOf(acces, contacts),
    mobilisable_par: mobilisableParOf(acces),
    mobilisation_precisions:
      hasRendezVous && acces !== 'sur-rendez-vous' ? 'Aussi sur rendez-vous.' : undefined,
  });
}

function toStructure(elements: Elements, isOnly: boolean): StructureDataInclusion {
  const { structure, arret, description, portail } = elements;
  const source = sourceOf(portail);
  return withoutEmpty<StructureDataInclusion>({
    source,
    id: `${source}--${structure.slug}`,
    nom: toNom(structure.nom),
    description,
    ...toCommun(elements),
    site_web: structure.site,
    horaires_accueil: isOnly ? arret.horaires.texte : undefined,
    reseaux_porteurs: reseauxOf(structure),
  });
}

export interface DataInclusion {
  structures: StructureDataInclusion[];
  services: ServiceDataInclusion[];
  pertes: PertesDeFiche<MotifDataInclusion>[];
}

/** One entry: its structure, its services, and what they could not carry. */
function convert(structure: Structure, portail: Portail): DataInclusion {
  const { liste, add } = createPertes<MotifDataInclusion>();
  const finish = (structures: StructureDataInclusion[], services: ServiceDataInclusion[]): DataInclusion => ({
    structures,
    services,
    pertes: [toPertesDeFiche(structure, structures.length > 0, liste, portail)],
  });
  if (!isOuverte(structure)) {
    addStatut(structure, add);
    return finish([], []);
  }
  const dateMaj = dateMajOf(structure, structure.permanences, portail.aujourdhui);
  if (!dateMaj) {
    add('sans-date-de-source');
    return finish([], []);
  }
  const arretsDeStructure = arretsOf(structure, portail);
  const { arrets } = arretsDeStructure;
  const contacts = contactsOf(structure);
  const descriptions = arrets.map((arret) => describeService(structure, arret, portail));
  const services = arrets.map((arret, rang) => {
    const { date } = dateMajOf(structure, arret.permanences, portail.aujourdhui) ?? dateMaj;
    const description = descriptions[rang]!.texte;
    return toService(
      { structure, arret, description, dateMaj: date, contacts, portail },
      arrets.length === 1,
    );
  });
  // A structure that has no place of its own is where its only stop is; of a tour, nowhere in particular.
  const lieu = structure.lieu === undefined ? undefined : portail.lieux.get(structure.lieu);
  const chezElle = arrets.length === 1 ? arrets[0]! : { ...arrets[0]!, lieu };
  const description = describeService(structure, undefined, portail).texte;
  const elements = { structure, arret: chezElle, description, dateMaj: dateMaj.date, contacts, portail };

  addDate(dateMaj, add);
  addTournee(structure, portail, add);
  addHoraires(arretsDeStructure, add);
  addAges(structure, add);
  addLosses(structure, arrets, contacts, services, add);
  if (descriptions.some(({ isCoupee }) => isCoupee)) add('description-coupee');
  return finish([toStructure(elements, arrets.length === 1)], services);
}

function addLosses(
  structure: Structure,
  arrets: readonly Arret[],
  contacts: ContactsPublics,
  services: readonly ServiceDataInclusion[],
  add: (motif: MotifDataInclusion, detail?: string) => void,
): void {
  const { type, autresTypes, publics, handicap, capacite, aDomicile } = structure;
  for (const each of [type, ...autresTypes])
    if (CORRESPONDANCES[each].reseau === undefined) add('type-absent', formatType(each));
  for (const profil of publics.profils)
    if (PUBLIC_DU_PROFIL[profil] === undefined) add('profil-absent', PROFILS[profil].toLowerCase());
  if (services.every(({ thematiques }) => thematiques === undefined))
    add('thematique-absente', formatType(type));
  if (aDomicile) add('a-domicile');
  const autres =
    contacts.telephones.length +
    contacts.courriels.length -
    Math.min(1, contacts.telephones.length) -
    Math.min(1, contacts.courriels.length);
  if (autres > 0) add('contacts', `${autres} numéro${autres > 1 ? 's ou adresses' : ' ou adresse'}`);
  if (handicap || arrets.some(({ lieu }) => lieu?.accessibilite)) add('accessibilite');
  if (capacite) add('capacite', String(capacite.places));
  if (arrets.some(({ lieu }) => lieu && lieu.position?.precision !== 'adresse')) add('position');
}

/** Computed once for the three files. */
export const toDataInclusion = oncePerPortail((portail): DataInclusion => {
  const converted = portail.structures.map((structure) => convert(structure, portail));
  return {
    structures: converted.flatMap(({ structures }) => structures),
    services: converted.flatMap(({ services }) => services),
    pertes: converted.flatMap(({ pertes }) => pertes),
  };
});

export interface RapportDataInclusion extends RapportDePertes {
  /** What data·inclusion would think of these services. */
  qualite: Qualite;
}

export const reportDataInclusion = oncePerPortail((portail): RapportDataInclusion => {
  const { services, pertes } = toDataInclusion(portail);
  const exports = ['/donnees/data-inclusion/structures.json', '/donnees/data-inclusion/services.json'];
  const { fiches, ...rapport } = toRapport(exports, MOTIFS, pertes, portail);
  return { ...rapport, qualite: summarizeQualite(services, portail.aujourdhui), fiches };
});

/** A JSON array, as the schema asks: it has no room for a heading. */
export function* writeStructures(portail: Portail): Generator<string, void, undefined> {
  yield '[';
  yield* writeListe(toDataInclusion(portail).structures);
  yield ']\n';
}

export function* writeServices(portail: Portail): Generator<string, void, undefined> {
  yield '[';
  yield* writeListe(toDataInclusion(portail).services);
  yield ']\n';
}
