/** The orientation sheet: what is ticked and typed shows on the sheet, and nowhere else. */
import { formatDate } from '../../../domain/date/format';
import type { LieuGarde } from '../../../domain/liste/lieu-garde';
import { defaultEcheance } from '../../../domain/liste/orientation';
import { prepareCompteur } from './compteur';
import { drawCode } from './code';
import { today } from './gardee';
import { preparePartage } from './partage';
import { champ, copyModele, fillLieu } from './rendu';

const boite = document.querySelector<HTMLDetailsElement>('[data-orientation]')!;
const find = (quoi: string) => boite.querySelector<HTMLElement>(`[data-${quoi}]`)!;
const titre = find('titre') as HTMLSelectElement;
const titreLibre = find('titre-libre') as HTMLInputElement;
const choix = find('choix');
const echeance = find('echeance') as HTMLInputElement;
const updatePartage = preparePartage('orientation');
/** Places that were unticked; those that come into the list are ticked. */
const laisses = new Set<string>();
let lieux: readonly LieuGarde[] = [];

const chosen = () => lieux.filter(({ slug }) => !laisses.has(slug));

function setDate(quoi: string, date: string): void {
  const time = find(quoi) as HTMLTimeElement;
  time.dateTime = date;
  time.textContent = formatDate(date, { annee: true, jour: false });
}

function refreshFeuille(): void {
  const retenus = chosen();
  find('feuille-titre').textContent = titreLibre.value.trim() || titre.value;
  setDate('produite', today());
  if (echeance.value) setDate('valable', echeance.value);
  find('feuille-lieux').replaceChildren(
    ...retenus.map((lieu) => {
      const element = fillLieu(copyModele('simple'), lieu);
      void drawCode(champ(element, 'code'), `${location.origin}/structures/${lieu.slug}/`, lieu.nom);
      return element;
    }),
  );
  updatePartage(retenus.map(({ slug }) => slug));
}

function toCoche({ slug, nom }: LieuGarde): HTMLElement {
  const ligne = document.createElement('li');
  const label = document.createElement('label');
  label.className = 'coche';
  const coche = document.createElement('input');
  coche.type = 'checkbox';
  coche.checked = !laisses.has(slug);
  coche.addEventListener('change', () => {
    if (coche.checked) laisses.delete(slug);
    else laisses.add(slug);
    refreshFeuille();
  });
  label.append(coche, ` ${nom}`);
  ligne.append(label);
  return ligne;
}

/** The places of the list, as they are now, and the last day of the dates that the site holds. */
export function showOrientation(nouveaux: readonly LieuGarde[], derniereDate: string): void {
  lieux = nouveaux;
  choix.replaceChildren(...lieux.map(toCoche));
  echeance.min = today();
  echeance.value ||= defaultEcheance(today(), derniereDate);
  refreshFeuille();
}

for (const saisie of [titre, titreLibre, echeance]) saisie.addEventListener('input', refreshFeuille);
boite.addEventListener('toggle', () => {
  if (boite.open) void prepareCompteur(boite, () => chosen().map(({ type }) => type));
});
