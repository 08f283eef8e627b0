/** « Près de moi »: the position is asked for on this gesture only, and goes nowhere; otherwise one chooses a commune. */
import type { Point } from '../../domain/territoire/distance';

interface Suites {
  /** Where the visitor is, or nothing once it is forgotten. */
  onPosition: (position: Point | undefined) => void;
  /** The position cannot be had: the visitor is asked for a commune. */
  onRefus: () => void;
}

const REFUS: Record<number, string> = {
  [1]: 'Votre appareil n’a pas donné sa position.',
  [2]: 'Votre position n’a pas pu être trouvée.',
  [3]: 'Votre position met trop de temps à venir.',
};
const DELAI_MS = 15_000;

export function watchPosition(racine: HTMLElement, { onPosition, onRefus }: Suites): { forget: () => void } {
  const bouton = racine.querySelector<HTMLButtonElement>('[data-position]')!;
  const oubli = racine.querySelector<HTMLButtonElement>('[data-oubli]')!;
  const dite = racine.querySelector<HTMLElement>('[data-position-dite]')!;
  const say = (texte: string, isConnue: boolean) => {
    dite.textContent = texte;
    oubli.hidden = !isConnue;
  };
  const refuse = (raison: string) => {
    say(`${raison} Choisissez plutôt votre commune dans la liste.`, false);
    onRefus();
  };
  bouton.addEventListener('click', () => {
    if (!('geolocation' in navigator)) {
      refuse('Cet appareil ne sait pas dire où il est.');
      return;
    }
    say('Recherche de votre position…', false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        say('Votre position reste sur cet appareil : elle n’est ni envoyée, ni gardée.', true);
        onPosition({ lat: coords.latitude, lon: coords.longitude });
      },
      ({ code }) => refuse(REFUS[code] ?? REFUS[2]!),
      { timeout: DELAI_MS, maximumAge: 60_000 },
    );
  });
  // Disabled until here: pressed before the map can answer, it would do nothing.
  bouton.disabled = false;
  const forget = () => say('', false);
  oubli.addEventListener('click', () => {
    forget();
    bouton.focus();
    onPosition(undefined);
  });
  return { forget };
}
