/** The list beside the map: its lines are those of the page, put in order and brought up to the moment. */
import { type ItemDeCarte, type LigneDeCarte, describeItem } from '../../domain/recherche/carte';

/** `<span class="…">texte</span>`, and whatever else is made of a tag, a class and a text. */
export function createElement<K extends keyof HTMLElementTagNameMap>(
  balise: K,
  classe = '',
  texte = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(balise);
  if (classe) element.className = classe;
  element.textContent = texte;
  return element;
}

export function createPictogramme(nom: string, taille = 20): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const dessin = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'pictogramme');
  svg.setAttribute('width', String(taille));
  svg.setAttribute('height', String(taille));
  svg.setAttribute('aria-hidden', 'true');
  dessin.setAttribute('href', `/pictogrammes.svg#${nom}`);
  svg.append(dessin);
  return svg;
}

/** « Demain mardi 1er décembre, 9 h – 12 h », the word of the day standing out. */
export function createInstant({ jour, quand, datetime }: LigneDeCarte): Node[] {
  const badge = jour ? [createElement('span', 'quand-jour', jour), document.createTextNode(' ')] : [];
  if (datetime === undefined) return [document.createTextNode(quand)];
  const time = createElement('time', '', quand);
  time.dateTime = datetime;
  return [...badge, time];
}

function writeArrets(details: HTMLElement, { arrets }: LigneDeCarte): void {
  details.hidden = arrets.length === 0;
  details.querySelector('summary')!.textContent = `${arrets.length} arrêts`;
  details
    .querySelector('ol')!
    .replaceChildren(...arrets.map(({ nom, quand }) => createElement('li', '', `${nom} : ${quand}`)));
}

function writeLigne(ligne: HTMLElement, item: ItemDeCarte, maintenant: number): void {
  const dite = describeItem(item, maintenant);
  ligne.dataset['commune'] = item.etapes[0]!.commune.code;
  ligne.querySelector('[data-instant]')!.replaceChildren(...createInstant(dite));
  ligne.querySelector('[data-ou]')!.textContent = [dite.ou, dite.distance].filter(Boolean).join(' · ');
  const details = ligne.querySelector<HTMLElement>('[data-arrets]');
  if (details) writeArrets(details, dite);
}

export interface Liste {
  /** Shows these items, in this order, and no others. */
  write: (items: readonly ItemDeCarte[], maintenant: number) => void;
  /** Takes the reader to the line of a structure. */
  focus: (slug: string) => void;
}

/** `onVoir` is told which structure is asked for on the map. */
export function createListe(ul: HTMLElement, onVoir: (slug: string) => void): Liste {
  const lignes = new Map<string, HTMLElement>();
  for (const ligne of ul.querySelectorAll<HTMLElement>('li[data-slug]')) {
    const slug = ligne.dataset['slug']!;
    lignes.set(slug, ligne);
    const bouton = ligne.querySelector<HTMLButtonElement>('[data-voir]')!;
    bouton.addEventListener('click', () => onVoir(slug));
  }
  return {
    write: (items, maintenant) => {
      const retenues = items.flatMap((item) => {
        const ligne = lignes.get(item.fiche.slug);
        if (ligne) writeLigne(ligne, item, maintenant);
        return ligne ? [ligne] : [];
      });
      ul.replaceChildren(...retenues);
    },
    focus: (slug) => {
      const ligne = lignes.get(slug);
      ligne?.querySelector<HTMLElement>('h3 a')?.focus({ preventScroll: true });
      ligne?.scrollIntoView({ block: 'center' });
    },
  };
}
