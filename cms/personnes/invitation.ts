/** The mail that tells somebody that the atelier is open to them, and how to get in. */
import type { Envoi } from '../courriels/courriels';
import type { Personne } from './personnes';
import { ROLES } from './role';

export interface Invitation {
  personne: Personne;
  /** Who invites. */
  par: string;
  site: string;
  adresse: string;
  /** Names of the entries that the person’s organisation holds. */
  fiches: readonly string[];
}

const MONTREES = 10;

/** Without link that opens anything: it may be read weeks later. */
export function writeInvitation({ personne, par, site, adresse, fiches }: Invitation): Envoi {
  const montrees = fiches.slice(0, MONTREES).map((nom) => `- ${nom}`);
  if (fiches.length > MONTREES) montrees.push(`et ${fiches.length - MONTREES} autres.`);
  const tenues = montrees.length > 0 ? `\nVous y tenez à jour ces fiches :\n\n${montrees.join('\n')}\n` : '';
  return {
    a: personne.courriel,
    sujet: `L’atelier de ${site} vous est ouvert`,
    texte: `Bonjour ${personne.nom},

${par} vous ouvre l’atelier de ${site}.

Votre rôle : ${ROLES[personne.role].libelle}. ${ROLES[personne.role].description}
${tenues}
Pour entrer, il n’y a pas de mot de passe. Ouvrez cette page, écrivez l’adresse qui a reçu ce courriel, et un lien vous arrivera :

${adresse}/espace/

Si vous ne savez pas de quoi il s’agit, ne faites rien.`,
  };
}
