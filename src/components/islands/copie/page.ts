/** `/hors-ligne/`: says what the device holds, and does what is asked. */
import { ADRESSE_DU_BAGAGE, CANAL, type Message, type ResumeDuBagage } from '../../../domain/bagage/copie';
import { formatAbsents, formatCopie, formatEchec, formatResume } from '../../../domain/bagage/phrase';
import { erase, isPossible, isRefused, readEtat, registerAnew } from './enregistrement';

type Action = 'garder' | 'actualiser' | 'effacer';
const boite = document.querySelector<HTMLElement>('[data-copie-etat]');
const progres = document.querySelector<HTMLProgressElement>('[data-progres]');

/** What is said, what may be done; `precision` is smaller. */
function show(etat: string, texte: string, precision: string | undefined, actions: readonly Action[]): void {
  if (!boite || !progres) return;
  boite.dataset['copieEtat'] = etat;
  progres.hidden = etat !== 'en-cours';
  const say = (nom: string, phrase: string): void => {
    const cible = boite.querySelector(`[data-dire="${nom}"]`);
    // The same words again would be read again.
    if (cible && cible.textContent !== phrase) cible.textContent = phrase;
  };
  say('etat', texte);
  say('precision', precision ?? '');
  const focused = document.activeElement;
  for (const bouton of boite.querySelectorAll<HTMLButtonElement>('[data-faire]'))
    bouton.hidden = !actions.includes(bouton.dataset['faire'] as Action);
  boite.querySelector<HTMLElement>('[data-actions]')!.hidden = actions.length === 0;
  // The keyboard does not fall back to the top of the page when its button leaves.
  if (focused instanceof HTMLButtonElement && focused.hidden)
    boite.querySelector<HTMLButtonElement>('[data-faire]:not([hidden])')?.focus();
}

async function readResume(): Promise<ResumeDuBagage | undefined> {
  const reponse = await fetch(ADRESSE_DU_BAGAGE).catch(() => undefined);
  return reponse?.ok ? ((await reponse.json()) as ResumeDuBagage) : undefined;
}

async function showAbsence(etat: 'absente' | 'effacee'): Promise<void> {
  const resume = await readResume();
  const precision = resume && [formatResume(resume), formatAbsents(resume)].filter(Boolean).join(' ');
  const texte =
    etat === 'effacee'
      ? 'C’est fait : rien n’est gardé sur cet appareil, et rien ne le sera sans que vous le demandiez.'
      : 'Rien n’est encore gardé sur cet appareil.';
  show(etat, texte, precision, ['garder']);
}

function showImpossible(): void {
  show(
    'impossible',
    'Votre navigateur ne permet pas de garder le site.',
    'C’est le cas d’une fenêtre de navigation privée ou d’un navigateur ancien. Avec du réseau, tout le reste marche comme d’habitude.',
    [],
  );
}

async function showCopie(ajout = ''): Promise<boolean> {
  const etat = await readEtat();
  if (!etat) return false;
  const precision = [ajout, formatAbsents(etat)].filter(Boolean).join(' ');
  show('gardee', formatCopie(etat), precision, ['actualiser', 'effacer']);
  return true;
}

function showEnCours(): void {
  show('en-cours', 'Téléchargement en cours…', 'Vous pouvez continuer à lire le site.', []);
}

async function keep(): Promise<void> {
  showEnCours();
  // Asks that the copy is not the first thing to leave when the device runs out of room.
  await navigator.storage.persist().catch(() => false);
  await registerAnew().catch(showImpossible);
}

async function update(): Promise<void> {
  const registration = await registerAnew();
  try {
    await registration.update();
  } catch {
    await showCopie('Pas de réseau : la mise à jour attendra.');
    return;
  }
  if (registration.installing ?? registration.waiting) showEnCours();
  else await showCopie('Vérifié à l’instant : rien de nouveau.');
}

async function remove(): Promise<void> {
  await erase();
  await showAbsence('effacee');
}

async function follow({ data }: MessageEvent<Message>): Promise<void> {
  if (!progres || boite?.dataset['copieEtat'] === 'impossible') return;
  if ('progres' in data) {
    showEnCours();
    progres.value = data.progres;
  } else if ('echec' in data) {
    const texte = formatEchec(data.echec);
    // A copy that could not be refreshed is still there, whole.
    if (!(await showCopie(`La mise à jour a échoué. ${texte}`)))
      show('echec', 'Le site n’a pas pu être gardé.', texte, ['garder']);
  } else await showCopie('C’est à jour.');
}

async function start(): Promise<void> {
  document.querySelector('.sans-script')?.remove();
  if (!isPossible()) {
    showImpossible();
    return;
  }
  new BroadcastChannel(CANAL).addEventListener(
    'message',
    (event: MessageEvent<Message>) => void follow(event).catch(showImpossible),
  );
  const ACTIONS: Record<Action, () => Promise<void>> = { garder: keep, actualiser: update, effacer: remove };
  for (const [nom, act] of Object.entries(ACTIONS))
    boite
      ?.querySelector(`[data-faire="${nom}"]`)
      ?.addEventListener('click', () => void act().catch(showImpossible));
  if (await showCopie()) return;
  await showAbsence(isRefused() ? 'effacee' : 'absente');
}

interface InvitationAInstaller extends Event {
  prompt: () => Promise<unknown>;
}
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  const place = document.querySelector<HTMLElement>('[data-installer]');
  if (!place) return;
  place.hidden = false;
  place.querySelector('button')?.addEventListener('click', () => {
    void (event as InvitationAInstaller).prompt();
    place.hidden = true;
  });
});

// Even reading may be refused, in a private window.
void start().catch(showImpossible);
