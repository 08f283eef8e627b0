/**
 * Puts first, in each list, what fits the children of this device, and says why. Elements move in the page itself, so
 * that the keyboard and screen readers follow the order that is seen.
 */
import { readAges } from '../../../domain/age/attribut';
import { toDateInParis } from '../../../domain/date/heure';
import { CLE_DES_ENFANTS, type Enfant, parseEnfants, sayPourQui } from '../../../domain/enfant/enfant';
import { readAppareil } from '../appareil';

const SERVICES = '[data-genre="structure"][data-type]';
/** Results come in the order of the words that were asked: what fits is said there, and not moved. */
const RESULTATS = '[data-liste]';
const vus = new WeakSet<HTMLElement>();

/** True when it is for one of them; the reason is then written in it. */
function markService(service: HTMLElement, enfants: readonly Enfant[], aujourdhui: string): boolean {
  const ages = readAges(service.dataset['ages']);
  const pourQui = sayPourQui(
    { type: service.dataset['type'] ?? '', ...(ages ? { ages } : {}) },
    enfants,
    aujourdhui,
  );
  if (pourQui === undefined) return false;
  const pastille = document.createElement('span');
  pastille.className = 'pastille pour-enfant';
  pastille.textContent = pourQui;
  // A longer label than those that the style sheet of every page knows.
  Object.assign(pastille.style, {
    display: 'block',
    width: 'fit-content',
    whiteSpace: 'normal',
    borderRadius: '0.75em',
  });
  service.append(pastille);
  return true;
}

/** Those that fit come first, each in its order. True when something moved. */
function sortFirst(liste: Element, isPremier: (element: Element) => boolean): boolean {
  const avant = [...liste.children];
  const apres = [...avant.filter(isPremier), ...avant.filter((element) => !isPremier(element))];
  if (apres.every((element, rang) => element === avant[rang])) return false;
  const { activeElement } = document;
  liste.append(...apres);
  if (activeElement instanceof HTMLElement && liste.contains(activeElement)) activeElement.focus();
  return true;
}

/** The lists of services inside an element; the page says once why they are in this order. */
export function putFirstWhatFits(racine: ParentNode): void {
  const { enfants } = parseEnfants(readAppareil(CLE_DES_ENFANTS));
  if (enfants.length === 0) return;
  const aujourdhui = toDateInParis(new Date());
  const premiers = new Set<Element>();
  const listes = new Set<Element>();
  for (const service of racine.querySelectorAll<HTMLElement>(SERVICES)) {
    if (vus.has(service)) continue;
    vus.add(service);
    const liste = service.parentElement!;
    if (!markService(service, enfants, aujourdhui) || liste.matches(RESULTATS)) continue;
    listes.add(liste);
    premiers.add(service);
    // Where names are grouped by type, the group comes first too.
    const groupe = liste.closest('.lignes > li');
    if (groupe) premiers.add(groupe).add(groupe.parentElement!);
  }
  for (const groupe of premiers)
    if (groupe.parentElement?.matches('.lignes')) listes.add(groupe.parentElement);
  for (const liste of listes) sortFirst(liste, (element) => premiers.has(element));
  const premiere = [...premiers][0]?.closest('.cartes, .lignes');
  if (!premiere || document.querySelector('[data-ordre-enfants]')) return;
  const note = document.createElement('p');
  note.className = 'note';
  note.dataset['ordreEnfants'] = '';
  const lien = document.createElement('a');
  lien.href = '/mes-enfants/';
  lien.textContent = 'Mes enfants';
  note.append('Ce qui convient à vos enfants est placé en premier. ', lien);
  premiere.before(note);
}

putFirstWhatFits(document);
// A search writes its results later, and anew.
addEventListener('relire', () => putFirstWhatFits(document));
