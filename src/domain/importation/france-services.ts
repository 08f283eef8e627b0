/**
 * The national list of France services (Agence nationale de la cohésion des territoires): one line for each place. Its
 * columns are those of the public file.
 */
import { JOURS_DE_SEMAINE } from '../date/jour';
import { datePartielleSchema } from '../source/schema';
import type { Commune } from '../territoire/schema';
import { findCommune, readCourriel, readEndroit, readNombre, readTelephone, readTexte } from './champs';
import { type FicheImportee, type HorairesImportes, type LectureDImport, refuse } from './fiche-importee';
import { type HorairesLus, groupHoraires, readHeuresDuJour } from './horaires';

/** One line, by the names of its columns. */
export interface LigneEcrite {
  /** « ligne 12 ». */
  ou: string;
  champs: Readonly<Record<string, unknown>>;
}

export const COLONNES_ATTENDUES = ['id_fs', 'lib_fs', 'insee_com'] as const;
const TITRE = 'Liste des structures France services (Agence nationale de la cohésion des territoires)';
const URL = 'https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/';

/** A comment that speaks of days or hours says that those of the columns are not the whole story. */
const PARLE_D_HORAIRES =
  /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaines?|mois|matin|apr[eè]s-midi|ferm|sauf|vacances|itin[eé]ran)|\d\s*h\b/i;

function readHoraires(
  champs: LigneEcrite['champs'],
  isFixe: boolean,
  commentaire: string | undefined,
): HorairesImportes | undefined {
  const ecrits = JOURS_DE_SEMAINE.flatMap((jour) => {
    const texte = readTexte(champs[`h_${jour}`]);
    return texte === undefined ? [] : [{ jour, texte, heures: readHeuresDuJour(texte) }];
  }).filter(({ heures }) => heures === undefined || heures.length > 0);
  if (ecrits.length === 0) return undefined;
  const lus = ecrits.flatMap(({ jour, heures }): HorairesLus[] =>
    heures ? [{ jours: [jour], heures }] : [],
  );
  const isSur = isFixe && lus.length === ecrits.length && !PARLE_D_HORAIRES.test(commentaire ?? '');
  if (isSur) return { lus: groupHoraires(lus) };
  return { texte: ecrits.map(({ jour, texte }) => `${jour} ${texte}`).join(', ') };
}

function toFiche(
  fichier: string,
  { ou, champs }: LigneEcrite,
  commune: Commune,
  date: string | undefined,
): FicheImportee {
  const remarques: string[] = [];
  const remark = (phrase: string) => remarques.push(phrase);
  const id =
    readTexte(champs['id_fs']) ??
    refuse(fichier, ou, 'id_fs', 'ce numéro manque. Écrivez celui de la liste nationale.');
  const nom = readTexte(champs['lib_fs']) ?? refuse(fichier, ou, 'lib_fs', 'le nom manque. Écrivez-le.');
  const commentaire = readTexte(champs['commentaire']);
  const format = readTexte(champs['format_fs']);
  const isFixe = format === undefined || /^fixe$/i.test(format);
  const labellisation = readTexte(champs['labellisation_fs']);
  const isSurRendezVous = /^oui$/i.test(readTexte(champs['prise_rdv']) ?? '');
  if (isSurRendezVous) remark('le fichier dit que l’on peut prendre rendez-vous : est-ce obligatoire ?');
  if (!isFixe) remark(`le fichier dit « ${format.replaceAll('_', ' ')} » : vérifiez les lieux et les jours`);
  return {
    ou,
    id,
    nom,
    type: 'france-services',
    isTypeSur: true,
    isTypeDevine: false,
    precisions: [commentaire, labellisation].filter((texte) => texte !== undefined),
    profils: ['tous'],
    endroit: readEndroit(
      {
        nom: readTexte(champs['complement_adresse']),
        adresse: readTexte(champs['adresse']),
        codePostal: readTexte(champs['code_postal']),
        lat: readNombre(champs['latitude']),
        lon: readNombre(champs['longitude']),
      },
      commune,
      remark,
    ),
    telephone: readTelephone(champs['telephone'], remark),
    courriel: readCourriel(champs['mail'], remark),
    horaires: readHoraires(champs, isFixe, commentaire),
    arrets: [],
    source: { titre: TITRE, url: URL, ...(date === undefined ? {} : { date }) },
    remarques,
  };
}

/** `date` is that of the file: its lines have none. */
export function readFranceServices(
  fichier: string,
  lignes: readonly LigneEcrite[],
  { communes, date }: { communes: readonly Commune[]; date: string | undefined },
): LectureDImport {
  if (date !== undefined && !datePartielleSchema.safeParse(date).success)
    refuse(fichier, '', '', 'la date donnée n’en est pas une. Écrivez par exemple 2024-08-01.', date);
  const fiches: FicheImportee[] = [];
  const sansCommune: string[] = [];
  let [ailleurs, sansLieu] = [0, 0];
  for (const ligne of lignes) {
    const { ou, champs } = ligne;
    const codeInsee = readTexte(champs['insee_com']);
    if (codeInsee !== undefined && !/^\d[\dAB]\d{3}$/.test(codeInsee))
      refuse(
        fichier,
        ou,
        'insee_com',
        'ce n’est pas un code Insee. Un code a cinq caractères : un tableur retire parfois le zéro du début.',
        codeInsee,
      );
    const commune = findCommune(
      { codeInsee, codePostal: readTexte(champs['code_postal']), commune: readTexte(champs['lib_com']) },
      communes,
    );
    if (commune === 'ailleurs') ailleurs++;
    else if (commune === 'nulle-part') sansLieu++;
    else if (commune === 'inconnue') sansCommune.push(`${ou} : ${readTexte(champs['lib_fs']) ?? 'sans nom'}`);
    else fiches.push(toFiche(fichier, ligne, commune, date));
  }
  return { fiches, ailleurs, sansLieu, sansCommune };
}
