/** The page « Mes enfants »: what the device keeps of them, and the form that adds one. */
import { toDateInParis } from '../../../domain/date/heure';
import { formatDatePartielle } from '../../../domain/date/format';
import {
  CLE_DES_ENFANTS,
  CLE_DES_ENFANTS_ECARTEE,
  ENFANTS_MAX,
  type Enfant,
  type Niveau,
  agesOf,
  formatAgeOf,
  isNaissancePossible,
  nameOf,
  parseEnfants,
  writeEnfants,
} from '../../../domain/enfant/enfant';
import { isAppareilAccessible, readAppareil, removeAppareil, writeAppareil } from '../appareil';
import { EFFACE } from '../tout-effacer';

const page = document.querySelector<HTMLElement>('[data-mes-enfants]')!;
const find = (quoi: string) => page.querySelector<HTMLElement>(`[data-${quoi}]`)!;
const form = find('ajout') as HTMLFormElement;
const modele = page.querySelector<HTMLTemplateElement>('template')!;
const field = (nom: string) => form.elements.namedItem(nom) as HTMLSelectElement;
const ANNEES_D_ENFANCE = 18;
let isGarde = isAppareilAccessible();

const today = () => toDateInParis(new Date());
const readEnfants = () => parseEnfants(readAppareil(CLE_DES_ENFANTS));

function write(enfants: readonly Enfant[]): void {
  const { ecarte } = readEnfants();
  if (ecarte !== undefined) writeAppareil(CLE_DES_ENFANTS_ECARTEE, ecarte);
  isGarde = writeAppareil(CLE_DES_ENFANTS, writeEnfants(enfants));
  show();
}

/** The page of the site for that age. */
function pageOfAge(enfant: Enfant): { titre: string; href: string } {
  const { deMois } = agesOf(enfant, today());
  if (deMois < 0) return { titre: 'Pendant la grossesse', href: '/ages/grossesse/' };
  const annees = Math.min(17, Math.floor(deMois / 12));
  return { titre: 'Ce qui existe à cet âge', href: `/ages/${annees}/` };
}

function showEnfant(enfant: Enfant, rang: number): Node {
  const element = modele.content.firstElementChild!.cloneNode(true) as HTMLElement;
  const nom = nameOf(enfant, rang);
  element.querySelector('[data-nom]')!.textContent = `${nom} (${formatAgeOf(enfant, today())})`;
  const { titre, href } = pageOfAge(enfant);
  const lien = element.querySelector<HTMLAnchorElement>('[data-lien]')!;
  lien.href = href;
  lien.textContent = titre;
  element.querySelector('[data-sur]')!.textContent = nom;
  element.querySelector('button')!.addEventListener('click', () => {
    write(readEnfants().enfants.filter((_, autre) => autre !== rang));
    find('message').textContent = `${nom} : retiré.`;
    find('titre').focus();
  });
  return element;
}

function show(): void {
  const { enfants } = readEnfants();
  const ecarte = readEnfants().ecarte ?? readAppareil(CLE_DES_ENFANTS_ECARTEE);
  find('refus').hidden = isGarde;
  find('ecarte').hidden = ecarte === null;
  find('ecarte-texte').textContent = ecarte;
  find('titre').textContent = enfants.length > 1 ? 'Vos enfants' : 'Votre enfant';
  find('aucun').hidden = enfants.length > 0;
  find('enfants').replaceChildren(...enfants.map(showEnfant));
}

/** A pregnancy ends this year or the next; a child was born in one of the last eighteen years. */
function showForm(): void {
  const isGrossesse = new FormData(form).get('sorte') === 'grossesse';
  const annee = Number(today().slice(0, 4));
  const annees = isGrossesse
    ? [annee, annee + 1]
    : Array.from({ length: ANNEES_D_ENFANCE + 1 }, (_, age) => annee - age);
  field('annee').replaceChildren(new Option('–', ''), ...annees.map((each) => new Option(String(each))));
  field('mois').required = isGrossesse;
  find('legende').textContent = isGrossesse ? 'Naissance prévue' : 'Naissance';
  find('mois-libelle').textContent = isGrossesse ? 'Mois' : 'Mois (facultatif)';
  find('si-enfant').hidden = isGrossesse;
  find('erreur').textContent = '';
}

form.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === 'sorte') showForm();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const text = (nom: string) => (data.get(nom) as string).trim();
  const isGrossesse = text('sorte') === 'grossesse';
  const enfant: Enfant = {
    naissance: [text('annee'), text('mois')].filter(Boolean).join('-'),
    ...(isGrossesse ? { grossesse: true } : {}),
    ...(text('niveau') && !isGrossesse ? { niveau: text('niveau') as Niveau } : {}),
    ...(text('surnom') ? { surnom: text('surnom') } : {}),
  };
  const { enfants } = readEnfants();
  if (!isNaissancePossible(enfant, today())) {
    find('erreur').textContent = isGrossesse
      ? 'Vérifiez le mois : une naissance prévue est dans les neuf mois qui viennent.'
      : `Vérifiez le mois : ${formatDatePartielle(enfant.naissance)} n’est pas encore passé.`;
    field('mois').focus();
    return;
  }
  if (enfants.length >= ENFANTS_MAX) {
    find('erreur').textContent = `On peut en retenir ${ENFANTS_MAX} : retirez-en un.`;
    return;
  }
  write([...enfants, enfant]);
  form.reset();
  showForm();
  find('message').textContent = `${nameOf(enfant, enfants.length)} : ajouté, sur cet appareil seulement.`;
  find('titre').focus();
});
find('ecarte-effacer').addEventListener('click', () => {
  write(readEnfants().enfants);
  removeAppareil(CLE_DES_ENFANTS_ECARTEE);
  show();
  find('message').textContent = 'Ce reste est effacé.';
  find('titre').focus();
});
document.addEventListener(EFFACE, () => {
  find('message').textContent = '';
  show();
});

page.hidden = false;
showForm();
show();
