/** Receives what a sheet for a family counts, from anybody: types of services, and nothing else. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LISTE_MAX } from '../../src/domain/liste/liste';
import { TYPE_SLUGS } from '../../src/domain/structure/type';
import { serveComptage } from '../acces/comptage';
import type { Orientations } from './compte';

const orientationSchema = z.strictObject({ types: z.array(z.enum(TYPE_SLUGS)).min(1).max(LISTE_MAX) });

/** Adds `POST /api/orientations` to a server. */
export function serveOrientations(
  app: FastifyInstance,
  { orientations, now }: { orientations: Orientations; now: () => Date },
): void {
  serveComptage(app, {
    url: '/api/orientations',
    schema: orientationSchema,
    refus: { message: 'Les types de services ne sont pas ceux attendus.', champ: 'types' },
    count: ({ types }) => orientations.countFiche(types),
    now,
  });
}
