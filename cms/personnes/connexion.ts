/**
 * Login by a link received by e-mail, without password. Tokens, sessions and cookies are made and checked by
 * better-auth; nothing of that is ours.
 */
import type { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { Courriels } from '../courriels/courriels';
import { describeAppareil } from './appareil';
import { ACCUEIL, toDestination } from './destination';
import type { Personne, Registre } from './personnes';

const MINUTE = 60;
const JOUR = 24 * 60 * MINUTE;
const DUREE_DU_LIEN = 15 * MINUTE;
const DUREE_DE_SESSION = 30 * JOUR;
/** Answers leave before an address is looked for; the search then waits a little, so that nothing tells when it ran. */
const ATTENTE_MAX = 50;

export interface OptionsDeConnexion {
  base: DatabaseSync;
  registre: Registre;
  courriels: Courriels;
  /** Public address of the site. */
  adresse: string;
  secret: string;
  /** Name of the site, as mails say it. */
  nomDuSite: () => string;
}

export interface SessionOuverte {
  id: string;
  appareil: string;
  ouverteLe: Date;
  /** The last day it was used. */
  vueLe: Date;
  isCourante: boolean;
}

/** What a request’s cookie opens, and the cookies to hand back (a session that is used gets longer). */
export interface Reconnue {
  personne: Personne | undefined;
  session: string | undefined;
  cookies: string[];
}

export interface Connexion {
  /** Sends a link if the address is that of somebody. Returns at once, the same whoever it is. */
  requestLien(courriel: string, vers: string): void;
  /** Waits for the links that were asked for. */
  settle(): Promise<void>;
  /** Opens a session, in place of the one of this request if it had one; nothing when the link is worth nothing. */
  consume(
    jeton: string,
    cookie: string | undefined,
    userAgent: string | undefined,
  ): Promise<string[] | undefined>;
  recognize(cookie: string | undefined): Promise<Reconnue>;
  /** Closes the session of this request. */
  close(cookie: string | undefined): Promise<string[]>;
  listSessions(personne: string, courante: string | undefined): SessionOuverte[];
  revoke(personne: string, session: string): boolean;
  revokeAll(personne: string): number;
}

function writeLien(nom: string, site: string, url: string): string {
  return `Bonjour ${nom},

Pour entrer dans l’atelier de ${site}, ouvrez cette page et appuyez sur le bouton « Entrer » :

${url}

Ce lien marche une seule fois, pendant quinze minutes.

Si vous n’avez rien demandé, ne faites rien : personne n’entre sans ce lien.`;
}

export function createConnexion(options: OptionsDeConnexion): Connexion {
  const { base, registre, courriels, adresse, secret, nomDuSite } = options;
  const auth = betterAuth({
    baseURL: adresse,
    secret,
    // No transaction of its own: it would stay open while others write through the same connection.
    database: { dialect: new NodeSqliteDialect({ database: base }), type: 'sqlite', transaction: false },
    user: {
      modelName: 'personne',
      fields: { name: 'nom', email: 'courriel' },
      // Written by `personnes.ts` alone.
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        organisme: { type: 'string', required: false, input: false },
      },
    },
    session: {
      modelName: 'session',
      expiresIn: DUREE_DE_SESSION,
      updateAge: JOUR,
    },
    account: { modelName: 'compte' },
    verification: { modelName: 'lien' },
    emailAndPassword: { enabled: false },
    advanced: {
      cookiePrefix: 'atelier',
      useSecureCookies: adresse.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    logger: { disabled: true }, // It would write addresses.
    telemetry: { enabled: false },
    plugins: [
      magicLink({
        expiresIn: DUREE_DU_LIEN,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink({ email, token, metadata }) {
          const personne = registre.findByCourriel(email);
          if (!personne) return;
          const url = new URL('/espace/connexion/lien/', adresse);
          url.searchParams.set('jeton', token);
          const vers = toDestination(metadata?.vers);
          if (vers !== ACCUEIL) url.searchParams.set('vers', vers);
          courriels.send({
            a: personne.courriel,
            sujet: `Votre lien pour entrer dans l’atelier (${nomDuSite()})`,
            texte: writeLien(personne.nom, nomDuSite(), url.href),
            ephemere: DUREE_DU_LIEN * 1_000,
          });
        },
      }),
    ],
  });

  const demandes = new Set<Promise<void>>();
  const deleteSession = base.prepare('delete from session where id = ? and userId = ?');
  const deleteSessions = base.prepare('delete from session where userId = ?');
  const deletePerimees = base.prepare('delete from session where expiresAt < ?');
  const deleteLiensPerimes = base.prepare('delete from lien where expiresAt < ?');
  const selectSessions = base.prepare(
    'select id, userAgent, createdAt, updatedAt from session where userId = ? and expiresAt > ? order by updatedAt desc, createdAt desc',
  );

  const headersOf = (cookie: string | undefined, appareil?: string) => {
    const headers = new Headers();
    if (cookie) headers.set('cookie', cookie);
    if (appareil !== undefined) headers.set('user-agent', appareil);
    return headers;
  };

  async function sendLien(courriel: string, vers: string): Promise<void> {
    await new Promise((suite) => setTimeout(suite, Math.random() * ATTENTE_MAX));
    const personne = registre.findByCourriel(courriel);
    // Nothing is written of an address that is nobody’s.
    if (!personne) return;
    deleteLiensPerimes.run(new Date().toISOString());
    await auth.api.signInMagicLink({
      body: { email: personne.courriel, metadata: { vers } },
      headers: headersOf(undefined),
    });
  }

  async function recognize(cookie: string | undefined): Promise<Reconnue> {
    if (!cookie?.includes('atelier.session_token='))
      return { personne: undefined, session: undefined, cookies: [] };
    const read = (query: { disableRefresh?: boolean }) =>
      auth.api.getSession({ headers: headersOf(cookie), query, returnHeaders: true });
    // Where nothing can be written, a session that would get longer is read as it is.
    const { headers, response } = await read({}).catch(() => read({ disableRefresh: true }));
    return {
      personne: response ? registre.find(response.user.id) : undefined,
      session: response?.session.id,
      cookies: headers.getSetCookie(),
    };
  }

  return {
    requestLien(courriel, vers) {
      const demande = sendLien(courriel, vers)
        .catch((erreur: unknown) => console.error(erreur))
        .finally(() => demandes.delete(demande));
      demandes.add(demande);
    },
    async settle() {
      await Promise.all(demandes);
    },
    async consume(jeton, cookie, userAgent) {
      const avant = await recognize(cookie);
      // A link that is worth nothing is answered by a redirection, which this call throws.
      const ouverte = await auth.api
        .magicLinkVerify({
          query: { token: jeton },
          headers: headersOf(undefined, describeAppareil(userAgent)),
          returnHeaders: true,
        })
        .catch((erreur: unknown) => {
          if ((erreur as { statusCode?: number }).statusCode === 302) return undefined;
          throw erreur;
        });
      if (!ouverte) return undefined;
      if (avant.personne && avant.session !== undefined) deleteSession.run(avant.session, avant.personne.id);
      deletePerimees.run(new Date().toISOString());
      return ouverte.headers.getSetCookie();
    },
    recognize,
    async close(cookie) {
      const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true });
      return headers.getSetCookie();
    },
    listSessions: (personne, courante) =>
      (
        selectSessions.all(personne, new Date().toISOString()) as {
          id: string;
          userAgent: string | null;
          createdAt: string;
          updatedAt: string;
        }[]
      ).map(({ id, userAgent, createdAt, updatedAt }) => ({
        id,
        appareil: userAgent ?? describeAppareil(undefined),
        ouverteLe: new Date(createdAt),
        vueLe: new Date(updatedAt),
        isCourante: id === courante,
      })),
    revoke: (personne, session) => deleteSession.run(session, personne).changes === 1,
    revokeAll: (personne) => Number(deleteSessions.run(personne).changes),
  };
}
