/**
 * A door for what pages count without knowing anybody: `POST` of a small JSON, outside of the atelier. No address is
 * kept, no line is written in a log, and one connection cannot take the room of the others.
 */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';

const CORPS_MAX = 2_048;
const MINUTE = 60_000;
/** A person sends a few a minute; all of them together, a few tens. */
const PAR_CONNEXION = 10;
const EN_TOUT = 60;

export interface Comptage<S extends z.ZodType> {
  url: string;
  schema: S;
  /** What to say of a content that the schema refuses, and the field when the error names none. */
  refus: { message: string; champ: string };
  count: (envoi: z.output<S>) => void;
  now: () => Date;
}

function sendErreur(reponse: FastifyReply, code: number, erreur: string, message: string, champs = {}): void {
  reponse.code(code).type('application/json; charset=utf-8').header('Cache-Control', 'no-store');
  reponse.send({ erreur, message, ...champs });
}

/** A place in a minute for each key. Keys are objects that live as long as a connection: no address is kept. */
function createLimite(now: () => number) {
  const passages = new WeakMap<object, number[]>();
  return (cle: object, max: number): boolean => {
    const recents = (passages.get(cle) ?? []).filter((instant) => instant > now() - MINUTE);
    passages.set(cle, recents);
    if (recents.length >= max) return false;
    recents.push(now());
    return true;
  };
}

/** Adds the route in a context of its own: it alone takes JSON. */
export function serveComptage<S extends z.ZodType>(
  app: FastifyInstance,
  { url, schema, refus, count, now }: Comptage<S>,
): void {
  const takePlace = createLimite(() => now().getTime());
  const ensemble = {};

  app.register((contexte, _options, done) => {
    const parse = contexte.getDefaultJsonParser('error', 'error');
    // Plain text would let any site count through its visitors.
    contexte.removeAllContentTypeParsers();
    contexte.addContentTypeParser('application/json', { parseAs: 'string' }, parse);
    contexte.setErrorHandler((erreur: FastifyError, _requete, reponse) => {
      const { statusCode = 500 } = erreur;
      if (statusCode === 413) sendErreur(reponse, 413, 'trop-gros', 'Cet envoi est trop gros.');
      else if (statusCode === 415)
        sendErreur(reponse, 415, 'pas-du-json', 'Envoyez du JSON (application/json).');
      else if (statusCode === 400)
        sendErreur(reponse, 422, 'invalide', 'Cet envoi n’est pas du JSON lisible.');
      else {
        console.error(erreur);
        sendErreur(reponse, 500, 'panne', 'Le serveur a rencontré un problème : réessayez.');
      }
    });
    contexte.post(
      url,
      {
        bodyLimit: CORPS_MAX,
        onRequest: async (requete, reponse) => {
          if (takePlace(requete.raw.socket, PAR_CONNEXION) && takePlace(ensemble, EN_TOUT)) return;
          reponse.header('Retry-After', '60');
          sendErreur(reponse, 429, 'trop-souvent', 'Trop d’envois : réessayez dans une minute.');
        },
      },
      (requete, reponse) => {
        const lue = schema.safeParse(requete.body);
        if (!lue.success) {
          const champs = lue.error.issues.map(({ path }) => path.join('.') || refus.champ);
          sendErreur(reponse, 422, 'invalide', refus.message, { champs });
          return reponse;
        }
        count(lue.data);
        return reponse.code(204).header('Cache-Control', 'no-store').send();
      },
    );
    done();
  });
}
