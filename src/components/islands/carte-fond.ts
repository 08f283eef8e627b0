/** Images of another organisation under the map: only once the visitor has asked for them, on this device. */
import type { Dessin } from './carte-dessin';

const CLE = 'fond-de-carte';

function isGarde(): boolean {
  try {
    return localStorage.getItem(CLE) === 'oui';
  } catch {
    return false; // Storage refused: it will be asked for again.
  }
}

function keep(isVoulu: boolean): void {
  try {
    if (isVoulu) localStorage.setItem(CLE, 'oui');
    else localStorage.removeItem(CLE);
  } catch {
    // Same.
  }
}

export function watchTuiles(racine: HTMLElement, carte: Pick<Dessin, 'showTuiles' | 'hideTuiles'>): void {
  const bouton = racine.querySelector<HTMLButtonElement>('[data-afficher-tuiles]');
  if (!bouton) return;
  const dit = racine.querySelector<HTMLElement>('[data-tuiles-dites]')!;
  const explication = dit.textContent;
  const attribution = racine.querySelector<HTMLElement>('[data-attribution]')!;
  const write = (isVu: boolean, texte = explication) => {
    bouton.setAttribute('aria-pressed', String(isVu));
    attribution.hidden = !isVu;
    dit.textContent = texte;
  };
  const show = () => {
    if (!navigator.onLine) {
      write(false, 'Sans réseau, le fond détaillé n’est pas disponible : voici le dessin du territoire.');
      return;
    }
    write(true);
    carte.showTuiles(() =>
      write(false, 'Le fond détaillé ne répond pas : voici le dessin du territoire. Vous pouvez réessayer.'),
    );
  };
  bouton.addEventListener('click', () => {
    const isVoulu = bouton.getAttribute('aria-pressed') !== 'true';
    keep(isVoulu);
    if (isVoulu) show();
    else {
      carte.hideTuiles();
      write(false);
    }
  });
  bouton.disabled = false;
  if (isGarde()) show();
}
