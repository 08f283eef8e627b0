/** `/donnees/hsds/services.json`: the territory in HSDS 3, a service at a time with its places and schedules. */
import { formatAges } from '../../age/age';
import { normalizeTelephone, publicContacts } from '../../contact/schema';
import { formatListe } from '../../date/format';
import { type Lieu, type Portail, oncePerPortail } from '../../portail/portail';
import { ACCES, formatFauteuil, formatTarif } from '../../portail/pratique';
import { situationOf, stopsOf } from '../../portail/structure';
import { PROFILS, type Statut, type Structure } from '../../structure/schema';
import { formatType } from '../../structure/type';
import { contactsOf, coordonneesOf, toE164 } from '../coordonnees';
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
import { PERTES_COMMUNES, addStatut } from '../pertes-communes';
import { listSchedules } from './horaires';
import type { Location, Schedule, ServiceHsds } from './schema';
import { toUuid } from './uuid';

const MOTIFS = {
  'non-ouvert': {
    titre: 'Projet, non exporté',
    explication:
      'Ce format connaît les services ouverts, fermés un temps ou pour toujours, pas ceux qui sont en projet.',
  },
  'type-absent': {
    ...PERTES_COMMUNES['type-absent'],
    explication:
      'Ce format renvoie à des classifications que nous ne publions pas : le type n’est dit que dans la description.',
  },
  grossesse: {
    titre: 'Grossesse',
    explication:
      'Ce format compte les âges depuis la naissance : « dès la grossesse » n’est dit qu’en toutes lettres.',
  },
  'horaires-bornes': {
    titre: 'Horaires découpés et bornés',
    explication:
      'Ce format n’a pas d’exceptions : chaque règle est coupée aux vacances, aux jours fermés et aux changements d’heure, et s’arrête 120 jours après la production du fichier.',
  },
  'regle-en-dates': {
    ...PERTES_COMMUNES['regle-en-dates'],
    explication: 'Ce rythme n’existe pas dans ce format : chaque date est une ligne.',
  },
  'heures-inconnues': {
    ...PERTES_COMMUNES['heures-inconnues'],
    explication: 'Le jour est connu, pas l’heure : la ligne n’a pas d’heure d’ouverture.',
  },
  'sans-date': PERTES_COMMUNES['sans-date'],
  'motif-absent': {
    titre: 'Raison d’un changement',
    explication: 'Ce format n’a pas de place pour la raison d’une date annulée, déplacée ou ajoutée.',
  },
  'ordre-absent': {
    titre: 'Ordre de la tournée',
    explication: 'Les arrêts d’une tournée sont donnés, sans leur ordre.',
  },
  position: PERTES_COMMUNES.position,
  adresse: {
    titre: 'Adresse incomplète',
    explication:
      'Ce format exige une rue, un code postal et une commune : une adresse dont la rue n’est pas connue n’est pas écrite.',
  },
  handicap: {
    titre: 'Accueil du handicap',
    explication:
      'Ce format décrit l’accès d’un lieu, pas l’accueil d’un service ni sa charte : ils ne sont dits que dans la description.',
  },
} as const satisfies Record<string, MotifDePerte>;
type Motif = keyof typeof MOTIFS;

const STATUT_HSDS: Record<Exclude<Statut, 'en-projet'>, ServiceHsds['status']> = {
  ouvert: 'active',
  'ferme-temporairement': 'temporarily closed',
  'ferme-definitivement': 'defunct',
};

const list = <T>(elements: T[]): T[] | undefined => (elements.length > 0 ? elements : undefined);

/** Fields that say something. */
function withoutUndefined<T extends object>(objet: T): T {
  return Object.fromEntries(Object.entries(objet).filter(([, valeur]) => valeur !== undefined)) as T;
}

const majuscule = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);

/** Ages in years, as the format counts them: 35 months is the last of a child of 2. */
function toAnnees(mois: number, isLast: boolean): number {
  if (isLast && (mois + 1) % 12 === 0) return (mois + 1) / 12 - 1;
  return Math.round((mois / 12) * 100) / 100;
}

