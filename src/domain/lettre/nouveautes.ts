/** What has changed in the directory between two states of the content: the letter tells it, and nothing else does. */
import { formatTelephone, publicContacts } from '../contact/schema';
import { formatPermanence } from '../permanence/phrase';
import type { Permanence } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import { type Statut, STATUTS, type Structure } from '../structure/schema';
import { getType } from '../structure/type';

export interface Nouveaute {
  genre: 'nouveau' | 'change' | 'ferme';
  structure: Structure;
  /** What is new, one thing a line. */
  lignes: string[];
}

function describePermanence(permanence: Permanence, portail: Portail): string {
  const lieu = permanence.lieu === undefined ? undefined : portail.lieux.get(permanence.lieu)?.nom;
  return [lieu, formatPermanence(permanence)].filter(Boolean).join(' : ');
}

/** The rhythm in words: what people would notice, neither an exception nor the day of a verification. */
const describeHoraires = ({ permanences }: Structure, portail: Portail): string[] =>
  permanences.map((permanence) => describePermanence(permanence, portail));

const listTelephones = ({ contacts }: Structure): string[] =>
  publicContacts(contacts).flatMap(({ telephone }) => (telephone === undefined ? [] : [telephone]));

const isFerme = (statut: Statut): boolean =>
  statut === 'ferme-temporairement' || statut === 'ferme-definitivement';

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((mot) => b.includes(mot));

function compare(
  avant: Structure,
  apres: Structure,
  portails: { avant: Portail; apres: Portail },
): Nouveaute[] {
  const { statut, statutPrecision } = apres;
  if (isFerme(statut)) {
    if (statut === avant.statut) return [];
    const ligne = [STATUTS[statut].libelle, statutPrecision].filter(Boolean).join(' : ');
    return [{ genre: 'ferme', structure: apres, lignes: [ligne] }];
  }
  // What was a project, or closed, and is now open.
  if (statut === 'ouvert' && avant.statut !== 'ouvert')
    return [{ genre: 'nouveau', structure: apres, lignes: ['Ouvert.', apres.role] }];
  const lignes: string[] = [];
  const horaires = describeHoraires(apres, portails.apres);
  if (!isSame(describeHoraires(avant, portails.avant), horaires))
    lignes.push(horaires.length > 0 ? 'Nouveaux horaires :' : 'Horaires à demander.', ...horaires);
  const telephones = listTelephones(apres);
  if (telephones.length > 0 && !isSame(listTelephones(avant), telephones))
    lignes.push(`Nouveau téléphone : ${telephones.map(formatTelephone).join(', ')}`);
  if (avant.nom !== apres.nom) lignes.push(`Son nom était : ${avant.nom}.`);
  return lignes.length > 0 ? [{ genre: 'change', structure: apres, lignes }] : [];
}

/** New services first, then those that changed, then those that closed; in the order of the portal. */
export function listNouveautes(avant: Portail, apres: Portail): Nouveaute[] {
  const nouveautes = apres.structures.flatMap((structure): Nouveaute[] => {
    const ancienne = avant.structureBySlug.get(structure.slug);
    if (ancienne) return compare(ancienne, structure, { avant, apres });
    if (isFerme(structure.statut)) return [];
    const projet = structure.statut === 'en-projet' ? [`${STATUTS['en-projet'].libelle}.`] : [];
    const type = getType(structure.type).libelle;
    return [
      {
        genre: 'nouveau',
        structure,
        lignes: [...projet, ...(type === structure.nom ? [] : [`${type}.`]), structure.role],
      },
    ];
  });
  const rang = { nouveau: 0, change: 1, ferme: 2 };
  return nouveautes.sort((a, b) => rang[a.genre] - rang[b.genre]);
}
