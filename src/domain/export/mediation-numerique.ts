/**
 * `/donnees/mediation-numerique.csv`: the places where one is helped with digital tools, in the national schema « lieux
 * de médiation numérique ». Its own values and its decimal point are kept: what reads it is the national map.
 */
import { z } from 'zod';
import { dateCivileSchema } from '../date/date-civile';
import { type Lieu, type Portail, oncePerPortail } from '../portail/portail';
import { hasType } from '../portail/annuaire';
import { isItinerante, isOuverte, themesOf } from '../portail/structure';
import type { Profil, Structure } from '../structure/schema';
import { type Arret, arretsOf } from './arret';
import { type Coordonnees, contactsOf, coordonneesOf, toE164 } from './coordonnees';
import { writeCsv } from './csv';
import { sourceOf } from './data-inclusion/data-inclusion';
import { type DateDeMiseAJour, dateMajOf } from './date-maj';
import { describeService, toPlainSpaces } from './description';
import {
  type MotifDePerte,
  type PertesDeFiche,
  type RapportDePertes,
  createPertes,
  toPertesDeFiche,
  toRapport,
} from './pertes';
import { PERTES_COMMUNES, addAges, addDate, addHoraires, addStatut, addTournee } from './pertes-communes';

const MOTIFS = {
  ...PERTES_COMMUNES,
  adresse: {
    titre: 'Adresse manquante, lieu non exporté',
    explication:
      'Ce format exige une rue, un code postal et une commune : un lieu dont la rue n’est pas connue n’y entre pas.',
  },
  'service-absent': {
    titre: 'Aide non précisée, non exporté',
    explication:
      'Ce format exige de dire quelle aide est donnée, parmi neuf : rien dans cette fiche ne le dit.',
  },
  siret: {
    titre: 'Numéro d’établissement inconnu',
    explication:
      'Ce format exige un numéro SIRET. Nous ne le connaissons pas : quatorze zéros en tiennent lieu, comme il est d’usage.',
  },
} as const satisfies Record<string, MotifDePerte>;
type Motif = keyof typeof MOTIFS;

const SIRET_INCONNU = '0'.repeat(14);
const SEPARATEUR = '|';
const RESUME_MAX = 280;

const SERVICES = [
  'Aide aux démarches administratives',
  'Maîtrise des outils numériques du quotidien',
  'Accès internet et matériel informatique',
] as const;
const PUBLIC_DU_PROFIL: Partial<Record<Profil, string>> = {
  parents: 'Familles et/ou enfants',
  'futurs-parents': 'Familles et/ou enfants',
  jeunes: 'Jeunes',
  seniors: 'Seniors',
};

const unDe = (...valeurs: string[]) =>
  z
    .string()
    .refine((texte) => texte === '' || texte.split(SEPARATEUR).every((valeur) => valeurs.includes(valeur)));
const facultatif = z.string();

/** A line, in the order of the columns. */
export const lieuMediationSchema = z.strictObject({
  id: z.string().min(1),
  pivot: z.string().regex(/^\d{14}$/),
  nom: z.string().min(1),
  commune: z.string().min(1),
  code_postal: z.string().regex(/^\d{5}$/),
  code_insee: z
    .string()
    .regex(/^([013-9]\d|2[AB1-9])\d{3}$/)
    .or(z.literal('')),
  adresse: z.string().min(1),
  complement_adresse: facultatif,
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  telephone: z
    .string()
    .regex(/^\+33\d{9}$/)
    .or(z.literal('')),
  courriels: facultatif,
  site_web: facultatif,
  horaires: facultatif,
  presentation_resume: z.string().max(RESUME_MAX),
  presentation_detail: facultatif,
  source: z.string().min(1),
  itinerance: unDe('Itinérant', 'Fixe'),
  structure_parente: facultatif,
  date_maj: dateCivileSchema,
  services: unDe(...SERVICES).refine((texte) => texte !== ''),
  publics_specifiquement_adresses: unDe('Jeunes', 'Familles et/ou enfants', 'Seniors'),
  prise_en_charge_specifique: unDe('Langues étrangères (anglais)', 'Langues étrangères (autres)'),
  frais_a_charge: unDe('Gratuit', 'Payant'),
  dispositif_programmes_nationaux: unDe('France Services', 'Conseillers numériques'),
  modalites_acces: unDe('Se présenter', 'Téléphoner', 'Contacter par mail'),
  prise_rdv: facultatif,
});
export type LieuMediation = z.infer<typeof lieuMediationSchema>;
export const COLONNES_MEDIATION = Object.keys(lieuMediationSchema.shape);

const joinValues = (valeurs: readonly (string | false | undefined)[]): string =>
  [...new Set(valeurs.filter(Boolean))].join(SEPARATEUR);

/** Whether a service helps people with digital tools. */
function isConcernee(structure: Structure): boolean {
  return (
    hasType(structure, 'mediation-numerique') ||
    hasType(structure, 'france-services') ||
    themesOf(structure).includes('numerique')
  );
}

function servicesOf(structure: Structure): string {
  const hasOrdinateurs = structure.surPlace.some((texte) => /ordinateur|internet|wi-?fi/i.test(texte));
  return joinValues([
    hasType(structure, 'france-services') && SERVICES[0],
    hasType(structure, 'mediation-numerique') && SERVICES[1],
    hasOrdinateurs && SERVICES[2],
  ]);
}