function toLocation(structure: Structure, lieu: Lieu | undefined, portail: Portail): Location | undefined {
  const { adresse, commune, codePostal, position } = coordonneesOf(structure, lieu, portail);
  const name = lieu?.nom ?? (structure.adresse === undefined ? undefined : structure.nom);
  if (name === undefined) return undefined;
  const cle = lieu ? `lieu ${portail.slug} ${lieu.slug}` : `adresse ${portail.slug} ${structure.slug}`;
  return withoutUndefined<Location>({
    id: toUuid(`location ${cle}`),
    location_type: 'physical',
    name,
    description: lieu?.precisions,
    latitude: position?.lat,
    longitude: position?.lon,
    addresses:
      adresse && commune && codePostal
        ? [
            {
              id: toUuid(`address ${cle}`),
              address_1: adresse,
              city: commune,
              state_province: portail.territoire.departement,
              postal_code: codePostal,
              country: 'FR',
              address_type: 'physical',
            },
          ]
        : undefined,
    accessibility: lieu?.accessibilite && [
      {
        id: toUuid(`accessibility ${cle}`),
        description: `Entrée en fauteuil : ${formatFauteuil(lieu.accessibilite)}`,
      },
    ],
  });
}

function toAreas({ zone, slug }: Structure, portail: Portail): ServiceHsds['service_areas'] {
  if (zone === undefined) return undefined;
  const noms =
    zone === 'territoire'
      ? [portail.territoire.nomOfficiel]
      : zone.flatMap((code) => portail.communeByCode.get(code)?.nom ?? []);
  return list(
    [...new Set(noms)].map((name) => ({ id: toUuid(`area ${portail.slug} ${slug} ${name}`), name })),
  );
}

/** Announced closures, in the words of the page. */
function toAlert(structure: Structure, portail: Portail): string | undefined {
  if (structure.statut !== 'ouvert') return structure.statutPrecision;
  if (structure.fermetures.length === 0) return undefined;
  const situation = situationOf(structure, portail);
  if (situation.etat !== 'dates') return undefined;
  return toPlainSpaces(situation.fermetures.map(({ texte }) => texte).join('. ')) || undefined;
}

function toService(
  structure: Structure,
  schedules: Map<string | undefined, Schedule[]>,
  portail: Portail,
): ServiceHsds {
  const { slug, statut, publics, acces, aApporter, langues, tarif, verifications, gestionnaire } = structure;
  const cle = `${portail.slug} ${slug}`;
  const { ages, profils } = publics;
  const verifieLe = [...Object.values(verifications), ...structure.permanences.map((each) => each.verifieLe)]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  const lieux = [
    ...new Set([structure.lieu, ...stopsOf(structure).map(({ lieu }) => lieu), ...schedules.keys()]),
  ];
  const places = lieux.filter((lieu) => lieu !== undefined);
  const chezElle = places.length === 0 ? toLocation(structure, undefined, portail) : undefined;
  const sansLieu = schedules.get(undefined);
  const prix = formatTarif(structure);
  return withoutUndefined<ServiceHsds>({
    id: toUuid(`service ${cle}`),
    name: structure.nom,
    description: describeService(structure, undefined, portail).texte,
    url: structure.site ?? toUrl(`/structures/${slug}/`, portail),
    email: contactsOf(structure).courriels[0],
    status: STATUT_HSDS[statut as keyof typeof STATUT_HSDS],
    application_process: acces && `${majuscule(ACCES[acces])}.`,
    fees_description: prix && toPlainSpaces(prix),
    eligibility_description:
      toPlainSpaces(
        [
          ages && majuscule(formatAges(ages)),
          profils.length > 0 && formatListe(profils.map((profil) => PROFILS[profil])),
        ]
          .filter(Boolean)
          .join(' ; '),
      ) || undefined,
    minimum_age: ages && ages.deMois >= 0 ? toAnnees(ages.deMois, false) : undefined,
    maximum_age: ages?.aMois !== undefined && ages.aMois >= 0 ? toAnnees(ages.aMois, true) : undefined,
    assured_date: verifieLe,
    alert: toAlert(structure, portail),
    organization: gestionnaire
      ? {
          id: toUuid(`organization ${portail.slug} ${gestionnaire}`),
          name: gestionnaire,
          description: `Gestionnaire de services du territoire ${portail.territoire.nom}.`,
        }
      : { id: toUuid(`organization ${cle}`), name: structure.nom, description: structure.role },
    phones: list(
      publicContacts(structure.contacts).flatMap(({ telephone, fonction }, rang) =>
        telephone
          ? [
              {
                id: toUuid(`phone ${cle} ${rang} ${normalizeTelephone(telephone)}`),
                number: toE164(telephone),
                ...(fonction && { description: fonction }),
              },
            ]
          : [],
      ),
    ),
    cost_options: tarif?.gratuit
      ? [{ id: toUuid(`cost ${cle}`), option: 'Gratuit', amount: 0, currency: 'EUR' }]
      : undefined,
    required_documents: list(
      aApporter.map((document) => ({ id: toUuid(`document ${cle} ${document}`), document })),
    ),
    languages: list(langues.map((name) => ({ id: toUuid(`language ${cle} ${name}`), name }))),
    service_areas: toAreas(structure, portail),
    schedules: chezElle ? undefined : sansLieu,
    service_at_locations: list([
      ...(chezElle
        ? [{ id: toUuid(`at ${cle}`), location: chezElle, ...(sansLieu && { schedules: sansLieu }) }]
        : []),
      ...places.flatMap((lieu) => {
        const location = toLocation(structure, portail.lieux.get(lieu), portail);
        const ici = schedules.get(lieu);
        return location
          ? [{ id: toUuid(`at ${cle} ${lieu}`), location, ...(ici && { schedules: ici }) }]
          : [];
      }),
    ]),
  });
}

