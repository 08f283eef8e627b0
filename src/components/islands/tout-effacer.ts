/** The button that erases everything this site keeps on the device, and says it. */
import { eraseAppareil } from './appareil';

/** Told to the page, so that what it shows leaves too. */
export const EFFACE = 'appareil-efface';

for (const boite of document.querySelectorAll<HTMLElement>('[data-tout-effacer]')) {
  boite.hidden = false;
  boite.querySelector('button')!.addEventListener('click', () => {
    void eraseAppareil().then(() => {
      document.dispatchEvent(new Event(EFFACE));
      boite.querySelector('[role=status]')!.textContent =
        'C’est fait : ce site ne garde plus rien de vous sur cet appareil.';
    });
  });
}
