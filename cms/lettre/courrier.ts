/** The mails about the subscription itself; the letter is written by the domain. */
import { JOURS_POUR_CONFIRMER } from './abonnes';

export const ADRESSE_DE_CONFIRMATION = '/lettre/confirmer/';

interface Courrier {
  sujet: string;
  texte: string;
}

export function writeConfirmation(territoire: string, lien: string): Courrier {
  const texte = [
    'Bonjour,',
    `Quelqu’un a demandé que la lettre mensuelle des familles, ${territoire}, vous soit envoyée à cette adresse. Si c’est vous, ouvrez cette page et appuyez sur le bouton :`,
    lien,
    `Sinon, ne faites rien : vous ne recevrez pas la lettre, et votre adresse sera effacée dans ${JOURS_POUR_CONFIRMER} jours.`,
  ].join('\n\n');
  return { sujet: `Confirmez : la lettre des familles, ${territoire}`, texte };
}

export function writeDejaAbonne(territoire: string, sortie: string): Courrier {
  const texte = [
    'Bonjour,',
    `Quelqu’un a demandé que la lettre mensuelle des familles, ${territoire}, vous soit envoyée. Vous la recevez déjà : il n’y a rien à faire.`,
    'Pour ne plus la recevoir :',
    sortie,
  ].join('\n\n');
  return { sujet: `Vous recevez déjà la lettre des familles, ${territoire}`, texte };
}
