/** The search page: follows the form, asks the engine, writes the results and says how many they are. */
import type { Filtre } from '../../domain/recherche/filtre';
import { isSansFiltre, toParams } from '../../domain/recherche/filtre';
import { type Cause, keepCommune, readCommuneRetenue, watchFiltres, writeComptes } from './filtres';
import type { Moteur, Trouvaille } from './moteur-de-recherche';

const PAR_PAGE = 10;
/** While somebody types, the first cards only; the others wait for a pause, since each is fetched. */
const PREMIERES = 4;
const PAUSE_MS = 350;
/** A fast typist is not interrupted; a person who waits sees the answer at once. */
const ATTENTE_MS = 110;
/** What is said aloud waits for the typing to be over. */
const ATTENTE_DE_L_ANNONCE_MS = 700;
const ATTENTE_DES_COMPTES_MS = 250;
const LETTRES_MIN = 2;
/** A search is settled when nobody touched it for a while: half a word is not what somebody looks for. */
const ATTENTE_DU_DECOMPTE_MS = 4_000;

const form = document.querySelector<HTMLFormElement>('form[data-filtres]')!;
const place = (marque: string) => document.querySelector<HTMLElement>(`[data-${marque}]`)!;
const reponses = place('reponses');
const titre = place('titre-reponses');
const liste = place('liste');
const suite = place('suite');
const annonce = place('annonce');
const correction = place('correction');
const sansResultat = place('sans-resultat');
const suggestions = place('suggestions');

type Ensemble = { moteur: Moteur; cartes: typeof import('./resultats') };
let ensemble: Promise<Ensemble> | undefined;

/** Everything that search needs, fetched once; after a failure, the next attempt fetches again. */
function prepare(): Promise<Ensemble> {
  ensemble ??= Promise.all([
    import('./moteur-de-recherche').then(({ Moteur: Classe }) => Classe.load()),
    import('./resultats'),
  ]).then(([moteur, cartes]) => ({ moteur, cartes }));
  ensemble.catch(() => (ensemble = undefined));
  return ensemble;
}

let minuterieDeLAnnonce = 0;
function announce(texte: string): void {
  clearTimeout(minuterieDeLAnnonce);
  minuterieDeLAnnonce = window.setTimeout(() => (annonce.textContent = texte), ATTENTE_DE_L_ANNONCE_MS);
}

const toAdresse = (filtre: Filtre): string => `/recherche/?${toParams(filtre)}`;

/** The filter without one of its fields. */
function without(filtre: Filtre, champ: keyof Filtre): Filtre {
  if (champ === 'criteres') return { ...filtre, criteres: [] };
  return Object.fromEntries(Object.entries(filtre).filter(([nom]) => nom !== champ)) as unknown as Filtre;
}

const FILTRES: Partial<Record<keyof Filtre, string>> = {
  genre: 'Tous les genres de réponses',
  type: 'Tous les services',
  theme: 'Tous les thèmes',
  age: 'Tous les âges',
  jour: 'N’importe quel jour',
  rayon: 'Plus loin',
  ouvert: 'Même fermé en ce moment',
  criteres: 'Sans les cases cochées',
};

function toSuggestion(texte: string, filtre: Filtre, nombre?: number): HTMLElement {
  const item = document.createElement('li');
  const lien = document.createElement('a');
  lien.href = toAdresse(filtre);
  lien.textContent = nombre === undefined ? texte : `${texte} (${nombre})`;
  item.append(lien);
  return item;
}

/** Filters that, loosened, would leave something; else words near to those that were typed. */
function listSuggestions(moteur: Moteur, trouvaille: Trouvaille, filtre: Filtre): HTMLElement[] {
  const moins = (Object.keys(FILTRES) as (keyof Filtre)[])
    .filter((champ) => (champ === 'criteres' ? filtre.criteres.length > 0 : filtre[champ] !== undefined))
    .map((champ) => ({ champ, nombre: moteur.countWith(trouvaille, without(filtre, champ)) }))
    .filter(({ nombre }) => nombre > 0)
    .map(({ champ, nombre }) => toSuggestion(FILTRES[champ]!, without(filtre, champ), nombre));
  if (moins.length > 0) return moins;
  if (trouvaille.candidats.length > 0) {
    const seuls: Filtre = { ...(filtre.q === undefined ? {} : { q: filtre.q }), criteres: [] };
    return [toSuggestion('Sans aucun filtre', seuls, trouvaille.candidats.length)];
  }
  return moteur.suggest(filtre.q ?? '').map((q) => toSuggestion(q, { ...filtre, q }));
}

function writeCorrection({ requete }: Trouvaille, filtre: Filtre): void {
  correction.hidden = requete.corrigee === undefined;
  if (requete.corrigee === undefined) return;
  place('corrigee').textContent = requete.corrigee;
  place('exacte').setAttribute('href', toAdresse({ ...filtre, q: `"${filtre.q}"` }));
}

function formatTitre(nombre: string, { requete, commune }: Trouvaille, filtre: Filtre): string {
  const mots = requete.corrigee ?? filtre.q?.trim();
  return `${nombre}${mots ? ` pour « ${mots} »` : ''}${commune ? `, près de ${commune.nom}` : ''}`;
}

/** A search that is late does not write over a newer one. */
let dernier = 0;
let minuterieDesComptes = 0;
let minuterieDesCartes = 0;
let minuterieDuDecompte = 0;

