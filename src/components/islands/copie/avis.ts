/** Short notices at the top of the page: said once to who listens, and out of the way of who reads. */
type Nom = 'reseau' | 'version';

let zone: HTMLElement | undefined;
const avis = new Map<Nom, HTMLElement>();

/** Empty at first: what is put in it later is announced. */
export function prepareZone(): void {
  zone = document.createElement('div');
  zone.setAttribute('role', 'status');
  // In sight while one scrolls, unless the screen is too short to give it a line.
  if (matchMedia('(min-height: 30rem)').matches)
    Object.assign(zone.style, { position: 'sticky', top: '0', zIndex: '7' });
  document.querySelector('.evitement')?.after(zone);
}

/** What the keyboard reaches stops below the notices, not under them. */
function makeRoom(): void {
  document.documentElement.style.scrollPaddingTop = zone?.style.position ? `${zone.offsetHeight + 24}px` : '';
}

/** Shows, replaces or, without text, removes a notice. */
export function showAvis(
  nom: Nom,
  texte: string | undefined,
  bouton?: { nom: string; act: () => void },
): void {
  const ancien = avis.get(nom);
  if (texte === undefined) {
    ancien?.remove();
    avis.delete(nom);
    makeRoom();
    return;
  }
  const element = document.createElement('p');
  element.className = 'bandeau-fictif';
  element.dataset['avis'] = nom;
  element.append(texte);
  if (bouton) {
    const button = document.createElement('button');
    button.className = 'bouton';
    button.type = 'button';
    button.textContent = bouton.nom;
    button.addEventListener('click', bouton.act);
    Object.assign(button.style, { minHeight: '2.75rem', marginInlineStart: '0.5rem' });
    element.append(' ', button);
  }
  if (ancien) ancien.replaceWith(element);
  else zone?.append(element);
  avis.set(nom, element);
  makeRoom();
}
