/** Tells our server, where there is one, the words of a search that found nothing. What looks personal stays here. */
import { toRechercheVaine } from '../../domain/recherche/vaine';

interface Sante {
  recherches?: boolean;
}

let present: Promise<boolean> | undefined;
const dites = new Set<string>();

async function hasServeur(): Promise<boolean> {
  try {
    const reponse = await fetch('/sante');
    return reponse.ok && ((await reponse.json()) as Sante).recherches === true;
  } catch {
    return false; // a host of plain pages, or no network
  }
}

export async function countVaine(texte: string): Promise<void> {
  const mots = toRechercheVaine(texte);
  if (mots === undefined || dites.has(mots)) return;
  dites.add(mots);
  if (!(await (present ??= hasServeur()))) return;
  // Nothing of it is shown, and nothing is lost if it fails.
  await fetch('/api/recherches', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mots }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).catch(() => undefined);
}
