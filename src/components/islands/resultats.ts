/** Writes the cards of the results, from the models that the page carries. */
import { writeAges } from '../../domain/age/attribut';
import { NBSP } from '../../domain/date/espace';
import type { CarteDeResultat, DateDeCarte } from '../../domain/recherche/resultat';
import { formatDistance } from '../../domain/territoire/distance';
import type { CarteTrouvee } from './moteur-de-recherche';

function cloneModele(nom: string): HTMLElement {
  const modele = document.querySelector<HTMLTemplateElement>(`template[data-modele="${nom}"]`)!;
  return modele.content.firstElementChild!.cloneNode(true) as HTMLElement;
}

function find(element: HTMLElement, selecteur: string): HTMLElement {
  return element.querySelector<HTMLElement>(selecteur)!;
}

/** Puts a text in its place; a place without text goes away. */
function write(element: HTMLElement, texte: string | undefined, place = element): void {
  if (texte) element.textContent = texte;
  else place.remove();
}

function toDateElement(
  { debut, fin, journee, jours, heures, ou, aConfirmer }: DateDeCarte,
  rang: number,
): HTMLElement {
  const element = cloneModele('date');
  Object.assign(element.dataset, { debut, fin, ...(journee ? { journee: '' } : {}) });
  element.hidden = rang > 0;
  const time = element.querySelector('time')!;
  time.dateTime = journee ? debut.slice(0, 10) : debut;
  time.textContent = heures ? `${jours}, ` : jours;
  if (heures) {
    const element = document.createElement('span');
    element.className = 'heures';
    element.textContent = heures;
    time.append(element);
  }
  if (ou) element.append(` à ${ou}`);
  if (aConfirmer) element.append(' ', cloneModele('a-confirmer'));
  return element;
}

function writeDates(element: HTMLElement, dates: readonly DateDeCarte[] | undefined): void {
  if (dates) element.prepend(...dates.map(toDateElement));
  else element.remove();
}

function writeMarques(
  element: HTMLElement,
  { genre, type, couleur }: CarteDeResultat,
  commune: string | undefined,
) {
  Object.assign(element.dataset, {
    resultat: '',
    genre,
    couleur,
    ...(type ? { type } : {}),
    ...(commune ? { commune } : {}),
  });
}

/** `à 8 km` after the place; a distance of nothing is said by the name of the commune. */
const toMeta = (meta: string | undefined, km: number | undefined): string =>
  [meta, km !== undefined && km >= 1 ? formatDistance(km) : undefined].filter(Boolean).join(' · ');

/** The card of a result. */
export function toResultat({ carte, km, commune, ages }: CarteTrouvee): HTMLElement {
  const element = cloneModele('resultat');
  writeMarques(element, carte, commune);
  if (ages) element.dataset['ages'] = writeAges(ages);
  find(element, 'use').setAttribute('href', `/pictogrammes.svg#${carte.pictogramme}`);
  write(find(element, '[data-libelle]'), carte.libelle);
  const lien = element.querySelector('a')!;
  lien.href = carte.href;
  lien.textContent = carte.titre;
  write(find(element, '[data-resume]'), carte.resume);
  const etat = find(element, '[data-etat]');
  write(find(etat, '.pastille'), carte.statut, etat);
  writeDates(find(element, '[data-occurrences]'), carte.dates);
  write(find(element, '[data-message]'), carte.message);
  write(find(element, '[data-meta]'), toMeta(carte.meta, km));
  return element;
}

/** « 1 résultat », « 12 résultats ». */
export function formatNombre(nombre: number): string {
  return `${nombre === 0 ? 'Aucun' : nombre.toLocaleString('fr-FR')}${NBSP}résultat${nombre > 1 ? 's' : ''}`;
}
