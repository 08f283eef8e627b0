/** Three letters that change when what is printed of an entry changes: its hours, its contact, its fees. */
import { publicContacts } from '../contact/schema';
import type { Portail } from '../portail/portail';
import type { Structure } from '../structure/schema';
import type { Empreintes } from './edition';

const LETTRES = 3;
const BASE = 36;

/** In one order, without what says nothing: a field added to the schemas does not change every entry. */
function toTexte(valeur: unknown): string {
  if (Array.isArray(valeur)) return valeur.length > 0 ? `[${valeur.map(toTexte).join()}]` : '';
  if (typeof valeur !== 'object' || valeur === null)
    return valeur === undefined ? '' : JSON.stringify(valeur);
  const champs = Object.entries(valeur)
    .map(([cle, sous]) => [cle, toTexte(sous)] as const)
    .filter(([, texte]) => texte !== '' && texte !== 'false')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return champs.length > 0 ? `{${champs.map(([cle, texte]) => `${cle}:${texte}`).join()}}` : '';
}

/** FNV-1a, then a last stir, in three letters. */
export function toEmpreinte(valeur: unknown): string {
  const texte = toTexte(valeur);
  let somme = 0x811c9dc5;
  for (let rang = 0; rang < texte.length; rang += 1)
    somme = Math.imul(somme ^ texte.charCodeAt(rang), 0x01000193) >>> 0;
  somme = Math.imul(somme ^ (somme >>> 15), 0x2c1b3c6d) >>> 0;
  somme = (somme ^ (somme >>> 12)) >>> 0;
  return (somme % BASE ** LETTRES).toString(BASE).padStart(LETTRES, '0');
}

/**
 * The fingerprints of an entry: its hours, its contact, its fees. Dates of verification are not in them: confirming
 * changes nothing of what was printed. Nor are one-off closures, which the live page tells by itself.
 */
export function empreintesOf(structure: Structure, portail: Portail): Empreintes {
  const { statut, permanences, contacts, site, adresse, horsTerritoire, tarif, acces } = structure;
  const lieux = [structure.lieu, ...permanences.map(({ lieu }) => lieu)]
    .map((slug) => (slug === undefined ? undefined : portail.lieux.get(slug)))
    .map((lieu) => lieu && [lieu.nom, lieu.adresse, lieu.codePostal, lieu.commune]);
  return [
    {
      statut,
      permanences: permanences.map(({ libelle, lieu, ordre, rythme, creneaux, filtre, acces: propre }) => ({
        libelle,
        lieu,
        ordre,
        rythme,
        creneaux,
        filtre,
        acces: propre,
      })),
    },
    { contacts: publicContacts(contacts), site, adresse, horsTerritoire, lieux },
    { tarif, acces },
  ].map(toEmpreinte);
}
