/** `/espace/connexion/`: asking for a link, opening it, leaving. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { createLimite } from '../acces/acces';
import { readCorps } from '../acces/corps';
import { isPourQuelquUn } from '../acces/erreurs';
import type { Atelier } from '../atelier';
import { ErreurHttp } from '../erreur-http';
import { readCourriel } from '../reglages';
import { ACCUEIL, toDestination } from './destination';

/** What the page `/espace/connexion/` is given. */
export interface PropsDeConnexion {
  vers: string;
  /** What was typed and is not an address. */
  courriel?: string;
  erreur?: string;
  /** Why one is asked to log in. */
  message?: string;
}
/** What the page `/espace/connexion/lien/` is given. */
export interface PropsDuLien {
  jeton: string;
  vers: string;
}

const QUART_D_HEURE = 15;
/** A person asks once or twice; a whole town hall behind one address, a few times. */
const PAR_COURRIEL = 5;
const PAR_ADRESSE = 30;
/** Longer than any token of the library. */
const JETON_MAX = 200;

const demandeSchema = z.object({ courriel: z.string().max(500), vers: z.string().optional() });
const lienSchema = z.object({ jeton: z.string().min(1).max(JETON_MAX), vers: z.string().optional() });

function setCookies(reponse: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reponse.header('Set-Cookie', cookie);
}

export function serveConnexion(app: FastifyInstance, { connexion, sendPage }: Atelier): void {
  const config = { acces: 'public' } as const;
  const limitAdresse = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });
  const limitCourriel = createLimite(app, {
    max: PAR_COURRIEL,
    minutes: QUART_D_HEURE,
    cle: ({ body }) => readCourriel(demandeSchema.parse(body).courriel) ?? '',
  });
  const limitLiens = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });

  // What people type.
  app.get('/espace', { config }, (_requete, reponse) => reponse.redirect(ACCUEIL, 301));

  app.get('/espace/connexion/', { config }, async (requete, reponse) => {
    const vers = toDestination((requete.query as { vers?: unknown }).vers);
    if (requete.personne) return reponse.redirect(vers, 303);
    return sendPage(reponse, '/espace/connexion/', { vers } satisfies PropsDeConnexion);
  });

  app.post('/espace/connexion/', { config }, async (requete, reponse) => {
    await limitAdresse(requete);
    const demande = readCorps(demandeSchema, requete.body);
    const vers = toDestination(demande.vers);
    const courriel = readCourriel(demande.courriel);
    if (courriel === undefined) {
      const erreur = 'Écrivez votre adresse électronique entière, par exemple prenom.nom@exemple.fr.';
      const props: PropsDeConnexion = { vers, courriel: demande.courriel, erreur };
      return sendPage(reponse, '/espace/connexion/', props, 422);
    }
    await limitCourriel(requete);
    connexion.requestLien(courriel, vers);
    return sendPage(reponse, '/espace/connexion/envoyee/', {});
  });

  // Mail scanners open links: only the button spends it.
  app.get('/espace/connexion/lien/', { config }, async (requete, reponse) => {
    const { jeton, vers } = requete.query as { jeton?: unknown; vers?: unknown };
    if (typeof jeton !== 'string' || jeton === '' || jeton.length > JETON_MAX)
      return reponse.redirect(ACCUEIL, 303);
    const props: PropsDuLien = { jeton, vers: toDestination(vers) };
    return sendPage(reponse, '/espace/connexion/lien/', props);
  });

  app.post('/espace/connexion/lien/', { config }, async (requete, reponse) => {
    await limitLiens(requete);
    const { jeton, vers } = readCorps(lienSchema, requete.body);
    const cookies = await connexion.consume(jeton, requete.headers.cookie, requete.headers['user-agent']);
    if (!cookies) {
      const message =
        'Ce lien a déjà servi, ou date de plus de quinze minutes. Demandez-en un autre : il arrive tout de suite.';
      if (!isPourQuelquUn(requete)) throw new ErreurHttp(401, 'lien-perime', message);
      const props: PropsDeConnexion = { vers: toDestination(vers), message };
      return sendPage(reponse, '/espace/connexion/', props, 401);
    }
    setCookies(reponse.removeHeader('Set-Cookie'), cookies);
    return reponse.redirect(toDestination(vers), 303);
  });

  app.post('/espace/deconnexion/', async (requete, reponse) => {
    setCookies(reponse.removeHeader('Set-Cookie'), await connexion.close(requete.headers.cookie));
    return reponse.redirect('/espace/connexion/', 303);
  });
}
