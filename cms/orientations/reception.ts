/** Receives what a sheet for a family counts, from anybody: types of services, and nothing else. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { LISTE_MAX } from '../../src/domain/liste/liste';
import { TYPE_SLUGS } from '../../src/domain/structure/type';
import type { Orientations } from './compte';

const orientationSchema = z.strictObject({ types: z.array(z.enum(TYPE_SLUGS)).min(1).max(LISTE_MAX) });

const CORPS_MAX = 2_048;
const MINUTE = 60_000;
/** A professional gives a few sheets an hour; all of them together, a few a minute. */
const PAR_CONNEXION = 10;
const EN_TOUT = 60;

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

/** Adds `POST /api/orientations` to a server, in a context of its own: it alone takes JSON. */
export function serveOrientations(
  app: FastifyInstance,
  { orientations, now }: { orientations: Orientations; now: () => Date },
): void {
  const takePlace = createLimite(() => now().getTime());

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
      '/api/orientations',
      {
        bodyLimit: CORPS_MAX,
        onRequest: async (requete, reponse) => {
          if (takePlace(requete.raw.socket, PAR_CONNEXION) && takePlace(app, EN_TOUT)) return;
          reponse.header('Retry-After', '60');
          sendErreur(reponse, 429, 'trop-souvent', 'Trop d’envois : réessayez dans une minute.');
        },
      },
      (requete, reponse) => {
        const lue = orientationSchema.safeParse(requete.body);
        if (!lue.success) {
          const champs = lue.error.issues.map(({ path }) => path.join('.') || 'types');
          sendErreur(reponse, 422, 'invalide', 'Les types de services ne sont pas ceux attendus.', {
            champs,
          });
          return reponse;
        }
        orientations.countFiche(lue.data.types);
        return reponse.code(204).header('Cache-Control', 'no-store').send();
      },
    );
    done();
  });
}
