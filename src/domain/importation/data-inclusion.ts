/** data·inclusion, schema v1: structures, and the services that each offers, where it is or elsewhere. */
import { z } from 'zod';
import { type DateCivile, isDateCivile } from '../date/jour';
import type { Nommage } from '../rapprochement/nommage';
import { normalizeAdresse } from '../rapprochement/empreinte';
import type { Acces } from '../permanence/schema';
import type { Profil } from '../structure/schema';
import type { TypeSlug } from '../structure/type';
import type { Commune } from '../territoire/schema';
import {
  type Remarque,
  findCommune,
  readCourriel,
  readEndroit,
  readSite,
  readTelephone,
  readTexte,
} from './champs';
import {
  type ArretImporte,
  type EndroitImporte,
  type FicheImportee,
  type HorairesImportes,
  type LectureDImport,
  refuse,
} from './fiche-importee';
import { readHorairesOsm } from './horaires';

const texte = z.string().nullish();
const liste = z.array(z.string()).nullish();
const date = z.string().refine(isDateCivile);
const localisation = {
  commune: texte,
  code_postal: z
    .string()
    .regex(/^\d{5}$/)
    .nullish(),
  code_insee: z
    .string()
    .regex(/^\w{5}$/)
    .nullish(),
  adresse: texte,
  complement_adresse: texte,
  longitude: z.number().nullish(),
  latitude: z.number().nullish(),
};
const contact = { telephone: texte, courriel: texte, horaires_accueil: texte, lien_source: texte };

/** What is read of a structure; what else the schema has is ignored. */
const structureSchema = z.object({
  source: z.string().min(1),
  id: z.string().min(1),
  nom: z.string().min(2),
  date_maj: date,
  description: texte,
  site_web: texte,
  reseaux_porteurs: liste,
  ...localisation,
  ...contact,
});
const serviceSchema = z.object({
  source: z.string().min(1),
  id: z.string().min(1),
  structure_id: z.string().min(1),
  nom: z.string().min(2),
  description: texte,
  date_maj: date,
  frais: texte,
  publics: liste,
  modes_mobilisation: liste,
  mobilisable_par: liste,
  contact_nom_prenom: texte,
  ...localisation,
  ...contact,
});
type StructureEcrite = z.infer<typeof structureSchema>;
type ServiceEcrit = z.infer<typeof serviceSchema>;

/** What a field must be, for who writes the file. */
const ATTENDUS: Readonly<Record<string, string>> = {
  source: 'le nom de la source, par exemple « dora »',
  id: 'l’identifiant, par exemple « dora--42 »',
  structure_id: 'l’identifiant de la structure qui rend ce service',
  nom: 'un nom',
  date_maj: 'une date, par exemple 2026-11-20',
  code_postal: 'un code postal de cinq chiffres entre guillemets',
  code_insee: 'un code Insee de cinq caractères entre guillemets',
  latitude: 'un nombre',
  longitude: 'un nombre',
};

function parse<T>(schema: z.ZodType<T>, element: unknown, fichier: string, rang: number): T {
  const ou = `élément ${rang + 1}`;
  const lu = schema.safeParse(element);
  if (lu.success) return lu.data;
  const champ = String(lu.error.issues[0]?.path[0] ?? '');
  if (champ === '')
    refuse(fichier, ou, '', 'ce n’est pas une fiche. Chaque élément de la liste est écrit entre accolades.');
  const valeur = (element as Record<string, unknown>)[champ];
  const attendu = ATTENDUS[champ] ?? 'un texte';
  return refuse(
    fichier,
    ou,
    champ,
    valeur === undefined
      ? `ce champ manque. Écrivez ${attendu}.`
      : `ce n’est pas ce qui est attendu. Écrivez ${attendu}.`,
    ['string', 'number', 'boolean'].includes(typeof valeur) ? (valeur as string) : undefined,
  );
}

