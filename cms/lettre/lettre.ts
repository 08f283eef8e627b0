/** The monthly letter: asked for by anybody, read by the coordination, sent to those who said yes. */
import type { FastifyInstance } from 'fastify';
import type { Atelier } from '../atelier';
import { createAbonnes } from './abonnes';
import { createExpedition } from './expedition';
import { serveInscription } from './inscription';
import { serveRedaction } from './redaction';
import { createRegistreDesLettres } from './registre';

const HEURE = 3_600_000;

export function serveLettre(app: FastifyInstance, atelier: Atelier): void {
  const { base, now, courriels, reglages } = atelier;
  const abonnes = createAbonnes({ base, now });
  const registre = createRegistreDesLettres({ base, now });
  const expedition = createExpedition({ registre, courriels, adresse: reglages.adresse });
  serveInscription(app, atelier, abonnes);
  serveRedaction(app, atelier, { abonnes, registre, expedition });
  const forget = () => {
    try {
      abonnes.forgetOld();
    } catch (erreur) {
      console.error(erreur); // a full disk: an hour later, there may be room
    }
  };
  forget();
  const minuterie = setInterval(forget, HEURE);
  minuterie.unref();
  app.addHook('onClose', async () => {
    clearInterval(minuterie);
    await expedition.stop();
  });
}
