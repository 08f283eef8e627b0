/** The mails about entries: they name the organisation and the entry, and lead to the page where all the rest is. */
import type { Dossier } from './dossier';
import { pageDeFiche, pageDeRelecture } from './dossier';
import type { OptionsDEspace } from './options';

type Atelier = Pick<OptionsDEspace, 'registre' | 'courriels' | 'adresse'>;
type Fiche = Pick<Dossier, 'cle' | 'nom' | 'chemin'>;

const FIN = `Vous recevez ce message parce que vous tenez à jour des fiches de ce site.`;

function send(
  { courriels }: Atelier,
  adresses: readonly string[],
  sujet: string,
  lignes: readonly string[],
): void {
  const texte = ['Bonjour,', ...lignes, FIN].join('\n\n');
  for (const a of new Set(adresses)) courriels.send({ a, sujet, texte });
}

/** A draft waits for a review. */
export function announceRelecture(atelier: Atelier, fiche: Fiche, organisme: string): void {
  const adresses = atelier.registre.listCoordination().map(({ courriel }) => courriel);
  send(atelier, adresses, `À relire : ${fiche.nom}`, [
    `${organisme} propose des changements à la fiche « ${fiche.nom} ». Pour les voir et les publier :`,
    `${atelier.adresse}${pageDeRelecture(fiche.cle)}`,
  ]);
}

const listTitulaires = ({ registre }: Atelier, { chemin }: Fiche, sauf: string) =>
  registre
    .listTitulaires(chemin)
    .filter(({ id }) => id !== sauf)
    .map(({ courriel }) => courriel);

/** The draft is published. `sauf` is whoever did it: they know. */
export function announcePublication(atelier: Atelier, fiche: Fiche, sauf: string): void {
  send(atelier, listTitulaires(atelier, fiche, sauf), `Publié : ${fiche.nom}`, [
    `Les changements de la fiche « ${fiche.nom} » sont publiés. Merci ! Pour la relire ou la changer encore :`,
    `${atelier.adresse}${pageDeFiche(fiche.cle)}`,
  ]);
}

/** The draft comes back with a word, which stays in the atelier. */
export function announceRetour(atelier: Atelier, fiche: Fiche, sauf: string): void {
  send(atelier, listTitulaires(atelier, fiche, sauf), `À revoir : ${fiche.nom}`, [
    `La coordination vous laisse un mot sur la fiche « ${fiche.nom} » avant de la publier. Pour le lire et répondre :`,
    `${atelier.adresse}${pageDeFiche(fiche.cle)}`,
  ]);
}

/** What was published broke the site, and is a draft again. Why is in the atelier: it is no matter for a mail. */
export function announceEchec(atelier: Atelier, fiche: Fiche): void {
  const adresses = atelier.registre.listTitulaires(fiche.chemin).map(({ courriel }) => courriel);
  send(atelier, adresses, `N’a pas pu paraître : ${fiche.nom}`, [
    `Le site n’a pas pu être construit avec les derniers changements de la fiche « ${fiche.nom} ». Rien n’est perdu : ils sont revenus en brouillon, et le site montre la fiche comme avant. La coordination est prévenue. Pour lire pourquoi :`,
    `${atelier.adresse}${pageDeFiche(fiche.cle)}`,
  ]);
}