const TYPE_DU_RESEAU: Readonly<Record<string, TypeSlug>> = {
  'france-service': 'france-services',
  msap: 'france-services',
  'ccas-cias': 'ccas',
  caf: 'caf',
  'mutualite-sociale-agricole': 'msa',
  mdph: 'mdph',
  'mission-locale': 'mission-locale',
  'conseillers-numeriques': 'mediation-numerique',
  'espaces-publics-numeriques': 'mediation-numerique',
  fcsf: 'centre-social',
};
const PROFIL_DU_PUBLIC: Readonly<Record<string, Profil>> = {
  'tous-publics': 'tous',
  familles: 'parents',
  jeunes: 'jeunes',
  seniors: 'seniors',
  'personnes-en-situation-de-handicap': 'personnes-handicapees',
  'demandeurs-emploi': 'demandeurs-d-emploi',
};
const TYPE_FAUTE_DE_MIEUX: TypeSlug = 'association';

/** The type that the name says, else that of its network. */
function guessType(
  { nom, reseaux_porteurs }: StructureEcrite,
  nommage: Pick<Nommage, 'readMots'>,
): TypeSlug | undefined {
  const duNom = nommage.readMots(nom).flatMap(({ type }) => type ?? [])[0];
  const duReseau = (reseaux_porteurs ?? []).flatMap((reseau) => TYPE_DU_RESEAU[reseau] ?? [])[0];
  return duNom ?? duReseau;
}

function readAcces(services: readonly ServiceEcrit[]): Acces | undefined {
  const modes = services.flatMap(({ modes_mobilisation }) => modes_mobilisation ?? []);
  const par = services.flatMap(({ mobilisable_par }) => mobilisable_par ?? []);
  if (modes.includes('se-presenter')) return 'libre';
  return par.length > 0 && par.every((qui) => qui === 'professionnels') ? 'sur-orientation' : undefined;
}

function readHoraires(ecrits: string | null | undefined): HorairesImportes | undefined {
  const horaires = readTexte(ecrits);
  if (horaires === undefined) return undefined;
  const lus = readHorairesOsm(horaires);
  return lus ? { lus } : { texte: horaires };
}

const localisationOf = (element: StructureEcrite | ServiceEcrit) => ({
  codeInsee: element.code_insee ?? undefined,
  codePostal: element.code_postal ?? undefined,
  commune: readTexte(element.commune),
});

function endroitOf(
  element: StructureEcrite | ServiceEcrit,
  commune: Commune,
  remark: Remarque,
): EndroitImporte {
  return readEndroit(
    {
      nom: readTexte(element.complement_adresse),
      adresse: readTexte(element.adresse),
      codePostal: element.code_postal ?? undefined,
      lat: element.latitude ?? undefined,
      lon: element.longitude ?? undefined,
    },
    commune,
    remark,
  );
}

/** A long description is not a precision: whoever reviews reads it at its source. */
const LONGUEUR_MAX = 400;

function readPrecisions(structure: StructureEcrite, services: readonly ServiceEcrit[]): string[] {
  const description = readTexte(structure.description);
  const noms = [...new Set(services.map(({ nom }) => nom.trim()))].filter(
    (nom) => nom !== structure.nom.trim(),
  );
  return [
    ...(description !== undefined && description.length <= LONGUEUR_MAX ? [description] : []),
    ...(noms.length > 0 ? [`On y trouve : ${noms.join(', ')}.`] : []),
  ];
}

const isElsewhere = (a: EndroitImporte, b: EndroitImporte): boolean =>
  a.commune !== b.commune || normalizeAdresse(a.adresse ?? '') !== normalizeAdresse(b.adresse ?? '');

interface Contexte {
  communes: readonly Commune[];
  nommage: Pick<Nommage, 'readMots'>;
}

