/** `/espace/aide/`: the guide of the partners, for whoever has not logged in yet too. */
import type { FastifyInstance } from 'fastify';
import type { Atelier } from '../atelier';

export function serveAide(app: FastifyInstance, { sendPage }: Atelier): void {
  app.get('/espace/aide/', { config: { acces: 'public' } }, async (_requete, reponse) =>
    sendPage(reponse, '/espace/aide/', {}),
  );
}
