/**
 * The form of the filters and the address of the page say the same thing. Words being typed replace the address, so
 * that Back does not go letter by letter; a filter that is changed is a step that Back undoes.
 */
import { type Comptes, type Filtre, parseFiltre, toParams } from '../../domain/recherche/filtre';

/** What the fields of the form say. */
export function readFiltre(form: HTMLFormElement): Filtre {
  const champs = [...new FormData(form)].filter(
    (champ): champ is [string, string] => typeof champ[1] === 'string',
  );
  return parseFiltre(new URLSearchParams(champs));
}

/** Puts a filter in the fields; a value that no option has is no choice. */
export function writeFiltre(form: HTMLFormElement, filtre: Filtre): void {
  const params = toParams(filtre);
  for (const champ of form.elements) {
    if (champ instanceof HTMLSelectElement) {
      champ.value = params.get(champ.name) ?? '';
      if (champ.selectedIndex < 0) champ.value = '';
    } else if (champ instanceof HTMLInputElement) {
      const valeur = params.get(champ.name);
      if (champ.type === 'checkbox') champ.checked = valeur !== null;
      else if (champ.type === 'radio') champ.checked = champ.value === (valeur ?? '');
      else champ.value = valeur ?? '';
    }
  }
}

function countOf(comptes: Comptes, cle: string): number {
  const [champ, option] = cle.split(':') as [keyof Comptes, string | undefined];
  const compte = comptes[champ];
  return typeof compte === 'number' ? compte : (compte.get(option ?? '') ?? 0);
}

/** Says beside each option how many results it would leave. */
export function writeComptes(form: HTMLFormElement, comptes: Comptes): void {
  for (const place of form.querySelectorAll<HTMLElement>('[data-compte]')) {
    const nombre = countOf(comptes, place.dataset['compte']!).toLocaleString('fr-FR');
    place.textContent =
      place instanceof HTMLOptionElement ? `${place.dataset['libelle']} (${nombre})` : nombre;
  }
}

/** How many filters are set, on the line that opens them. */
function writeNombre(form: HTMLFormElement, { type, theme, age, jour, ouvert, criteres }: Filtre): void {
  const place = form.querySelector<HTMLElement>('[data-nombre-de-filtres]');
  if (!place) return;
  const nombre =
    [type, theme, age, jour, ouvert].filter((valeur) => valeur !== undefined).length + criteres.length;
  place.textContent = `${nombre} filtre${nombre > 1 ? 's' : ''}`;
  place.hidden = nombre === 0;
}

/** The commune chosen on this device, by its slug. */
export function readCommuneRetenue(): { commune?: string } {
  try {
    const commune = localStorage.getItem('commune');
    return commune ? { commune } : {};
  } catch {
    return {}; // Storage refused: nothing was remembered.
  }
}

/** Remembers the commune on this device only, or forgets it. */
export function keepCommune(commune: string | undefined): void {
  try {
    if (commune === undefined) localStorage.removeItem('commune');
    else localStorage.setItem('commune', commune);
  } catch {
    // Same: the choice holds for this page.
  }
}

const PAUSE_MS = 300;

/** How the filter came to be: opened with the page, typed letter by letter, chosen, sent, or found again by Back. */
export type Cause = 'ouverture' | 'frappe' | 'choix' | 'envoi' | 'retour';

export interface FormulaireDeFiltres {
  /** The filter as it is now. */
  filtre: () => Filtre;
  /** Changes some fields, as a person would: Back undoes it. */
  change: (modification: Partial<Filtre>) => void;
  /** Takes the whole filter of another address. */
  goTo: (params: URLSearchParams) => void;
}

/**
 * Follows the form, and tells each change. `defaut` completes an address that says nothing of it, for instance with the
 * commune that the device remembers.
 */
export function watchFiltres(
  form: HTMLFormElement,
  onChange: (filtre: Filtre, cause: Cause) => void,
  defaut: Partial<Filtre> = {},
): FormulaireDeFiltres {
  const toAdresse = (filtre: Filtre) => {
    const params = toParams(filtre).toString();
    return `${location.pathname}${params && `?${params}`}`;
  };
  let minuterie = 0;
  const tell = (cause: Cause) => {
    const filtre = readFiltre(form);
    writeNombre(form, filtre);
    const adresse = toAdresse(filtre);
    clearTimeout(minuterie);
    // Letter by letter, some browsers refuse so many changes, and fetch the icon anew at each.
    if (cause === 'frappe')
      minuterie = window.setTimeout(() => history.replaceState(null, '', adresse), PAUSE_MS);
    else if (cause !== 'retour' && cause !== 'ouverture' && adresse !== location.pathname + location.search)
      history.pushState(null, '', adresse);
    onChange(filtre, cause);
  };
  const readAdresse = () => writeFiltre(form, parseFiltre(new URLSearchParams(location.search)));

  const isTyped = ({ target }: Event) => target instanceof HTMLInputElement && target.name === 'q';
  form.addEventListener('input', (event) => isTyped(event) && tell('frappe'));
  form.addEventListener('change', (event) => !isTyped(event) && tell('choix'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // What was asked is folded, so that the answer shows.
    for (const plus of form.querySelectorAll('details')) plus.open = false;
    tell('envoi');
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    const { q } = readFiltre(form);
    writeFiltre(form, { ...(q === undefined ? {} : { q }), criteres: [] });
    tell('choix');
  });
  addEventListener('popstate', () => {
    readAdresse();
    tell('retour');
  });

  const adresse = parseFiltre(new URLSearchParams(location.search));
  writeFiltre(form, { ...defaut, ...adresse });
  tell('ouverture');
  const replace = (filtre: Filtre) => {
    writeFiltre(form, filtre);
    tell('choix');
  };
  return {
    filtre: () => readFiltre(form),
    change: (modification) => replace({ ...readFiltre(form), ...modification }),
    goTo: (params) => replace(parseFiltre(params)),
  };
}
