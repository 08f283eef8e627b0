/** The page of the map: one filter and one moment give the drawing and the list the same items. */
import {
  type Demande,
  countItems,
  createContexte,
  listItems,
  parseQuand,
  periodeOf,
  sayHorsCarte,
} from '../../domain/recherche/carte';
import type { Catalogue, Passages } from '../../domain/recherche/catalogue';
import { type Filtre, countOptions } from '../../domain/recherche/filtre';
import type { Fond } from '../../domain/recherche/fond';
import { toDateInParis } from '../../domain/date/paris';
import type { Point } from '../../domain/territoire/distance';
import { createDessin } from './carte-dessin';
import { watchTuiles } from './carte-fond';
import { createListe } from './carte-liste';
import { watchPosition } from './carte-position';
import { watchFiltres, writeComptes } from './filtres';

const page = document.querySelector<HTMLElement>('[data-carte]');
if (page) void start(page);

async function readJson<T>(adresse: string): Promise<T> {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
  return (await reponse.json()) as T;
}

/** The last choice of days is a date: its button takes the value of the field beside it. */
function watchDate(form: HTMLFormElement): void {
  const bouton = form.querySelector<HTMLInputElement>('[data-le-jour]')!;
  const champ = form.querySelector<HTMLInputElement>('[data-date]')!;
  const set = (date: string) => {
    champ.value = date;
    bouton.value = date;
  };
  const readAdresse = () => {
    const quand = parseQuand(new URLSearchParams(location.search).get('quand') ?? undefined);
    set(/^\d/.test(quand) ? quand : bouton.value);
  };
  set(toDateInParis(new Date()));
  readAdresse();
  addEventListener('popstate', readAdresse);
  champ.addEventListener('change', () => {
    if (champ.value) bouton.value = champ.value;
    bouton.checked = true;
  });
}

function readCommune(): string | undefined {
  try {
    return localStorage.getItem('commune') ?? undefined;
  } catch {
    return undefined; // Storage refused: nothing is remembered.
  }
}

function keepCommune(slug: string): void {
  try {
    localStorage.setItem('commune', slug);
  } catch {
    // Same: the choice is simply not remembered.
  }
}

async function start(racine: HTMLElement): Promise<void> {
  const find = (selecteur: string) => racine.querySelector<HTMLElement>(selecteur)!;
  const compteRendu = find('[data-compte-rendu]');
  let donnees: [Catalogue, Passages, Fond];
  try {
    donnees = await Promise.all([
      readJson<Catalogue>('/carte/catalogue.json'),
      readJson<Passages>('/carte/passages.json'),
      readJson<Fond>('/carte/fond.json'),
    ]);
  } catch {
    find('[data-dessin]').hidden = true;
    find('[data-pres-de-moi]').hidden = true;
    compteRendu.textContent = 'La carte n’a pas pu être chargée. La liste, elle, est complète.';
    return;
  }
  const [catalogue, { passages, au }, fond] = donnees;
  const form = racine.querySelector<HTMLFormElement>('[data-filtres]')!;
  let position: Point | undefined;
  let filtre: Filtre = { criteres: [] };

  const dessin = find('[data-dessin]');
  const liste = createListe(find('[data-carte-liste]'), (slug) => carte.show(slug));
  const carte = createDessin(find('[data-plan]'), {
    catalogue,
    fond,
    isAnimated: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    onListe: liste.focus,
  });

  const communeOf = (slug: string | undefined) => catalogue.communes.find((commune) => commune.slug === slug);

  const sayOrdre = () => {
    const commune = communeOf(filtre.commune);
    if (position) return 'Du plus proche au plus loin de vous, à vol d’oiseau.';
    return commune
      ? `Triés par prochaine date, puis par distance de ${commune.nom}, à vol d’oiseau.`
      : 'Triés par prochaine date.';
  };

  const sayVide = (quand: string) =>
    /^\d/.test(quand) && quand > au
      ? 'Les dates de ce jour ne sont pas encore connues ici.'
      : 'Rien ne correspond à ces choix : essayez un autre jour, ou moins de filtres.';

  const refresh = () => {
    const maintenant = Date.now();
    const quand = parseQuand(filtre.quand);
    const demande: Demande = { filtre, quand, ...(position ? { position } : {}) };
    const { items, horsCarte } = listItems(catalogue, passages, demande, maintenant);
    const toutes = listItems(catalogue, passages, { filtre: { criteres: [] }, quand }, maintenant);
    const contexte = createContexte(catalogue, passages, maintenant);
    writeComptes(
      form,
      countOptions(
        toutes.items.map(({ fiche }) => fiche),
        filtre,
        contexte,
      ),
    );
    liste.write(items, maintenant);
    carte.draw(items, maintenant);
    compteRendu.textContent = `${countItems(items)}${sayPeriode(quand, maintenant)}`;
    find('[data-ordre]').textContent = sayOrdre();
    find('[data-ordre]').hidden = items.length === 0;
    find('[data-vide]').hidden = items.length > 0;
    find('[data-vide-dit]').textContent = sayVide(quand);
    find('[data-hors-carte]').hidden = horsCarte === 0;
    find('[data-hors-carte-dit]').textContent = sayHorsCarte(horsCarte);
  };

  const situation = watchPosition(find('[data-pres-de-moi]'), {
    onPosition: (trouvee) => {
      position = trouvee;
      refresh();
      carte.showPoint(trouvee, true);
    },
    onRefus: () => form.querySelector<HTMLSelectElement>('[name="commune"]')!.focus(),
  });

  watchDate(form);
  const gardee = readCommune();
  watchFiltres(
    form,
    (nouveau, cause) => {
      const isAutreCommune = nouveau.commune !== filtre.commune;
      filtre = nouveau;
      if (isAutreCommune && cause !== 'ouverture' && position) {
        position = undefined;
        situation.forget();
      }
      if (cause === 'choix' && isAutreCommune && filtre.commune) keepCommune(filtre.commune);
      refresh();
      if (isAutreCommune) carte.showPoint(communeOf(filtre.commune)?.centre);
    },
    communeOf(gardee) ? { commune: gardee! } : {},
  );
  watchTuiles(dessin, carte);
  // The page of a tour leads to it.
  if (location.hash) carte.show(location.hash.slice(1));
  // A page found again hours later drops what is over.
  window.addEventListener('pageshow', ({ persisted }) => persisted && refresh());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());
}

/** « Aujourd’hui », in a sentence that already says how many. */
function sayPeriode(quand: string, maintenant: number): string {
  const periode = periodeOf(quand, maintenant);
  if (!periode) return '';
  if (quand === 'semaine') return ', dans les 7 jours';
  return quand === 'aujourdhui' ? ', aujourd’hui' : ', ce jour-là';
}
