/** Shows what the server refused, at the top of the screen and beside the fields that are concerned. */
import { store } from 'decap-cms-core/dist/esm/redux';
import { type Avis, showAvis } from './avis';

/** The answer of the server, as `cms/acces/erreurs.ts` writes it. */
export interface Refus {
  erreur?: string;
  message?: string;
  erreurs?: { champ: string; message: string }[];
}

const CONNEXION: Avis = {
  message:
    'Votre connexion est finie. Rien n’est perdu : laissez cette page ouverte, connectez-vous dans un autre onglet, puis enregistrez de nouveau ici.',
  lien: { href: '/espace/connexion/', texte: 'Se connecter dans un autre onglet' },
};

/** The label of a field as Decap draws it: the least deep, when several have the same name. */
function findLabel(nom: string): HTMLLabelElement | undefined {
  const labels = [...document.querySelectorAll<HTMLLabelElement>(`label[for^="${nom}-field-"]`)];
  const profondeur = (element: Element) => {
    let rang = 0;
    for (let parent = element.parentElement; parent; parent = parent.parentElement) rang++;
    return rang;
  };
  return labels.sort((a, b) => profondeur(a) - profondeur(b))[0];
}

function readLibelle(champ: string): string {
  const [nom = ''] = champ.split('.');
  return findLabel(nom)?.textContent.replace(/\s*\(.*\)\s*$/, '') ?? champ;
}

/** Decap draws these under the field, and forgets them when it is changed. */
function markChamps(erreurs: readonly { champ: string; message: string }[]): void {
  const parChamp = new Map<string, string[]>();
  for (const { champ, message } of erreurs) {
    const nom = champ.split('.')[0] ?? '';
    parChamp.set(nom, [...(parChamp.get(nom) ?? []), message]);
  }
  for (const [nom, messages] of parChamp) {
    const id = findLabel(nom)?.htmlFor;
    if (id === undefined) continue;
    const errors = messages.map((message) => ({ type: 'CUSTOM', message, parentIds: [] }));
    store.dispatch({ type: 'DRAFT_VALIDATION_ERRORS', payload: { uniquefieldId: id, errors } });
  }
}

/** Tells the refusal; gives the short sentence that Decap puts in its own message. */
export function tellRefus(statut: number, { message, erreurs = [] }: Refus): string {
  if (statut === 401) {
    showAvis(CONNEXION);
    return 'votre connexion est finie.';
  }
  if (statut === 422 && erreurs.length > 0) {
    showAvis({
      message:
        'La fiche n’est pas enregistrée : il y a quelque chose à corriger. Votre texte reste à l’écran.',
      lignes: erreurs.map(({ champ, message: faute }) =>
        champ ? `${readLibelle(champ)} : ${faute}` : faute,
      ),
    });
    markChamps(erreurs);
    return 'il y a quelque chose à corriger.';
  }
  const phrase = message ?? 'Le serveur ne répond pas comme prévu : réessayez dans un moment.';
  showAvis({ message: phrase });
  return phrase;
}