/** Words for which there is nothing at all, filters aside: the coordination may learn that they are missing. */
function countIfVaine({ candidats }: Trouvaille, mots: string): void {
  if (candidats.length > 0 || mots === '') return;
  minuterieDuDecompte = window.setTimeout(
    () => void import('./recherche-vaine').then(({ countVaine }) => countVaine(mots)),
    ATTENTE_DU_DECOMPTE_MS,
  );
}

function show(visible: boolean): void {
  reponses.hidden = !visible;
  place('portes').hidden = visible;
}

async function appendCartes(
  { moteur, cartes }: Ensemble,
  trouvaille: Trouvaille,
  de: number,
  a: number,
): Promise<HTMLElement[]> {
  const trouvees = await moteur.readCartes(trouvaille, de, a);
  return trouvees.map(cartes.toResultat);
}

async function run(filtre: Filtre, cause: Cause): Promise<void> {
  const numero = ++dernier;
  const mots = filtre.q?.replaceAll('"', '').trim() ?? '';
  const isVide = mots.length < LETTRES_MIN && isSansFiltre(filtre);
  if (isVide && !ensemble) {
    show(false);
    return;
  }
  reponses.setAttribute('aria-busy', 'true');
  const tout = await prepare();
  const trouvaille = await tout.moteur.search(mots.length < LETTRES_MIN ? without(filtre, 'q') : filtre);
  const elements = isVide
    ? []
    : await appendCartes(tout, trouvaille, 0, cause === 'frappe' ? PREMIERES : PAR_PAGE);
  if (numero !== dernier) return;
  reponses.removeAttribute('aria-busy');
  clearTimeout(minuterieDesComptes);
  minuterieDesComptes = window.setTimeout(
    () => writeComptes(form, tout.moteur.count(trouvaille, filtre)),
    ATTENTE_DES_COMPTES_MS,
  );
  show(!isVide);
  if (isVide) {
    announce('');
    return;
  }
  const nombre = trouvaille.retenus.length;
  titre.textContent = formatTitre(tout.cartes.formatNombre(nombre), trouvaille, filtre);
  liste.replaceChildren(...elements);
  dispatchEvent(new Event('relire'));
  suite.hidden = nombre <= PAR_PAGE;
  suite.onclick = () => void addMore(tout, trouvaille);
  clearTimeout(minuterieDesCartes);
  if (elements.length < Math.min(PAR_PAGE, nombre)) {
    suite.hidden = true;
    minuterieDesCartes = window.setTimeout(() => void complete(tout, trouvaille), PAUSE_MS);
  }
  writeCorrection(trouvaille, filtre);
  sansResultat.hidden = nombre > 0;
  countIfVaine(trouvaille, mots);
  const autres = nombre > 0 ? [] : listSuggestions(tout.moteur, trouvaille, filtre);
  suggestions.replaceChildren(...autres);
  place('autrement').hidden = autres.length === 0;
  announce(titre.textContent);
}

/** The rest of the first page, once the typing is over. */
async function complete(tout: Ensemble, trouvaille: Trouvaille): Promise<void> {
  const numero = dernier;
  const elements = await appendCartes(tout, trouvaille, PREMIERES, PAR_PAGE);
  if (numero !== dernier) return;
  liste.append(...elements);
  dispatchEvent(new Event('relire'));
  suite.hidden = trouvaille.retenus.length <= PAR_PAGE;
}

/** The keyboard goes on from the first of the new results. */
async function addMore(tout: Ensemble, trouvaille: Trouvaille): Promise<void> {
  const numero = dernier;
  const debut = liste.children.length;
  const elements = await appendCartes(tout, trouvaille, debut, debut + PAR_PAGE);
  if (numero !== dernier) return;
  liste.append(...elements);
  dispatchEvent(new Event('relire'));
  suite.hidden = liste.children.length >= trouvaille.retenus.length;
  elements[0]?.querySelector('a')?.focus();
}

function fail(numero: number): void {
  if (numero !== dernier) return;
  reponses.removeAttribute('aria-busy');
  show(true);
  place('portes').hidden = false;
  titre.textContent = 'La recherche n’a pas pu se charger';
  liste.replaceChildren();
  suite.hidden = true;
  correction.hidden = true;
  suggestions.replaceChildren();
  place('autrement').hidden = true;
  sansResultat.hidden = false;
  announce('La recherche n’a pas pu se charger. Vérifiez votre connexion, puis réessayez.');
}

let minuterie = 0;
function schedule(filtre: Filtre, cause: Cause): void {
  clearTimeout(minuterie);
  clearTimeout(minuterieDuDecompte);
  if (cause === 'choix' && (filtre.commune ?? '') !== (readCommuneRetenue().commune ?? ''))
    keepCommune(filtre.commune);
  const start = () => void run(filtre, cause).catch(() => fail(dernier));
  if (cause === 'frappe') minuterie = window.setTimeout(start, ATTENTE_MS);
  else start();
}

const formulaire = watchFiltres(form, schedule, readCommuneRetenue());
// As soon as somebody is about to search, so that the first letters find everything ready.
form.addEventListener('focusin', () => void prepare().catch(() => undefined), { once: true });
document.querySelector('main')!.addEventListener('click', (event) => {
  const lien =
    event.target instanceof Element
      ? event.target.closest<HTMLAnchorElement>('.suggestions a, [data-exacte]')
      : null;
  if (!lien || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  formulaire.goTo(new URL(lien.href).searchParams);
});
