/** The ways to send a list. What leaves is always the address, and the address holds slugs only. */
import { toLien } from '../../../domain/liste/lien';

const TITRE = 'Une liste de lieux pour les familles';

/** Returns what must be called when the places to send have changed. */
export function preparePartage(nom: string): (slugs: readonly string[]) => void {
  const boite = document.querySelector<HTMLElement>(`[data-partage="${nom}"]`)!;
  const find = (quoi: string) => boite.querySelector<HTMLElement>(`[data-partage-${quoi}]`)!;
  const adresse = find('adresse') as HTMLInputElement;
  const dit = find('dit');
  const { share, clipboard } = navigator as Partial<Navigator>;

  const telephone = find('telephone') as HTMLButtonElement;
  telephone.hidden = share === undefined;
  telephone.addEventListener('click', () => {
    // Who closes the sheet without choosing has changed their mind: nothing to say.
    void navigator.share({ title: TITRE, url: adresse.value }).catch(() => undefined);
  });
  adresse.addEventListener('focus', () => adresse.select());
  find('copie').addEventListener('click', () => {
    const copied = clipboard ? clipboard.writeText(adresse.value) : Promise.reject(new Error('absent'));
    copied.then(
      () => (dit.textContent = 'Adresse copiée.'),
      () => {
        adresse.focus();
        dit.textContent = 'L’adresse est sélectionnée : copiez-la.';
      },
    );
  });

  return (slugs) => {
    adresse.value = new URL(toLien(slugs), location.origin).href;
    const texte = encodeURIComponent(`${TITRE} : ${adresse.value}`);
    (find('sms') as HTMLAnchorElement).href = `sms:?body=${texte}`;
    (find('courriel') as HTMLAnchorElement).href =
      `mailto:?subject=${encodeURIComponent(TITRE)}&body=${encodeURIComponent(adresse.value)}`;
    dit.textContent = '';
    boite.hidden = slugs.length === 0;
  };
}
