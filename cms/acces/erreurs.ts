/** How a refusal is told: JSON to programs, a page in French to people. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formatErreur } from '../../src/domain/contenu/erreur';
import { isBasePleine } from '../base/base';
import { ConflitDEcriture, ConflitDeChamps, FicheInvalide, VersionAbsente } from '../depot/erreurs';
import { isDisquePlein } from '../depot/git';
import { ErreurHttp } from '../erreur-http';
import type { SendPage } from '../interface/rendu';

/** What the page `/espace/erreur/` is given. */
export interface PropsDErreur {
  titre: string;
  message: string;
  statut: number;
  /** Where to log in without losing what was typed on the page before. */
  isSessionFinie: boolean;
}

const TITRES: Readonly<Record<number, string>> = {
  401: 'Connectez-vous pour continuer',
  403: 'Cette page ne vous est pas ouverte',
  404: 'Introuvable',
  409: 'Quelqu’un est passé avant vous',
  413: 'Cet envoi est trop gros',
  422: 'Il y a quelque chose à corriger',
  429: 'Un peu de patience',
  507: 'Le serveur n’a plus de place',
};

/** What Fastify itself refuses: a body that cannot be read, that is too large, of an unknown kind. */
function ofFastify({ statusCode = 500 }: FastifyError): ErreurHttp {
  if (statusCode === 413) return new ErreurHttp(413, 'trop-gros', 'Cet envoi est trop gros.');
  if (statusCode === 415)
    return new ErreurHttp(415, 'format-inconnu', 'Envoyez du JSON (application/json) ou un formulaire.');
  if (statusCode === 404) return new ErreurHttp(404, 'introuvable', 'Cette page n’existe pas.');
  if (statusCode < 500) return new ErreurHttp(422, 'invalide', 'Cet envoi n’est pas lisible.');
  return new ErreurHttp(500, 'panne', 'Le serveur a rencontré un problème : réessayez.');
}

/** What is told while nothing more can be written on the machine. */
export const PLUS_DE_PLACE =
  'Le serveur n’a plus de place : rien n’a été enregistré. Gardez votre texte, prévenez la coordination, puis recommencez.';

/** Every error as a refusal; what the store refuses keeps what the person needs to go on. */
export function toErreurHttp(erreur: unknown): ErreurHttp {
  if (erreur instanceof ErreurHttp) return erreur;
  if (erreur instanceof ConflitDEcriture)
    return new ErreurHttp(409, 'ecrit-avant-vous', erreur.message, { actuel: erreur.actuel });
  if (erreur instanceof ConflitDeChamps)
    return new ErreurHttp(409, 'conflit', erreur.message, { champs: erreur.champs });
  if (erreur instanceof FicheInvalide)
    return new ErreurHttp(422, 'invalide', erreur.erreurs.map(formatErreur).join('\n'), {
      erreurs: erreur.erreurs,
    });
  if (erreur instanceof VersionAbsente) return new ErreurHttp(404, 'version-absente', erreur.message);
  if (isDisquePlein(erreur) || isBasePleine(erreur))
    return new ErreurHttp(507, 'plus-de-place', PLUS_DE_PLACE);
  return ofFastify(erreur as FastifyError);
}

export function isPourQuelquUn({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

const escapeHtml = (texte: string) => texte.replace(/[&<>"']/g, (signe) => `&#${signe.charCodeAt(0)};`);

/** When even the page of errors cannot be rendered. */
function sendPageNue(reponse: FastifyReply, { titre, message, statut }: PropsDErreur): FastifyReply {
  return reponse
    .code(statut)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(titre)}</title><h1>${escapeHtml(titre)}</h1><p>${escapeHtml(message)}</p><p><a href="/espace/">Revenir à l’atelier</a></p></html>`,
    );
}

/** Answers every error of these routes. */
export function answerErreurs(app: FastifyInstance, sendPage: SendPage): void {
  app.setErrorHandler(async (erreur: FastifyError, requete, reponse) => {
    const { statut, erreur: nom, message, details } = toErreurHttp(erreur);
    if (statut >= 500) console.error(erreur);
    reponse.header('Cache-Control', 'no-store').removeHeader('Content-Encoding');
    if (typeof details.attente === 'number') reponse.header('Retry-After', String(details.attente));
    if (!isPourQuelquUn(requete)) return reponse.code(statut).send({ erreur: nom, message, ...details });
    const titre = TITRES[statut] ?? 'Le serveur a rencontré un problème';
    const props: PropsDErreur = { titre, message, statut, isSessionFinie: statut === 401 };
    return sendPage(reponse, '/espace/erreur/', props, statut).catch((panne: unknown) => {
      console.error(panne);
      return sendPageNue(reponse, props);
    });
  });
}
