/**
 * A structure's page holds few dates, to stay light. When most are over, which only happens to a copy that is some
 * weeks old, the following ones are added from the file that was kept with it.
 */
import { ADRESSE_DES_DATES } from '../../../domain/bagage/copie';
import type { DateSuivante } from '../../../domain/export/dates-suivantes';

const DATES_MIN = 8;

function span(classe: string, texte: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = classe;
  element.textContent = texte;
  return element;
}

/** The same item as `permanence/Date.astro` writes. */
function toItem({ debut, fin, journee, datetime, jours, heures, notes }: DateSuivante): HTMLLIElement {
  const item = document.createElement('li');
  Object.assign(item.dataset, { debut, fin, ...(journee && { journee: '' }) });
  const quand = span('quand-jour', '');
  quand.dataset['quand'] = '';
  const time = document.createElement('time');
  time.className = 'quand';
  time.dateTime = datetime;
  time.append(heures ? `${jours}, ` : jours);
  if (heures) time.append(span('heures', heures));
  item.append(quand, ' ', time);
  for (const { classe, texte } of notes) item.append(' ', span(classe, texte));
  return item;
}

async function addDates(reponse: HTMLElement, slug: string): Promise<void> {
  const fichier = await fetch(ADRESSE_DES_DATES);
  if (!fichier.ok) return;
  const dates = ((await fichier.json()) as Record<string, DateSuivante[]>)[slug] ?? [];
  const presents = [...reponse.querySelectorAll<HTMLElement>('[data-debut]')];
  const dernier = Math.max(0, ...presents.map((item) => Date.parse(item.dataset['debut'] ?? '')));
  // The file may be of another day than the page.
  const suite = dates.filter(({ debut, fin }) => Date.parse(debut) > dernier && Date.parse(fin) > Date.now());
  const derniere = suite.at(-1);
  const liste = [...reponse.querySelectorAll('[data-rang]')].at(-1);
  if (!derniere || !liste) return;
  liste.append(...suite.map(toItem));
  const resume = reponse.querySelector('summary');
  if (resume) resume.textContent = `Plus de dates, jusqu’au ${derniere.jours}`;
  // The reading script puts each date in its list.
  dispatchEvent(new Event('pageshow'));
}

export function completeDates(): void {
  const slug = document.querySelector('main')?.dataset['structure'];
  const reponse = document.querySelector<HTMLElement>('[data-reponse]');
  const rangs = reponse?.querySelectorAll('[data-rang]').length ?? 0;
  // A page with fewer than its three lists holds all the dates that there are.
  if (!slug || !reponse || rangs < 3) return;
  if (reponse.querySelectorAll('[data-rang] > li').length < DATES_MIN)
    addDates(reponse, slug).catch(() => undefined);
}
