/** Short notices at the top of the page: said once to who listens, and out of the way of who reads. */
type Nom = 'reseau' | 'version';

let zone: HTMLElement | undefined;
const avis = new Map<Nom, HTMLElement>();

/** Empty at first: what is put in it later is announced. */
export function prepareZone(): void {
  zone = document.createElement('div');
  zone.setAttribute('role', 'status');
  // Those of the document are for the parts of the page; this one stays in sight while one scrolls.
  Object.assign(zone.style, { position: 'sticky', top: '0', zIndex: '7' });
  document.querySelector('.evitement')?.after(zone);
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
    element.append(' ', button);
  }
  if (ancien) ancien.replaceWith(element);
  else zone?.append(element);
  avis.set(nom, element);
}
