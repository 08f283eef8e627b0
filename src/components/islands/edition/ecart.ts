/** Tells who comes from the printed guide whether what they read there is still right. */
import { describeEcart, readEdition } from '../../../domain/imprime/edition';

const main = document.querySelector<HTMLElement>('main');
const edition = readEdition(location.search);
const empreintes = main?.dataset['empreintes'];

// An entry that is no more answers with the page of errors, which carries none.
if (main && edition && location.pathname.startsWith('/structures/')) {
  const { change, phrase } = describeEcart(edition, empreintes);
  const avis = document.createElement('p');
  avis.className = 'alerte';
  avis.dataset['ton'] = change ? 'alerte' : 'info';
  avis.dataset['edition'] = change ? 'modifiee' : 'exacte';
  // Empty when it enters the page, so that what is put in it is announced.
  avis.setAttribute('role', 'status');
  main.prepend(avis);
  setTimeout(() => avis.append(phrase), 100);
}