const RYTHMES_EN_DATES = new Set(['semaine-du-mois', 'avant-vacances']);

function listPertes(
  structure: Structure,
  service: ServiceHsds,
  add: (motif: Motif, detail?: string) => void,
): void {
  const { publics, permanences, handicap, type } = structure;
  const schedules = [
    ...(service.schedules ?? []),
    ...(service.service_at_locations ?? []).flatMap((each) => each.schedules ?? []),
  ];
  add('type-absent', formatType(type));
  if (publics.ages && publics.ages.deMois < 0) add('grossesse');
  if (schedules.length > 0) add('horaires-bornes');
  if (permanences.some(({ rythme }) => RYTHMES_EN_DATES.has(rythme.type))) add('regle-en-dates');
  if (schedules.some(({ opens_at }) => opens_at === undefined)) add('heures-inconnues');
  if (
    permanences.some(
      ({ rythme }) =>
        rythme.type === 'sur-rendez-vous' ||
        (rythme.type === 'date-communiquee' && rythme.dates.length === 0),
    )
  )
    add('sans-date');
  if (permanences.some(({ exceptions }) => exceptions.length > 0)) add('motif-absent');
  if (permanences.some(({ ordre }) => ordre !== undefined)) add('ordre-absent');
  for (const { location } of service.service_at_locations ?? []) {
    if (location.latitude === undefined) add('position', location.name);
    if (!location.addresses) add('adresse', location.name);
  }
  if (handicap) add('handicap');
}

interface Converti {
  service: ServiceHsds | undefined;
  pertes: PertesDeFiche<Motif>;
}

function convert(structure: Structure, portail: Portail): Converti {
  const { liste, add } = createPertes<Motif>();
  if (structure.statut === 'en-projet') {
    addStatut(structure, add);
    return { service: undefined, pertes: toPertesDeFiche(structure, false, liste, portail) };
  }
  const service = toService(structure, listSchedules(structure, portail), portail);
  listPertes(structure, service, add);
  return { service, pertes: toPertesDeFiche(structure, true, liste, portail) };
}

/** Losses are found while the file is written; the services themselves are too large to be kept. */
const losses = oncePerPortail(() => new Map<Structure, PertesDeFiche<Motif>>());

function* listServices(portail: Portail): Generator<ServiceHsds, void, undefined> {
  const known = losses(portail);
  for (const structure of portail.structures) {
    const { service, pertes } = convert(structure, portail);
    known.set(structure, pertes);
    if (service) yield service;
  }
}

/** The file, a service at a time. */
export function* writeHsds(portail: Portail): Generator<string, void, undefined> {
  yield '[';
  yield* writeListe(listServices(portail));
  yield ']\n';
}

export const reportHsds = oncePerPortail((portail): RapportDePertes => {
  const known = losses(portail);
  const fiches = portail.structures.map(
    (structure) => known.get(structure) ?? convert(structure, portail).pertes,
  );
  return toRapport(['/donnees/hsds/services.json'], MOTIFS, fiches, portail);
});
