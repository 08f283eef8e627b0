/** Counts an orientation where our server is present: types of services and a month, nothing of anybody. */
import { readSante } from '../sante';

let isPrepare = false;

/** Shows the button only when somebody is there to count. */
export async function prepareCompteur(boite: HTMLElement, listTypes: () => string[]): Promise<void> {
  if (isPrepare) return;
  isPrepare = true;
  if (!(await readSante())?.orientations) return;
  const bouton = boite.querySelector<HTMLButtonElement>('[data-compter]')!;
  const dit = boite.querySelector('[data-compte]')!;
  bouton.hidden = false;
  bouton.addEventListener('click', () => {
    const types = listTypes();
    if (types.length === 0) {
      dit.textContent = 'Cochez d’abord un lieu.';
      return;
    }
    void fetch('/api/orientations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ types }),
    }).then(
      async (reponse) => {
        if (reponse.ok) dit.textContent = 'Comptée : les types de services et le mois, rien d’autre.';
        else dit.textContent = ((await reponse.json()) as { message: string }).message;
      },
      () => (dit.textContent = 'Le serveur n’a pas répondu : l’orientation n’est pas comptée.'),
    );
  });
}
