/**
 * What every request of the atelier goes through: it comes from this site, somebody is recognised or not, and nothing
 * answers a stranger unless its route says that it is public.
 */
import fastifyFormbody from '@fastify/formbody';
import fastifyRateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ErreurHttp } from '../erreur-http';
import type { SendPage } from '../interface/rendu';
import type { Connexion } from '../personnes/connexion';
import type { PropsDeConnexion } from '../personnes/connexion-routes';
import { type Action, type Cible, type Qui, VISITEUR, decide } from '../personnes/droits';
import type { Personne, Registre } from '../personnes/personnes';
import { toDestination } from '../personnes/destination';
import { answerErreurs, isPourQuelquUn } from './erreurs';
import { isDUnAutreSite } from './origine';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever is logged in. */
    personne: Personne | undefined;
    /** What rights are decided from. */
    qui: Qui;
    /** Name of the session that the cookie opens. */
    session: string | undefined;
  }
  interface FastifyContextConfig {
    /** Without it, a route answers 401 to whoever is not logged in. */
    acces?: 'public';
  }
}

/** A form of the atelier holds a few sentences; a route that takes more says so. */
const CORPS_MAX = 256 * 1024;

export interface OptionsDAcces {
  adresse: string;
  registre: Registre;
  connexion: Connexion;
  sendPage: SendPage;
}

/** Throws 401 to a stranger, 403 to somebody whose business it is not. */
export function requireDroit({ qui }: FastifyRequest, action: Action, cible?: Cible): void {
  const decision = decide(qui, action, cible);
  if (decision === 'connexion') throw refuseSansConnexion();
  if (decision === 'refus')
    throw new ErreurHttp(
      403,
      'refuse',
      cible ? 'Cette fiche n’est pas de celles que vous tenez.' : 'Cela n’est pas ouvert à votre compte.',
    );
}

function refuseSansConnexion(): ErreurHttp {
  return new ErreurHttp(401, 'connexion', 'Connectez-vous pour continuer.');
}

/** Whoever is logged in; throws 401 when nobody is. */
export function requirePersonne({ personne }: FastifyRequest): Personne {
  if (!personne) throw refuseSansConnexion();
  return personne;
}

/** Limits how often something is done: throws 429, with the seconds to wait. `cle` is the connection’s address by default. */
export function createLimite(
  app: FastifyInstance,
  { max, minutes, cle }: { max: number; minutes: number; cle?: (requete: FastifyRequest) => string },
): (requete: FastifyRequest) => Promise<void> {
  const options: CreateRateLimitOptions = { max, timeWindow: minutes * 60_000 };
  const check = app.createRateLimit(cle ? { ...options, keyGenerator: cle } : options);
  return async (requete) => {
    const passage = await check(requete);
    if (passage.isAllowed || !passage.isExceeded) return;
    const attente = Math.max(1, passage.ttlInSeconds);
    const duree = attente < 90 ? 'une minute' : `${Math.ceil(attente / 60)} minutes`;
    throw new ErreurHttp(429, 'trop-souvent', `Trop d’essais : recommencez dans ${duree}.`, { attente });
  };
}

/**
 * Adds routes to the server behind these checks. They have a context of their own: the static site knows nothing of it.
 */
export function serveDerriereAcces(
  app: FastifyInstance,
  { adresse, registre, connexion, sendPage }: OptionsDAcces,
  addRoutes: (contexte: FastifyInstance) => void,
): void {
  app.register(async (contexte) => {
    // Plain text would let a form of another site write.
    contexte.removeContentTypeParser('text/plain');
    await contexte.register(fastifyFormbody, { bodyLimit: CORPS_MAX });
    await contexte.register(fastifyRateLimit, { global: false, ipv6Subnet: 64 });
    contexte.decorateRequest('personne', undefined);
    contexte.decorateRequest('session', undefined);
    contexte.decorateRequest('qui');
    answerErreurs(contexte, sendPage);

    contexte.addHook('onRequest', async (requete, reponse) => {
      requete.qui = VISITEUR;
      reponse.header('Cache-Control', 'no-store');
      const { personne, session, cookies } = await connexion.recognize(requete.headers.cookie);
      for (const cookie of cookies) reponse.header('Set-Cookie', cookie);
      if (personne) {
        requete.personne = personne;
        requete.session = session;
        requete.qui = registre.toQui(personne);
      }
      if (isDUnAutreSite(requete, adresse))
        throw new ErreurHttp(403, 'autre-site', 'Cet envoi vient d’un autre site : il est refusé.');
      if (personne || requete.routeOptions.config.acces === 'public') return;
      if (requete.method !== 'GET' || !isPourQuelquUn(requete)) throw refuseSansConnexion();
      // A page that somebody wanted to open: they log in there, and go on.
      const props: PropsDeConnexion = { vers: toDestination(requete.url) };
      await sendPage(reponse, '/espace/connexion/', props, 401);
    });
    addRoutes(contexte);
  });
}
