/** The form of the letter gives way where nobody receives it. */
import { readSante } from './sante';

async function choose(): Promise<void> {
  const formulaire = document.querySelector<HTMLFormElement>('[data-inscription]')!;
  const sans = document.querySelector<HTMLElement>('[data-sans-inscription]')!;
  const sante = await readSante();
  // Without network, nothing is known of the server: the form stays.
  if (!sante || sante.lettre) return;
  // In the same place, so that nothing moves.
  formulaire.style.minHeight = `${formulaire.offsetHeight}px`;
  formulaire.replaceChildren(sans);
  sans.hidden = false;
}

void choose();
