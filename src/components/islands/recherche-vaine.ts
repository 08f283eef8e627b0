/** Tells our server, where there is one, the words of a search that found nothing. What looks personal stays here. */
import { toRechercheVaine } from '../../domain/recherche/vaine';
import { type Sante, readSante } from './sante';

let sante: Promise<Sante | undefined> | undefined;
const dites = new Set<string>();

export async function countVaine(texte: string): Promise<void> {
  const mots = toRechercheVaine(texte);
  if (mots === undefined || dites.has(mots)) return;
  dites.add(mots);
  if (!(await (sante ??= readSante()))?.recherches) return;
  // Nothing of it is shown, and nothing is lost if it fails.
  await fetch('/api/recherches', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mots }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).catch(() => undefined);
}
