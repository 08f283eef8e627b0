/** The mails to a person of the directory: what is written of them and who reads it; and, later, whether they still agree. */
import { formatTelephone } from '../../src/domain/contact/schema';
import { formatDate } from '../../src/domain/date/format';
import type { Courriels } from '../courriels/courriels';
import type { Reglages } from '../reglages';
import type { InterlocuteurTenu, Interlocuteurs } from './interlocuteurs';

export const ADRESSE_DE_L_ACCORD = '/espace/pro/accord/';

interface Expedition {
  courriels: Pick<Courriels, 'send'>;
  interlocuteurs: Interlocuteurs;
  reglages: Pick<Reglages, 'adresse'>;
}

const formatJour = (date: string) => formatDate(date, { annee: true, jour: false });

/** What the directory says of somebody, a line each. */
export function listEcrits({ nom, fonction, missions, telephone, courriel }: InterlocuteurTenu): string[] {
  return [
    `Nom : ${nom}`,
    fonction && `Fonction : ${fonction}`,
    missions && `Missions : ${missions}`,
    telephone && `Téléphone : ${formatTelephone(telephone)}`,
    courriel && `Courriel : ${courriel}`,
  ].filter((ligne) => ligne !== undefined && ligne !== '') as string[];
}

function send(
  { courriels, interlocuteurs, reglages }: Expedition,
  personne: InterlocuteurTenu,
  { sujet, debut, fin }: { sujet: string; debut: string; fin: string },
): void {
  if (personne.courriel === undefined) return;
  const jeton = interlocuteurs.createLien(personne.id);
  const texte = [
    'Bonjour,',
    debut,
    listEcrits(personne)
      .map((ligne) => `- ${ligne}`)
      .join('\n'),
    'Seuls les professionnels et les partenaires du réseau, connectés, le lisent ; ce n’est jamais sur le site public.',
    fin,
    `${reglages.adresse}${ADRESSE_DE_L_ACCORD}?jeton=${jeton}`,
    'Ouvrir la page ne change rien : deux boutons attendent votre choix. Ce lien n’ouvre rien d’autre ; ne le transmettez pas.',
  ].join('\n\n');
  courriels.send({ a: personne.courriel, sujet, texte });
}

/** Somebody wrote this person down: they are told at once, with the way out. */
export function tellInscription(
  expedition: Expedition,
  personne: InterlocuteurTenu,
  structure: string,
): void {
  const { organisme, accordLe, finLe } = personne;
  send(expedition, personne, {
    sujet: 'Votre nom est dans l’annuaire des professionnels',
    debut: `Votre nom a été ajouté à l’annuaire des professionnels pour « ${structure} », avec votre accord du ${formatJour(accordLe)} (noté par : ${organisme}). Voici ce qui y est écrit :`,
    fin: `Cela sera effacé le ${formatJour(finLe)}, sauf si vous acceptez à nouveau. Pour que tout soit effacé maintenant, ou si vous n’avez pas donné cet accord :`,
  });
}

/** The agreement is about to end. */
export function askAgain(expedition: Expedition, personne: InterlocuteurTenu, structure: string): void {
  send(expedition, personne, {
    sujet: 'Rester dans l’annuaire des professionnels ?',
    debut: `Votre nom est dans l’annuaire des professionnels, pour « ${structure} » :`,
    fin: `Votre accord prend fin le ${formatJour(personne.finLe)}. Sans réponse, tout cela sera effacé ce jour-là. Pour rester, ou pour que tout soit effacé maintenant :`,
  });
}
