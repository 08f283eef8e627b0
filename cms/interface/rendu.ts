/** Lets Fastify send the pages of the atelier: renders `cms/pages/…` and serves their styles and scripts. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Territoire } from '../../src/domain/territoire/schema';

/** The built interface, as `cms/interface/entree.ts` exports it. */
type Entree = typeof import('./entree');

export interface OptionsDuRendu {
  /** What `buildInterface` answered. */
  dossier: string;
  /** The territory as it is published now. */
  readTerritoire: () => Territoire | Promise<Territoire>;
}

/**
 * Renders the page of `cms/pages` at this address, always ended by a slash, and sends it: `props` is what the page
 * finds in `Astro.locals.props`. Nothing of it is kept by the browser or on the way.
 */
export type SendPage = (
  reply: FastifyReply,
  chemin: string,
  props: unknown,
  status?: number,
) => Promise<FastifyReply>;

export interface Rendu {
  sendPage: SendPage;
  /** The HTML alone, for the preview of a draft. */
  renderPage: (chemin: string, props: unknown, personne?: App.Locals['personne']) => Promise<string>;
}

/** Adds the styles and scripts of the atelier to the server, under `/atelier/`, and gives what renders its pages. */
export function serveInterface(app: FastifyInstance, { dossier, readTerritoire }: OptionsDuRendu): Rendu {
  // `require` rather than `import()`, which this module may not use once Vite, that reads it, has closed.
  const { render } = createRequire(import.meta.url)(join(dossier, 'server', 'entry.mjs')) as Entree;

  app.register(fastifyStatic, {
    root: join(dossier, 'client', 'atelier'),
    prefix: '/atelier/',
    decorateReply: false,
    index: false,
    // A hash of the content is in these names.
    immutable: true,
    maxAge: '365d',
  });

  const renderPage: Rendu['renderPage'] = async (chemin, props, personne) =>
    render(chemin, { territoire: await readTerritoire(), personne, props });

  return {
    renderPage,
    async sendPage(reply, chemin, props, status = 200) {
      const { personne } = reply.request as { personne?: App.Locals['personne'] };
      const html = await renderPage(chemin, props, personne);
      return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .header('Cache-Control', 'no-store')
        .send(html);
    },
  };
}
