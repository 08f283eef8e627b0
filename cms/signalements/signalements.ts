/** Reports and proposals: received from anybody, read by the coordination, forgotten in time. */
import type { FastifyInstance } from 'fastify';
import type { Atelier } from '../atelier';
import { createNotes } from '../notes/notes';
import { serveFile } from './file';
import { startOubli } from './oubli';
import { serveReception } from './reception';
import { createSignalements } from './registre';

export function serveSignalements(app: FastifyInstance, atelier: Atelier): void {
  const { base, now } = atelier;
  const signalements = createSignalements({ base, now });
  const notes = createNotes({ base, now });
  serveReception(app, atelier, signalements);
  serveFile(app, atelier, signalements, notes);
  const oubli = startOubli(signalements, notes);
  app.addHook('onClose', () => oubli.stop());
}
