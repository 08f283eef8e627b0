/**
 * Counts orientations: how many services of each type professionals gave each month. A total a type and a month is all
 * that is written; who counted, and for whom, is never known.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { toDateInParis } from '../src/domain/date/heure';
import { LISTE_MAX } from '../src/domain/liste/liste';
import { TYPE_SLUGS } from '../src/domain/structure/type';

const orientationSchema = z.strictObject({ types: z.array(z.enum(TYPE_SLUGS)).min(1).max(LISTE_MAX) });
type Orientation = z.infer<typeof orientationSchema>;

/** By month, `2026-12`: how many sheets, and how many services of each type were on them. */
const compteSchema = z.record(
  z.string().regex(/^\d{4}-\d{2}$/),
  z.strictObject({
    fiches: z.int().positive(),
    types: z.partialRecord(z.enum(TYPE_SLUGS), z.int().positive()),
  }),
);
export type Compte = z.infer<typeof compteSchema>;

const CORPS_MAX = 2_048;
const MINUTE = 60_000;
/** A professional gives a few sheets an hour; all of them together, a few a minute. */
const PAR_CONNEXION = 10;
const EN_TOUT = 60;

export interface OptionsDuCompteur {
  fichier: string;
  now?: () => number;
}

function sendErreur(reponse: FastifyReply, code: number, erreur: string, message: string, champs = {}): void {
  reponse.code(code).type('application/json; charset=utf-8').header('Cache-Control', 'no-store');
  reponse.send({ erreur, message, ...champs });
}

export function addOrientation(compte: Compte, mois: string, { types }: Orientation): Compte {
  const avant = compte[mois] ?? { fiches: 0, types: {} };
  const apres = { ...avant.types };
  for (const type of types) apres[type] = (apres[type] ?? 0) + 1;
  return { ...compte, [mois]: { fiches: avant.fiches + 1, types: apres } };
}

async function readCompte(fichier: string): Promise<Compte> {
  try {
    return compteSchema.parse(JSON.parse(await readFile(fichier, 'utf8')));
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw erreur; // never written over: somebody can still repair it
  }
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
  { fichier, now = () => Date.now() }: OptionsDuCompteur,
): void {
  const takePlace = createLimite(now);
  let derniere: Promise<unknown> = Promise.resolve();

  // One after the other: two sheets counted at once must make two.
  const count = (orientation: Orientation): Promise<void> => {
    const ecriture = derniere.then(async () => {
      const mois = toDateInParis(new Date(now())).slice(0, 7);
      const compte = addOrientation(await readCompte(fichier), mois, orientation);
      await mkdir(dirname(fichier), { recursive: true });
      await writeFile(`${fichier}.nouveau`, `${JSON.stringify(compte, null, 2)}\n`);
      await rename(`${fichier}.nouveau`, fichier);
    });
    derniere = ecriture.catch(() => undefined);
    return ecriture;
  };

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
      async (requete, reponse) => {
        const lue = orientationSchema.safeParse(requete.body);
        if (!lue.success) {
          const champs = lue.error.issues.map(({ path }) => path.join('.') || 'types');
          sendErreur(reponse, 422, 'invalide', 'Les types de services ne sont pas ceux attendus.', {
            champs,
          });
          return reponse;
        }
        await count(lue.data);
        return reponse.code(204).header('Cache-Control', 'no-store').send();
      },
    );
    done();
  });
}
