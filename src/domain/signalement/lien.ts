/** The addresses of the two forms, which carry the page one comes from, and the mail that says the same. */
import type { GenreDeSignalement } from './schema';

export const FORMULAIRES = { erreur: '/signaler/', proposition: '/proposer/' } as const;

/** `/signaler/?page=/communes/belmont/`: without script too, the answer knows which page it is about. */
export function toFormulaire(genre: GenreDeSignalement, page: string): string {
  return `${FORMULAIRES[genre]}?page=${page}`;
}

const SUJETS = { erreur: 'Signaler une erreur', proposition: 'Proposer un service' } as const;

/** A mail that only waits for its text, or has it already. */
export function toMailto(
  genre: GenreDeSignalement,
  courriel: string,
  { page, texte }: { page?: string | undefined; texte?: string | undefined } = {},
): string {
  const sujet = `Réseau Infos Familles : ${SUJETS[genre].toLowerCase()}`;
  const corps = [page && `Page concernée : ${page}`, texte].filter(Boolean).join('\n\n');
  const suite = corps === '' ? '' : `&body=${encodeURIComponent(`${corps}\n\n`)}`;
  return `mailto:${courriel}?subject=${encodeURIComponent(sujet)}${suite}`;
}
