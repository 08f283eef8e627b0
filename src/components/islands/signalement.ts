/** The form of a report: says which page it is about, and writes a mail where nobody receives it. */
import { toMailto } from '../../domain/signalement/lien';
import { isPage } from '../../domain/signalement/page';
import type { GenreDeSignalement } from '../../domain/signalement/schema';
import { readSante } from './sante';

const formulaire = document.querySelector<HTMLFormElement>('[data-formulaire]')!;
const autrement = document.querySelector<HTMLElement>('[data-par-courriel]')!;
const mailto = autrement.querySelector<HTMLAnchorElement>('[data-mailto]');
const champ = formulaire.querySelector<HTMLInputElement>('[name=page]')!;
// Sent back to be corrected, the form says itself which page it is about.
const demandee = new URLSearchParams(location.search).get('page') ?? champ.value;
const page = isPage(demandee) && demandee !== location.pathname ? demandee : undefined;

/** The name of the page, as its title says it before the name of the site; its address when it cannot be read. */
async function readTitre(chemin: string): Promise<string> {
  try {
    const html = await (await fetch(chemin)).text();
    const { title } = new DOMParser().parseFromString(html, 'text/html');
    return title.split(' – ')[0] || chemin;
  } catch {
    return chemin;
  }
}

const readChamp = (nom: string): string | undefined =>
  formulaire.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name=${nom}]`)?.value.trim();

function writeMailto(lien: HTMLAnchorElement): void {
  lien.href = toMailto(lien.dataset['mailto'] as GenreDeSignalement, lien.dataset['courriel']!, {
    page: page && location.origin + page,
    texte: ['nom', 'message'].map(readChamp).filter(Boolean).join('\n\n'),
  });
}

/** Its button opens the visitor's own mail, with what they typed. */
function sendByMail(lien: HTMLAnchorElement): void {
  formulaire.querySelector('button')!.textContent = 'Écrire ce courriel';
  formulaire.addEventListener('submit', (evenement) => {
    evenement.preventDefault();
    writeMailto(lien);
    lien.click();
  });
}

async function showPage(chemin: string): Promise<void> {
  champ.value = chemin;
  if (mailto) writeMailto(mailto);
  const lien = document.createElement('a');
  lien.href = chemin;
  lien.textContent = await readTitre(chemin);
  formulaire.querySelector('[data-page]')!.replaceChildren('Page concernée : ', lien);
}

async function choose(): Promise<void> {
  const sante = await readSante();
  if (!sante) return;
  const received = sante.signalements === true;
  if (!received) {
    document.querySelector('[data-suite]')?.remove();
    if (mailto) {
      sendByMail(mailto);
    } else {
      formulaire.replaceWith(autrement);
      document.querySelector('main aside')?.remove();
    }
  }
  for (const phrase of autrement.querySelectorAll<HTMLElement>('[data-dire]'))
    phrase.hidden = phrase.dataset['dire'] !== (received ? 'avec' : 'sans');
}

if (page) void showPage(page);
else formulaire.querySelector<HTMLElement>('[data-page]')!.hidden = true;
void choose();
