/** « Toujours exact ? »: asked twice a year of those who hold entries, answered in one gesture. */
import type { FastifyInstance } from 'fastify';
import { toDateInParis } from '../../src/domain/date/heure';
import type { Atelier } from '../atelier';
import { readCalendrier } from '../espace/contexte';
import { serveEnvois } from './envois';
import { serveConfirmations } from './mes-confirmations';
import { createPlanificateur } from './planificateur';
import { createRegistreDesDemandes } from './registre';

export function serveDemandes(app: FastifyInstance, atelier: Atelier): void {
  const { base, now, reglages } = atelier;
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());
  const registre = createRegistreDesDemandes({ base, now, aujourdhui });
  const calendrier = readCalendrier(reglages.contenu, reglages.territoire);
  const planificateur = createPlanificateur(atelier, registre, calendrier);
  serveConfirmations(app, atelier, { registre, calendrier, aujourdhui });
  serveEnvois(app, atelier, { registre, planificateur, aujourdhui });
  app.addHook('onClose', () => planificateur.stop());
}
