/** What opens at a point of the map: its name, and each of its services with its next time. */
import { type Repere, describeItem, nameRepere } from '../../domain/recherche/carte';
import { createElement, createInstant } from './carte-liste';

interface Gestes {
  onClose: () => void;
  onListe: (slug: string) => void;
}

function createService(
  { item, etape }: Repere['services'][number],
  maintenant: number,
  onListe: Gestes['onListe'],
): HTMLLIElement {
  const { fiche, etapes } = item;
  const li = createElement('li');
  li.dataset['couleur'] = fiche.couleur;
  const lien = createElement('a', '', fiche.nom);
  lien.href = `/structures/${fiche.slug}/`;
  const instant = createElement('p', 'bulle-quand');
  // What happens here, whatever the tour does elsewhere.
  const prochain = etape.passages[0];
  const ici = { fiche, etapes: [etape], ...(prochain ? { prochain } : {}) };
  instant.append(...createInstant(describeItem(ici, maintenant)));
  li.append(createElement('p', 'bulle-type', fiche.libelle), lien, instant);
  if (etapes.length > 1) {
    const rang = `Arrêt ${etapes.indexOf(etape) + 1} sur ${etapes.length}`;
    li.append(createElement('p', 'note', rang));
  }
  const bouton = createElement('button', 'lien', 'Dans la liste');
  bouton.type = 'button';
  bouton.setAttribute('aria-label', `Voir ${fiche.nom} dans la liste`);
  bouton.addEventListener('click', () => onListe(fiche.slug));
  li.append(bouton);
  return li;
}

/** A dialog that does not stop the rest of the page; Escape and its button close it. */
export function createBulle(repere: Repere, maintenant: number, { onClose, onListe }: Gestes): HTMLElement {
  const bulle = createElement('div', 'bulle');
  bulle.setAttribute('role', 'dialog');
  bulle.setAttribute('aria-label', nameRepere(repere));
  const titre = createElement('h3', '', repere.nom);
  titre.tabIndex = -1;
  const liste = createElement('ul', 'bulle-services');
  liste.append(...repere.services.map((service) => createService(service, maintenant, onListe)));
  const fermer = createElement('button', 'bulle-fermer');
  fermer.type = 'button';
  fermer.append(createElement('span', 'visuellement-cache', 'Fermer'));
  fermer.addEventListener('click', onClose);
  bulle.append(titre, liste, fermer);
  bulle.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  });
  return bulle;
}
