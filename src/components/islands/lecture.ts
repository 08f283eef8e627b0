/**
 * What is true when the page is read, not when it was built. The page carries the coming occurrences in
 * order; those that are over leave, and the first that remains becomes the next one. Times are instants
 * with their offset, so the visitor's own time zone changes nothing.
 */
const DAY = 86_400_000;
const NOW = 'En ce moment';

/** The civil day in Europe/Paris, as a number of days. */
function parisDay(instant: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
  return Date.parse(format.format(instant)) / DAY;
}

/** « Aujourd’hui », « Demain », « En ce moment »; nothing for a later day. */
function sayWhen(debut: number, fin: number, isWholeDay: boolean, now: number): string {
  if (debut <= now && !isWholeDay) return NOW;
  const days = parisDay(debut) - parisDay(now);
  return days <= 0 && fin > now ? 'Aujourd’hui' : days === 1 ? 'Demain' : '';
}

function isOver(item: HTMLElement, now: number): boolean {
  const { debut = '', fin = '' } = item.dataset;
  return Date.parse(fin) <= now && Date.parse(debut) < now;
}

function label(item: HTMLElement, now: number): void {
  const { debut = '', fin = '' } = item.dataset;
  const words = sayWhen(Date.parse(debut), Date.parse(fin), 'journee' in item.dataset, now);
  const quand = item.querySelector('[data-quand]');
  if (quand) quand.textContent = words;
  // Under a heading that names the day, only what is happening now is worth saying.
  const maintenant = item.querySelector('[data-maintenant]');
  if (maintenant) maintenant.textContent = words === NOW ? words : '';
}

/** A structure's answer: the dates move up from list to list, each holding as many as it says. */
function refreshReponse(reponse: HTMLElement, now: number): void {
  const listes = [...reponse.querySelectorAll<HTMLElement>('[data-rang]')];
  const items = listes.flatMap((liste) => [...liste.children] as HTMLElement[]);
  const coming = items.filter((item) => !isOver(item, now));
  items.forEach((item) => item.remove());
  coming.forEach((item, rank) => {
    item.toggleAttribute('data-prochaine', rank === 0);
    label(item, now);
  });
  for (const liste of listes) {
    liste.append(...coming.splice(0, Number(liste.dataset['rang'])));
    const box = liste.closest<HTMLElement>('details, .ensuite');
    if (box) box.hidden = !liste.firstElementChild;
  }
  const empty = reponse.querySelector<HTMLElement>('[data-epuise]');
  if (empty) empty.hidden = listes.some((liste) => liste.firstElementChild);
}

/** Those that are over leave; what remains, in order. */
function removeOver(liste: HTMLElement, selector: string, now: number): HTMLElement[] {
  const items = [...liste.querySelectorAll<HTMLElement>(selector)];
  const coming = items.filter((item) => !isOver(item, now));
  for (const item of items) if (!coming.includes(item)) item.remove();
  for (const item of coming) label(item, now);
  return coming;
}

/** A card shows only its first date; other lists show them all. */
function refreshList(liste: HTMLElement, now: number): void {
  const coming = removeOver(liste, ':scope > [data-fin]', now);
  const shown = Number(liste.dataset['visibles'] ?? Infinity);
  coming.forEach((item, rank) => {
    item.hidden = rank >= shown;
  });
  const empty = liste.querySelector<HTMLElement>(':scope > [data-epuise]');
  if (empty) empty.hidden = coming.length > 0;
}

/** Several services along days: as many as the list says, and one at a time of those that say so. */
function refreshPassages(liste: HTMLElement, now: number): void {
  const services = new Set<string>();
  const max = Number(liste.dataset['visibles'] ?? Infinity);
  let shown = 0;
  for (const item of removeOver(liste, 'li[data-fin]', now)) {
    const { service } = item.dataset;
    item.hidden = shown >= max || (service !== undefined && services.has(service));
    if (item.hidden) continue;
    if (service !== undefined) services.add(service);
    shown += 1;
  }
  const empty = liste.nextElementSibling;
  if (empty instanceof HTMLElement && 'epuise' in empty.dataset) empty.hidden = shown > 0;
}

/** A day, a month: it goes with its heading when nothing is left in it. */
function refreshGroupe(groupe: HTMLElement, now: number): void {
  groupe.hidden = !groupe.querySelector('[data-fin]:not([hidden])');
  const jour = groupe.querySelector('[data-jour]');
  if (!jour) return;
  const days = parisDay(Date.parse(groupe.dataset['groupe'] ?? '')) - parisDay(now);
  jour.textContent = days === 0 ? 'Aujourd’hui' : days === 1 ? 'Demain' : '';
}

function refresh(now: number): void {
  const today = new Date(parisDay(now) * DAY).toISOString().slice(0, 10);
  const each = (selector: string, update: (element: HTMLElement, now: number) => void): void => {
    for (const element of document.querySelectorAll<HTMLElement>(selector)) update(element, now);
  };
  each('[data-reponse]', refreshReponse);
  each('[data-occurrences]', refreshList);
  each('[data-passages]', refreshPassages);
  each('[data-groupe]', refreshGroupe);
  for (const note of document.querySelectorAll<HTMLElement>('[data-du]')) {
    const { du = '', au = '' } = note.dataset;
    note.hidden = today > au;
    note.classList.toggle('en-cours', today >= du && today <= au);
  }
}

refresh(Date.now());
// « relire » is for the lists that a script makes.
for (const moment of ['pageshow', 'relire']) addEventListener(moment, () => refresh(Date.now()));
