/** The page « Ma liste »: shows what the device keeps and what a link brings, and does what is asked. */
import { formatDate } from '../../../domain/date/format';
import { parseLien, toLien } from '../../../domain/liste/lien';
import {
  CLE_DE_LISTE,
  CLE_ECARTEE,
  LISTE_MAX,
  type Garde,
  type Liste,
  addToListe,
  moveInListe,
  removeFromListe,
  setNote,
} from '../../../domain/liste/liste';
import type { LieuGarde } from '../../../domain/liste/lieu-garde';
import { isAppareilAccessible, removeAppareil } from '../appareil';
import { EFFACE } from '../tout-effacer';
import { type AnnuaireLu, readAnnuaire } from './annuaire';
import { drawCode } from './code';
import { readEcarte, readListe, today, updateListe } from './gardee';
import { showOrientation } from './orientation';
import { preparePartage } from './partage';
import { champ, copyModele, fillInconnu, fillLieu } from './rendu';

const page = document.querySelector<HTMLElement>('[data-ma-liste]')!;
const find = (quoi: string) => page.querySelector<HTMLElement>(`[data-${quoi}]`)!;
const gardes = find('gardes');
const orientation = find('orientation') as HTMLDetailsElement;
const updatePartage = preparePartage('liste');

let annuaire: AnnuaireLu | undefined;
let recus = parseLien(new URLSearchParams(location.search));
let isGardee = isAppareilAccessible();

const plural = (nombre: number, mot: string, s = 's') => `${nombre} ${mot}${nombre > 1 ? s : ''}`;

/** Says what was done; with `avant`, it can be undone. */
function say(phrase: string, avant?: Liste): void {
  const message = find('message');
  message.replaceChildren(phrase);
  if (!avant) return;
  const bouton = document.createElement('button');
  bouton.type = 'button';
  bouton.className = 'bouton';
  bouton.textContent = 'Annuler';
  bouton.addEventListener('click', () => {
    change(() => avant);
    say('C’est annulé.');
    find('nombre').focus();
  });
  message.append(' ', bouton);
  bouton.focus();
}

function change(what: (liste: Liste) => Liste): void {
  ({ isGardee } = updateListe(what));
  show();
}

function describeGarde({ slug }: Garde): LieuGarde | undefined {
  return annuaire?.describe(slug);
}

function showGarde(garde: Garde, rang: number, { length }: Liste): HTMLElement {
  const element = copyModele('mienne');
  const { slug, note } = garde;
  const lieu = describeGarde(garde);
  const nom = lieu?.nom ?? slug.replaceAll('-', ' ');
  if (lieu) {
    fillLieu(element, lieu);
    void drawCode(champ(element, 'code'), `${location.origin}/structures/${slug}/`, nom);
  } else {
    const phrase = annuaire ? 'Ce lieu n’est plus dans l’annuaire.' : 'L’annuaire n’est pas encore là.';
    fillInconnu(element, slug, phrase);
  }
  for (const sur of element.querySelectorAll('[data-champ="sur"]')) sur.textContent = `: ${nom} `;
  const saisie = champ(element, 'note') as HTMLTextAreaElement;
  const imprimee = champ(element, 'note-imprimee');
  saisie.value = imprimee.textContent = note;
  saisie.addEventListener('input', () => {
    imprimee.textContent = saisie.value;
    ({ isGardee } = updateListe((liste) => setNote(liste, slug, saisie.value)));
    find('refus').hidden = isGardee;
  });
  for (const bouton of element.querySelectorAll<HTMLButtonElement>('[data-ordre]')) {
    const pas = bouton.dataset['ordre'] === '1' ? 1 : -1;
    bouton.disabled = rang + pas < 0 || rang + pas >= length;
    bouton.addEventListener('click', () => {
      change((liste) => moveInListe(liste, slug, pas));
      const place = readListe().liste.findIndex((each) => each.slug === slug);
      say(`${nom} : ${place + 1} sur ${length}.`);
      // At the end of the road, the other button takes over.
      const boutons = gardes.children[place]!;
      const meme = boutons.querySelector<HTMLButtonElement>(`[data-ordre="${pas}"]`)!;
      (meme.disabled ? boutons.querySelector<HTMLButtonElement>(`[data-ordre="${-pas}"]`)! : meme).focus();
    });
  }
  element.querySelector('[data-retirer]')!.addEventListener('click', () => {
    const avant = readListe().liste;
    change((liste) => removeFromListe(liste, slug));
    say(`${nom} : retiré de votre liste.`, avant);
  });
  return element;
}