function toFiche(
  structure: StructureEcrite,
  services: readonly ServiceEcrit[],
  commune: Commune,
  ou: string,
  { communes, nommage }: Contexte,
): FicheImportee {
  const remarques: string[] = [];
  const remark = (phrase: string) => remarques.push(phrase);
  const endroit = endroitOf(structure, commune, remark);
  const type = guessType(structure, nommage);
  const arrets: ArretImporte[] = [];
  let surPlace: HorairesImportes | undefined;
  for (const service of services) {
    const horaires = readHoraires(service.horaires_accueil);
    const sienne = findCommune(localisationOf(service), communes);
    const isSitue = (service.code_insee ?? service.adresse ?? '') !== '';
    const sien = isSitue && typeof sienne === 'object' ? endroitOf(service, sienne, remark) : undefined;
    if (sien && isElsewhere(sien, endroit))
      arrets.push({ id: service.id, nom: service.nom, endroit: sien, horaires });
    else if (!isSitue || sien) surPlace ??= horaires;
  }
  const personnes = services.map(({ contact_nom_prenom }) => contact_nom_prenom ?? '').join(' ');
  const premier = <T>(read: (service: ServiceEcrit) => T | undefined): T | undefined =>
    services.map(read).find((valeur) => valeur !== undefined);
  const frais = new Set(services.flatMap(({ frais: dits }) => dits ?? []));
  const majLe = [structure.date_maj, ...services.map(({ date_maj }) => date_maj)].sort().at(-1)!;
  const url = readSite(structure.lien_source, () => undefined);
  return {
    ou,
    id: structure.id,
    nom: structure.nom.trim(),
    type: type ?? TYPE_FAUTE_DE_MIEUX,
    isTypeSur: false,
    isTypeDevine: type === undefined,
    precisions: readPrecisions(structure, services),
    profils: [
      ...new Set(
        services.flatMap(({ publics }) => publics ?? []).flatMap((nom) => PROFIL_DU_PUBLIC[nom] ?? []),
      ),
    ],
    endroit,
    telephone:
      readTelephone(structure.telephone, remark) ??
      premier(({ telephone }) => readTelephone(telephone, remark)),
    courriel:
      readCourriel(structure.courriel, remark, personnes) ??
      premier(({ courriel }) => readCourriel(courriel, remark, personnes)),
    site: readSite(structure.site_web, remark),
    acces: readAcces(services),
    gratuit: frais.size === 1 && frais.has('gratuit') ? true : undefined,
    horaires: readHoraires(structure.horaires_accueil) ?? surPlace,
    arrets,
    source: {
      titre: `data·inclusion, source « ${structure.source} »`,
      ...(url === undefined ? {} : { url }),
      date: majLe,
    },
    remarques: [...new Set(remarques)],
  };
}

/** The two files of data·inclusion; without that of services, structures alone. */
export interface FichiersDataInclusion {
  structures: { fichier: string; elements: readonly unknown[] };
  services?: { fichier: string; elements: readonly unknown[] } | undefined;
}

export function readDataInclusion(
  { structures, services }: FichiersDataInclusion,
  contexte: Contexte & { aujourdhui: DateCivile },
): LectureDImport {
  const lues = structures.elements.map((element, rang) =>
    parse(structureSchema, element, structures.fichier, rang),
  );
  const vues = new Set<string>();
  lues.forEach(({ id, date_maj }, rang) => {
    const ou = `élément ${rang + 1}`;
    if (vues.has(id))
      refuse(structures.fichier, ou, 'id', 'deux structures ont cet identifiant. N’en gardez qu’une.', id);
    vues.add(id);
    if (date_maj > contexte.aujourdhui)
      refuse(
        structures.fichier,
        ou,
        'date_maj',
        'cette date n’est pas encore passée. Corrigez-la.',
        date_maj,
      );
  });
  const rendus = (services?.elements ?? []).map((element, rang) => {
    const service = parse(serviceSchema, element, services!.fichier, rang);
    if (!vues.has(service.structure_id))
      refuse(
        services!.fichier,
        `élément ${rang + 1}`,
        'structure_id',
        'aucune structure n’a cet identifiant. Ajoutez-la, ou retirez ce service.',
        service.structure_id,
      );
    return service;
  });
  const parStructure = Map.groupBy(rendus, ({ structure_id }) => structure_id);
  const fiches: FicheImportee[] = [];
  const sansCommune: string[] = [];
  let [ailleurs, sansLieu] = [0, 0];
  lues.forEach((structure, rang) => {
    const ou = `élément ${rang + 1} de ${structures.fichier}`;
    const commune = findCommune(localisationOf(structure), contexte.communes);
    if (commune === 'inconnue') sansCommune.push(`${ou} : ${structure.nom}`);
    else if (commune === 'ailleurs') ailleurs++;
    else if (commune === 'nulle-part') sansLieu++;
    else fiches.push(toFiche(structure, parStructure.get(structure.id) ?? [], commune, ou, contexte));
  });
  return { fiches, ailleurs, sansLieu, sansCommune };
}
