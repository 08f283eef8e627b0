/** Fills the models of the page with what is known of a place. */
import { formatTelephone, toTelLink } from '../../../domain/contact/telephone';
import type { DateDeLieu, LieuGarde } from '../../../domain/liste/lieu-garde';

export function copyModele(nom: 'mienne' | 'simple'): HTMLElement {
  const modele = document.querySelector<HTMLTemplateElement>(`template[data-modele="${nom}"]`)!;
  return modele.content.firstElementChild!.cloneNode(true) as HTMLElement;
}

export function champ(racine: Element, nom: string): HTMLElement {
  return racine.querySelector<HTMLElement>(`[data-champ="${nom}"]`)!;
}

function toSpan(texte: string, classe: string): HTMLElement {
  const span = document.createElement('span');
  span.className = classe;
  span.textContent = texte;
  return span;
}

function toDate({ datetime, relatif, jour, heures, ou, aConfirmer }: DateDeLieu): HTMLElement {
  const ligne = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = datetime;
  time.append(toSpan(heures === undefined ? jour : `${jour},`, 'garde-jour'));
  if (heures !== undefined) time.append(' ', toSpan(heures, 'garde-heures'));
  if (relatif !== undefined) ligne.append(toSpan(relatif, 'garde-relatif'), ' ');
  ligne.append(time);
  if (ou !== undefined) ligne.append(' ', toSpan(ou, 'garde-ou'));
  if (aConfirmer) {
    const pastille = toSpan('à confirmer', 'pastille');
    pastille.dataset['ton'] = 'alerte';
    ligne.append(' ', pastille);
  }
  return ligne;
}

/** Everything that one may say of a place; its page is the link of its name. */
export function fillLieu(element: HTMLElement, lieu: LieuGarde): HTMLElement {
  const { slug, nom, type, commune, couleur, telephone, dates, aApporter } = lieu;
  Object.assign(element.dataset, { resultat: '', slug, type, couleur, ...(commune ? { commune } : {}) });
  element.querySelector('use')!.setAttribute('href', `/pictogrammes.svg#${lieu.pictogramme}`);
  champ(element, 'libelle').textContent = lieu.libelle;
  const lien = champ(element, 'nom') as HTMLAnchorElement;
  lien.textContent = nom;
  lien.href = `/structures/${slug}/`;
  champ(element, 'role').textContent = lieu.role;
  champ(element, 'ou').textContent = lieu.ou;
  champ(element, 'aApporter').textContent = aApporter.join(', ');
  for (const each of element.querySelectorAll<HTMLElement>('[data-si="aApporter"]'))
    each.hidden = aApporter.length === 0;
  if (dates.length > 0) champ(element, 'dates').replaceChildren(...dates.map(toDate));
  else champ(element, 'dates').replaceWith(lieu.message);
  const appel = champ(element, 'telephone') as HTMLAnchorElement;
  if (telephone === undefined) appel.replaceWith('non renseigné');
  else {
    appel.href = toTelLink(telephone);
    appel.textContent = formatTelephone(telephone);
  }
  return element;
}

/** A place of which only the name in the addresses is known. */
export function fillInconnu(element: HTMLElement, slug: string, phrase: string): HTMLElement {
  element.dataset['slug'] = slug;
  element.querySelector('.carte-type')!.remove();
  element.querySelector('dl')!.remove();
  champ(element, 'code').remove();
  champ(element, 'nom').replaceWith(slug.replaceAll('-', ' '));
  champ(element, 'role').textContent = phrase;
  return element;
}
