/**
 * `POST /api/signalements`: a report or a proposal, from anybody. It goes to the base, never to the store, and no mail
 * leaves: the address that comes with it is anybody’s.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toDateInParis } from '../../src/domain/date/heure';
import { FORMULAIRES } from '../../src/domain/signalement/lien';
import { isPage } from '../../src/domain/signalement/page';
import { type GenreDeSignalement, signalementSchema } from '../../src/domain/signalement/schema';
import { createLimite } from '../acces/acces';
import { isPourQuelquUn, toErreurHttp } from '../acces/erreurs';
import { networkOf } from '../acces/reseau';
import type { Atelier } from '../atelier';
import { ErreurHttp } from '../erreur-http';
import type { Signalements } from './registre';

/** Two thousand characters, each written as twelve in a form. */
const CORPS_MAX = 32 * 1024;
const QUART_D_HEURE = 15;
const JOUR = 24 * 60;
/** A library or a school has one address for all its visitors. */
const PAR_ADRESSE = 10;
/** Whoever has a whole network at hand does not use up the share of others. */
export const PAR_RESEAU = 30;
const PAR_RESEAU_ET_PAR_JOUR = 150;
/** What the server can bear; it takes twenty networks at once to come near it. */
const EN_TOUT = 600;

/** What the page `/signaler/reprise/` is given: what was typed is never lost. */
export interface PropsDeReprise {
  genre: GenreDeSignalement;
  aujourdhui: string;
  message: string;
  valeurs: Readonly<Record<string, string>>;
  erreurs: Readonly<Record<string, string>>;
}

/** What the page `/signaler/merci/` is given. */
export interface PropsDeMerci {
  aujourdhui: string;
  page: string | undefined;
}

/** Without script, the page one comes from is in the address of the form, which the browser tells to this site. */
export function readPageDuReferer(referer: string | undefined): string {
  if (referer === undefined || !URL.canParse(referer)) return '';
  const { pathname, searchParams } = new URL(referer);
  const page = searchParams.get('page') ?? '';
  return (Object.values(FORMULAIRES) as string[]).includes(pathname) && isPage(page) ? page : '';
}

/** What was sent, with the page found where it is. */
function readEnvoi({ body, headers }: FastifyRequest): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ErreurHttp(422, 'invalide', 'Cet envoi n’est pas lisible.');
  const envoi = { ...body } as Record<string, unknown>;
  return envoi.page ? envoi : { ...envoi, page: readPageDuReferer(headers.referer) };
}

function listErreurs(envoi: unknown): Record<string, string> {
  const { error } = signalementSchema.safeParse(envoi);
  // The first of each field: one thing to correct at a time.
  const phrases = (error?.issues ?? []).map(({ path, message }) => [
    String(path[0] ?? 'formulaire'),
    message,
  ]);
  return Object.fromEntries(phrases.reverse()) as Record<string, string>;
}

function listTextes(envoi: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(envoi).filter((champ): champ is [string, string] => typeof champ[1] === 'string'),
  );
}

export function serveReception(
  app: FastifyInstance,
  { sendPage, now }: Pick<Atelier, 'sendPage' | 'now'>,
  signalements: Signalements,
): void {
  const config = { acces: 'public' } as const;
  const limitAdresse = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });
  const reseau = ({ ip }: FastifyRequest) => networkOf(ip);
  const limitReseau = createLimite(app, { max: PAR_RESEAU, minutes: QUART_D_HEURE, cle: reseau });
  const limitJournee = createLimite(app, { max: PAR_RESEAU_ET_PAR_JOUR, minutes: JOUR, cle: reseau });
  const limitTout = createLimite(app, { max: EN_TOUT, minutes: QUART_D_HEURE, cle: () => 'tout' });
  const aujourdhui = () => toDateInParis(now());

  /** A person finds the form again, with what they had typed. */
  function sendReprise(reponse: FastifyReply, envoi: Record<string, unknown>, erreur: ErreurHttp) {
    const { champs = {} } = erreur.details as { champs?: Record<string, string> };
    const props: PropsDeReprise = {
      genre: envoi.genre === 'proposition' ? 'proposition' : 'erreur',
      aujourdhui: aujourdhui(),
      message: erreur.message,
      valeurs: listTextes(envoi),
      erreurs: champs,
    };
    if (typeof erreur.details.attente === 'number')
      reponse.header('Retry-After', String(erreur.details.attente));
    return sendPage(reponse, '/signaler/reprise/', props, erreur.statut);
  }

  async function receive(requete: FastifyRequest, envoi: Record<string, unknown>): Promise<void> {
    await limitAdresse(requete);
    const lu = signalementSchema.safeParse(envoi);
    if (!lu.success)
      throw new ErreurHttp(422, 'invalide', 'Il y a quelque chose à corriger.', {
        champs: listErreurs(envoi),
      });
    // In this order: what one network sends too often does not count for all.
    for (const limit of [limitReseau, limitJournee, limitTout]) await limit(requete);
    signalements.add(lu.data);
  }

  app.post('/api/signalements', { config, bodyLimit: CORPS_MAX }, async (requete, reponse) => {
    const isHumain = isPourQuelquUn(requete);
    const envoi = readEnvoi(requete);
    try {
      await receive(requete, envoi);
    } catch (erreur) {
      const refus = toErreurHttp(erreur);
      if (!isHumain || refus.statut === 500) throw erreur;
      if (refus.statut > 500) console.error(erreur);
      return sendReprise(reponse, envoi, refus);
    }
    if (!isHumain) return reponse.code(201).send({ message: 'Merci, c’est reçu.' });
    // Another address, so that reading the page again sends nothing again.
    const page = typeof envoi.page === 'string' && isPage(envoi.page) ? `?page=${envoi.page}` : '';
    return reponse.redirect(`/signaler/merci/${page}`, 303);
  });

  app.get('/signaler/merci/', { config }, async (requete, reponse) => {
    const { page } = requete.query as { page?: unknown };
    const props: PropsDeMerci = {
      aujourdhui: aujourdhui(),
      page: typeof page === 'string' && isPage(page) ? page : undefined,
    };
    return sendPage(reponse, '/signaler/merci/', props);
  });
}