/** Everybody, unless the entry names somebody and nobody else. */
function publicsOf({ publics }: Structure): string {
  return publics.profils.includes('tous')
    ? ''
    : joinValues(publics.profils.map((profil) => PUBLIC_DU_PROFIL[profil]));
}

/** The role, when it fits; cut between two words otherwise. */
function toResume(role: string): string {
  const propre = toPlainSpaces(role);
  return propre.length <= RESUME_MAX ? propre : `${propre.slice(0, RESUME_MAX - 1).replace(/\s+\S*$/, '')}…`;
}

interface Place {
  arret: Arret;
  lieu: Lieu | undefined;
  coordonnees: Coordonnees;
  dateMaj: DateDeMiseAJour;
}

function toLigne(
  structure: Structure,
  { arret, lieu, coordonnees, dateMaj }: Place,
  portail: Portail,
): LieuMediation {
  const { telephones, courriels } = contactsOf(structure);
  const telephone = telephones[0] === undefined ? '' : toE164(telephones[0]);
  const { tarif, acces, langues } = structure;
  const id = `${sourceOf(portail)}--${structure.slug}`;
  return {
    id: lieu ? `${id}--${lieu.slug}` : id,
    pivot: SIRET_INCONNU,
    nom: structure.nom,
    commune: coordonnees.commune ?? '',
    code_postal: coordonnees.codePostal ?? '',
    code_insee: coordonnees.codeInsee ?? '',
    adresse: coordonnees.adresse ?? '',
    complement_adresse: coordonnees.complement ?? '',
    latitude: coordonnees.position?.lat,
    longitude: coordonnees.position?.lon,
    telephone: telephone.startsWith('+33') ? telephone : '',
    courriels: joinValues(courriels),
    site_web: structure.site ?? '',
    horaires: arret.horaires.texte ?? '',
    presentation_resume: toResume(structure.role),
    presentation_detail: describeService(structure, arret, portail).texte,
    source: portail.territoire.nomOfficiel,
    itinerance: isItinerante(structure) ? 'Itinérant' : lieu ? 'Fixe' : '',
    structure_parente: structure.gestionnaire ?? '',
    date_maj: dateMaj.date,
    services: servicesOf(structure),
    publics_specifiquement_adresses: publicsOf(structure),
    prise_en_charge_specifique: joinValues(
      langues.map((langue) => `Langues étrangères (${/anglais/i.test(langue) ? 'anglais' : 'autres'})`),
    ),
    frais_a_charge: tarif?.gratuit === undefined ? '' : tarif.gratuit ? 'Gratuit' : 'Payant',
    dispositif_programmes_nationaux: joinValues([
      hasType(structure, 'france-services') && 'France Services',
      /^conseill(er|ère) numérique/i.test(structure.nom) && 'Conseillers numériques',
    ]),
    modalites_acces: joinValues([
      acces === 'libre' && 'Se présenter',
      telephone !== '' && 'Téléphoner',
      courriels.length > 0 && 'Contacter par mail',
    ]),
    prise_rdv: '',
  };
}

/** The lines of one service, a line a place. */
function convert(
  structure: Structure,
  portail: Portail,
): { lignes: LieuMediation[]; pertes: PertesDeFiche<Motif> } {
  const { liste, add } = createPertes<Motif>();
  const lignes: LieuMediation[] = [];
  const finish = () => ({ lignes, pertes: toPertesDeFiche(structure, lignes.length > 0, liste, portail) });
  if (!isOuverte(structure)) {
    addStatut(structure, add);
    return finish();
  }
  if (servicesOf(structure) === '') add('service-absent');
  const dateMaj = dateMajOf(structure, structure.permanences, portail.aujourdhui);
  if (!dateMaj) add('sans-date-de-source');
  if (!dateMaj || servicesOf(structure) === '') return finish();

  const arretsDeStructure = arretsOf(structure, portail);
  for (const arret of arretsDeStructure.arrets) {
    const { lieu } = arret;
    const coordonnees = coordonneesOf(structure, lieu, portail);
    const { adresse, codePostal, commune } = coordonnees;
    if (!adresse || !codePostal || !commune) add('adresse', lieu?.nom);
    else lignes.push(toLigne(structure, { arret, lieu, coordonnees, dateMaj }, portail));
  }
  if (lignes.length === 0) return finish();
  add('siret');
  addDate(dateMaj, add);
  addTournee(structure, portail, add);
  addHoraires(arretsDeStructure, add);
  addAges(structure, add);
  if (lignes.some(({ latitude }) => latitude === undefined)) add('position');
  return finish();
}

const toMediation = oncePerPortail((portail) => {
  const converted = portail.structures.filter(isConcernee).map((structure) => convert(structure, portail));
  return { lignes: converted.flatMap(({ lignes }) => lignes), pertes: converted.map(({ pertes }) => pertes) };
});

export function listLieuxDeMediation(portail: Portail): LieuMediation[] {
  return toMediation(portail).lignes;
}

export function writeMediationCsv(portail: Portail): Generator<string, void, undefined> {
  const lignes = listLieuxDeMediation(portail).map((ligne) => Object.values(ligne));
  return writeCsv(COLONNES_MEDIATION, lignes, { decimale: '.' });
}

export const reportMediation = oncePerPortail((portail): RapportDePertes =>
  toRapport(['/donnees/mediation-numerique.csv'], MOTIFS, toMediation(portail).pertes, portail),
);