function showRecue(): void {
  const section = find('recue');
  section.hidden = recus === undefined || (annuaire === undefined && recus.length > 0);
  if (section.hidden || !recus) return;
  const connus = recus.filter((slug) => annuaire?.has(slug));
  const disparus = recus.length - connus.length;
  find('recue-nombre').textContent = [
    connus.length > 0
      ? `${plural(connus.length, 'lieu', 'x')}. Votre propre liste ne change pas, sauf si vous le demandez.`
      : 'Cette adresse ne mène à aucun lieu de l’annuaire.',
    ...(disparus > 0
      ? [
          `${plural(disparus, 'lieu', 'x')} de cette liste ${disparus > 1 ? 'ne sont' : 'n’est'} plus dans l’annuaire.`,
        ]
      : []),
  ].join(' ');
  find('recue-garder').hidden = connus.length === 0;
  find('recue-lieux').replaceChildren(
    ...connus.map((slug) => fillLieu(copyModele('simple'), annuaire!.describe(slug)!)),
  );
}

function show(): void {
  const { liste } = readListe();
  const lieux = liste.map(describeGarde).filter((lieu) => lieu !== undefined);
  const ecarte = readEcarte();
  find('refus').hidden = isGardee;
  find('ecarte').hidden = ecarte === null;
  find('ecarte-texte').textContent = ecarte;
  find('vide').hidden = liste.length > 0;
  find('pleine').hidden = liste.length === 0;
  find('nombre').textContent = plural(liste.length, 'lieu', 'x');
  find('imprimee-le').textContent =
    `Imprimée le ${formatDate(today(), { annee: true })}. Les dates peuvent changer : appelez avant de venir.`;
  gardes.replaceChildren(...liste.map(showGarde));
  // Only places of the directory travel, whatever else the storage may hold.
  updatePartage(lieux.map(({ slug }) => slug));
  if (annuaire) showOrientation(lieux, annuaire.au);
  showRecue();
  // Where nothing is kept, the address is the only memory: a reload brings the list back.
  if (!isGardee && lieux.length > 0) history.replaceState(null, '', toLien(lieux.map(({ slug }) => slug)));
}

async function load(): Promise<void> {
  if (annuaire ?? (readListe().liste.length === 0 && !recus?.length)) return;
  find('panne').hidden = true;
  try {
    annuaire = await readAnnuaire();
  } catch {
    find('panne').hidden = false;
  }
  show();
}

function keepRecus(): void {
  const avant = readListe().liste;
  const connus = (recus ?? []).filter((slug) => annuaire?.has(slug));
  recus = undefined;
  history.replaceState(null, '', location.pathname);
  change((liste) => addToListe(liste, connus, today()));
  const { length } = readListe().liste;
  const ajoutes = length - avant.length;
  const isPleine = length === LISTE_MAX && ajoutes < connus.length;
  say(
    `${ajoutes === 0 ? 'Ces lieux étaient déjà dans votre liste' : `${plural(ajoutes, 'lieu', 'x')} de plus dans votre liste`}.${isPleine ? ` Elle est pleine (${LISTE_MAX} lieux).` : ''}`,
  );
  find('nombre').focus();
}

find('recue-garder').addEventListener('click', keepRecus);
find('recue-fermer').addEventListener('click', () => {
  recus = undefined;
  history.replaceState(null, '', location.pathname);
  show();
  say('La liste que l’on vous a envoyée est fermée.');
  find(readListe().liste.length > 0 ? 'nombre' : 'titre-vide').focus();
});
find('recharger').addEventListener('click', () => void load());
find('ecarte-effacer').addEventListener('click', () => {
  removeAppareil(CLE_ECARTEE);
  // What could not be read may still be at its first place.
  if (readListe().ecarte !== undefined) change((liste) => liste);
  removeAppareil(CLE_ECARTEE);
  show();
  say('Ce reste est effacé.');
});
find('vider').addEventListener('click', () => {
  const avant = readListe().liste;
  change(() => []);
  say(`Votre liste est vide : ${plural(avant.length, 'lieu', 'x')} de moins.`, avant);
});
find('avec-notes').addEventListener('change', ({ target }) => {
  page.toggleAttribute('data-notes', (target as HTMLInputElement).checked);
});

/** The sheet is what goes on paper while it is open. */
const setImprime = () => (page.dataset['imprime'] = orientation.open ? 'feuille' : 'liste');
orientation.addEventListener('toggle', setImprime);
addEventListener('afterprint', setImprime);
for (const bouton of page.querySelectorAll<HTMLElement>('[data-imprimer]'))
  bouton.addEventListener('click', () => {
    page.dataset['imprime'] = bouton.dataset['imprimer'];
    print();
  });

// Another tab has changed the list; a note being written is not taken away.
window.addEventListener('storage', ({ key }) => {
  if ((key === CLE_DE_LISTE || key === null) && !(document.activeElement instanceof HTMLTextAreaElement)) {
    show();
    void load();
  }
});
document.addEventListener(EFFACE, () => {
  recus = undefined;
  history.replaceState(null, '', location.pathname);
  find('message').replaceChildren();
  show();
});

setImprime();
page.hidden = false;
show();
void load();
