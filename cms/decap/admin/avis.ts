/** What went wrong, at the top of the screen until it is closed: Decap’s own messages leave after a few seconds. */
export interface Avis {
  message: string;
  /** One line for each thing to correct. */
  lignes?: readonly string[];
  lien?: { href: string; texte: string };
}

const ID = 'atelier-avis';

export function closeAvis(): void {
  document.getElementById(ID)?.remove();
}

/** Text only: nothing that was written by somebody is ever read as HTML. */
export function showAvis({ message, lignes = [], lien }: Avis): void {
  closeAvis();
  const avis = document.createElement('div');
  avis.id = ID;
  avis.setAttribute('role', 'alert');
  const phrase = document.createElement('p');
  phrase.textContent = message;
  avis.append(phrase);
  if (lignes.length > 0) {
    const liste = document.createElement('ul');
    for (const ligne of lignes) {
      const element = document.createElement('li');
      element.textContent = ligne;
      liste.append(element);
    }
    avis.append(liste);
  }
  if (lien) {
    const ancre = document.createElement('a');
    Object.assign(ancre, { href: lien.href, textContent: lien.texte, target: '_blank', rel: 'noopener' });
    avis.append(ancre);
  }
  const fermer = document.createElement('button');
  Object.assign(fermer, { type: 'button', textContent: 'Fermer' });
  fermer.addEventListener('click', closeAvis);
  avis.append(fermer);
  document.body.prepend(avis);
}
