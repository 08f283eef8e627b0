/**
 * Asking for the letter, confirming, leaving. The answer is the same whatever is known of an address; opening a link
 * does nothing, since mail scanners do: a button does.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { toDateInParis } from '../../src/domain/date/heure';
import { PIEGE } from '../../src/domain/signalement/schema';
import { createLimite } from '../acces/acces';
import { readCorps } from '../acces/corps';
import { isPourQuelquUn } from '../acces/erreurs';
import { networkOf } from '../acces/reseau';
import type { Atelier } from '../atelier';
import { transact } from '../base/base';
import { ErreurHttp } from '../erreur-http';
import { readCourriel } from '../reglages';
import type { Abonnes } from './abonnes';
import { ADRESSE_DE_CONFIRMATION, writeConfirmation, writeDejaAbonne } from './courrier';
import { ADRESSE_DE_SORTIE } from './expedition';

/** What the pages of `/lettre/` are given. */
export interface PropsDeLettre {
  aujourdhui: string;
  etape: 'demandee' | 'a-corriger' | 'confirmer' | 'confirmee' | 'sortir' | 'sortie' | 'perimee';
  /** What the button sends back. */
  jeton?: string;
  /** What was typed and is no address, and what is to be said of it. */
  courriel?: string;
  message?: string;
}

const CORPS_MAX = 4 * 1024;
const QUART_D_HEURE = 15;
const JETON_MAX = 200;
/** A library or a school has one address for all its visitors. */
const PAR_ADRESSE = 10;
/** One network may be that of a whole town hall, or of somebody who has thousands of addresses. */
const PAR_RESEAU = 20;
/** Mails to addresses that are anybody’s: fewer than what makes a server suspect. */
const EN_TOUT = 100;

const demandeSchema = z.object({
  courriel: z.string().max(500),
  [PIEGE]: z.string().max(1_000).optional(),
});

/** In the address, also when a mail program posts there by itself. */
function readJeton({ query, body }: FastifyRequest): string {
  const lu = [query, body].map((source) => (source as { jeton?: unknown } | undefined)?.jeton);
  const jeton = lu.find((each) => typeof each === 'string' && each !== '' && each.length <= JETON_MAX);
  return (jeton as string | undefined) ?? '';
}

export function serveInscription(
  app: FastifyInstance,
  { base, courriels, reglages, readTerritoire, sendPage, now }: Atelier,
  abonnes: Abonnes,
): void {
  const config = { acces: 'public' } as const;
  const limitAdresse = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });
  // Before what is for all: who has many addresses must not shut the form to everybody.
  const limitReseau = createLimite(app, {
    max: PAR_RESEAU,
    minutes: QUART_D_HEURE,
    cle: ({ ip }) => networkOf(ip),
  });
  const limitTout = createLimite(app, { max: EN_TOUT, minutes: QUART_D_HEURE, cle: () => 'tout' });
  const limitLiens = createLimite(app, { max: 3 * PAR_ADRESSE, minutes: QUART_D_HEURE });
  const propsOf = (props: Omit<PropsDeLettre, 'aujourdhui'>): PropsDeLettre => ({
    aujourdhui: reglages.aujourdhui ?? toDateInParis(now()),
    ...props,
  });
  const PAGE = '/lettre/suite/';

  async function ask(courriel: string): Promise<void> {
    const { nom } = await readTerritoire();
    // Written to and remembered as written to, or neither.
    transact(base, () => {
      const demande = abonnes.ask(courriel);
      if (demande.etat === 'rien') return;
      const courrier =
        demande.etat === 'deja'
          ? writeDejaAbonne(nom, `${reglages.adresse}${ADRESSE_DE_SORTIE}?jeton=${demande.sortie}`)
          : writeConfirmation(nom, `${reglages.adresse}${ADRESSE_DE_CONFIRMATION}?jeton=${demande.jeton}`);
      courriels.send({ a: courriel, ...courrier });
    });
  }

  app.post('/api/lettre', { config, bodyLimit: CORPS_MAX }, async (requete, reponse) => {
    await limitAdresse(requete);
    const demande = readCorps(demandeSchema, requete.body);
    const courriel = readCourriel(demande.courriel);
    if (courriel === undefined) {
      const message = 'Écrivez votre adresse électronique entière, par exemple prenom.nom@exemple.fr.';
      if (!isPourQuelquUn(requete))
        throw new ErreurHttp(422, 'invalide', message, { champs: { courriel: message } });
      const props = propsOf({ etape: 'a-corriger', courriel: demande.courriel, message });
      return sendPage(reponse, PAGE, props, 422);
    }
    for (const limit of [limitReseau, limitTout]) await limit(requete);
    // What fills the field that nobody sees is no person: it is told the same.
    if (!demande[PIEGE]) await ask(courriel);
    if (!isPourQuelquUn(requete)) return reponse.code(202).send({ message: 'Regardez vos courriels.' });
    // Another address, so that reading the page again sends nothing again.
    return reponse.redirect('/lettre/demandee/', 303);
  });

  app.get('/lettre/demandee/', { config }, (_requete, reponse) =>
    sendPage(reponse, PAGE, propsOf({ etape: 'demandee' })),
  );

  app.get(ADRESSE_DE_CONFIRMATION, { config }, async (requete, reponse) => {
    const jeton = readJeton(requete);
    const etape = abonnes.isConfirmable(jeton) ? 'confirmer' : 'perimee';
    return sendPage(reponse, PAGE, propsOf({ etape, jeton }));
  });

  app.post(ADRESSE_DE_CONFIRMATION, { config, bodyLimit: CORPS_MAX }, async (requete, reponse) => {
    await limitLiens(requete);
    const isConfirme = abonnes.confirm(readJeton(requete));
    return sendPage(reponse, PAGE, propsOf({ etape: isConfirme ? 'confirmee' : 'perimee' }));
  });

  app.get(ADRESSE_DE_SORTIE, { config }, async (requete, reponse) => {
    const jeton = readJeton(requete);
    return sendPage(reponse, PAGE, propsOf({ etape: abonnes.isConnu(jeton) ? 'sortir' : 'sortie', jeton }));
  });

  // One gesture (RFC 8058): the server of a mail program posts here, without cookie and without page.
  app.post(ADRESSE_DE_SORTIE, { config, bodyLimit: CORPS_MAX }, async (requete, reponse) => {
    await limitLiens(requete);
    abonnes.leave(readJeton(requete));
    if (!isPourQuelquUn(requete)) return reponse.send({ message: 'Votre adresse est effacée.' });
    return sendPage(reponse, PAGE, propsOf({ etape: 'sortie' }));
  });
}
