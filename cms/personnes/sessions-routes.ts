/** `/espace/sessions/`: the devices where one is logged in, to close one or all. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { requireDroit, requirePersonne } from '../acces/acces';
import { readCorps } from '../acces/corps';
import type { Atelier } from '../atelier';
import { ErreurHttp } from '../erreur-http';

/** What the page `/espace/sessions/` is given. */
export interface PropsDesSessions {
  sessions: { id: string; appareil: string; ouverteLe: string; vueLe: string; isCourante: boolean }[];
  isFermee: boolean;
}

const sessionSchema = z.object({ session: z.string().max(100) });
const formatJour = (date: Date) => formatDate(toDateInParis(date), { annee: true, jour: false });

export function serveSessions(app: FastifyInstance, { connexion, sendPage }: Atelier): void {
  app.get('/espace/sessions/', async (requete, reponse) => {
    requireDroit(requete, 'gerer-ses-sessions');
    const sessions = connexion.listSessions(requirePersonne(requete).id, requete.session);
    const props: PropsDesSessions = {
      sessions: sessions.map(({ ouverteLe, vueLe, ...session }) => ({
        ...session,
        ouverteLe: formatJour(ouverteLe),
        vueLe: formatJour(vueLe),
      })),
      isFermee: (requete.query as { fait?: string }).fait === 'fermee',
    };
    return sendPage(reponse, '/espace/sessions/', props);
  });

  app.post('/espace/sessions/fermer/', async (requete, reponse) => {
    requireDroit(requete, 'gerer-ses-sessions');
    const { session } = readCorps(sessionSchema, requete.body);
    if (!connexion.revoke(requirePersonne(requete).id, session))
      throw new ErreurHttp(404, 'introuvable', 'Cet appareil est déjà déconnecté.');
    return reponse.redirect(
      session === requete.session ? '/espace/connexion/' : '/espace/sessions/?fait=fermee',
      303,
    );
  });

  app.post('/espace/sessions/fermer-tout/', async (requete, reponse) => {
    requireDroit(requete, 'gerer-ses-sessions');
    connexion.revokeAll(requirePersonne(requete).id);
    return reponse.redirect('/espace/connexion/', 303);
  });
}
