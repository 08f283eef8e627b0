/** Serves a built site: `node scripts/executer.mjs cms/server.ts [folder]`, with PORT and HOST. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { isCadre, isOuverte } from '../src/domain/integration/adresse';
import type { Fond } from '../src/domain/recherche/fond';
import { originOf } from '../src/domain/territoire/tuiles';
import { contentSecurityPolicy } from '../src/layouts/csp';
import { ErreurDEnvironnement, readPort } from '../src/loaders/environnement';

export interface OptionsDuServeur {
  /** Folder of the built site; it may be a link that a publication moves to another folder. */
  site: string;
  /** Commit that is served, told by `/sante`. */
  commit?: string | null | (() => string | null);
  /** Folders of earlier versions, whose scripts and styles the pages that are still open ask for. */
  listAnciennes?: () => readonly string[];
  /** Origins of images from elsewhere; those of the map's tiles, as the built site says them, unless told otherwise. */
  images?: readonly string[];
  /** The relays in front of this server that may say where a request comes from. */
  proxy?: false | string;
}

/** An address that cannot be decoded names no page; Fastify’s own answer to it would be English, without headers. */
function toLisible({ url = '/' }: { url?: string | undefined }): string {
  try {
    decodeURI(url.split('?')[0] ?? url);
    return url;
  } catch {
    return '/adresse-illisible';
  }
}

function sendErreur(reponse: FastifyReply, code: number, erreur: string, message: string): FastifyReply {
  reponse.code(code).type('application/json; charset=utf-8').header('Cache-Control', 'no-store');
  return reponse.send({ erreur, message });
}

/** Where the map of a built site may ask for images, if its visitors want them. */
function listOriginesDesTuiles(site: string): string[] {
  const fichier = join(site, 'carte', 'fond.json');
  if (!existsSync(fichier)) return [];
  const { tuiles } = JSON.parse(readFileSync(fichier, 'utf8')) as Fond;
  return tuiles ? [originOf(tuiles)] : [];
}

/** The folder that the link names now. All of an answer is read there, even if the link is moved meanwhile. */
function resolveSite(site: string): string {
  try {
    return realpathSync.native(site);
  } catch {
    return resolve(site); // not built yet
  }
}

/** The policy of the site that is served: read again only when another takes its place. */
function createPolitique(images: readonly string[] | undefined): (root: string) => string {
  let connue = { root: '', politique: '' };
  return (root) => {
    if (connue.root !== root) {
      const origines = images ?? listOriginesDesTuiles(root);
      connue = { root, politique: contentSecurityPolicy({ enTete: true, images: origines }) };
    }
    return connue.politique;
  };
}

/** The pages that other sites show in a frame ask nothing of anybody else. */
const POLITIQUE_DES_CADRES = contentSecurityPolicy({ enTete: true, encadrable: true });

/** Names that change with what the files hold: a page that is open asks for those of its own version. */
const DURABLES = /^\/(?:_astro|pagefind)\//;

export function createServer({
  site,
  commit = null,
  listAnciennes = () => [],
  images,
  proxy = false,
}: OptionsDuServeur): FastifyInstance {
  const politiqueOf = createPolitique(images);
  const app = fastify({ rewriteUrl: toLisible, trustProxy: proxy });

  app.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    // For whoever holds the domain to decide: it would bind its other sites too, for a year.
    strictTransportSecurity: false,
    // Calendars and open data are made to be taken up by other sites.
    crossOriginResourcePolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (requete, reponse) => {
    const chemin = requete.url.split('?')[0]!;
    const encadrable = isCadre(chemin);
    // Older browsers would not read the policy further.
    if (encadrable) reponse.removeHeader('X-Frame-Options');
    if (isOuverte(chemin)) reponse.header('Access-Control-Allow-Origin', '*');
    reponse.headers({
      // Not by helmet, which rewrites it: pages carry the same string in a `<meta>`.
      'Content-Security-Policy': encadrable ? POLITIQUE_DES_CADRES : politiqueOf(resolveSite(site)),
      'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
    });
    if (!requete.is404 || ['GET', 'HEAD'].includes(requete.method)) return;
    // Before the body is read: no address here expects one.
    reponse.header('Allow', 'GET, HEAD');
    await sendErreur(reponse, 405, 'methode-refusee', 'Cette adresse se lit seulement.');
  });
  app.setNotFoundHandler(async (_requete, reponse) => {
    const page = await readFile(join(resolveSite(site), '404.html')).catch(() => undefined);
    if (!page) return sendErreur(reponse, 404, 'introuvable', 'Cette page n’existe pas.');
    return reponse.code(404).type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(page);
  });
  app.setErrorHandler((erreur: FastifyError, _requete, reponse) => {
    const { statusCode = 500 } = erreur;
    if (statusCode >= 500) console.error(erreur);
    reponse.removeHeader('Content-Encoding'); // It was that of the file that could not be sent.
    // A path that leaves the site, or is no path, is as unknown as any other.
    if ([400, 403].includes(statusCode)) reponse.callNotFound();
    else sendErreur(reponse, statusCode, 'panne', 'Le serveur a rencontré un problème : réessayez.');
  });

  app.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    // Done anew for each visit: the best level would keep the visitor waiting for a few bytes less.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
  });
  app.register(fastifyStatic, {
    serve: false,
    redirect: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reponse, chemin) {
      // Astro puts a hash of the content in these names; everything else may change under the same name.
      const immuable = reponse.request.url.startsWith('/_astro/');
      reponse.header('Cache-Control', immuable ? 'public, max-age=31536000, immutable' : 'no-cache');
      // The library only says so of text, JavaScript and plain JSON.
      const type = reponse.getHeader('Content-Type');
      if (/\.(?:pf_\w+|pagefind)$/.test(chemin)) reponse.type('application/gzip'); // The index: compressed once is enough.
      if (/[+/](?:json|xml)$/.test(String(type))) reponse.type(`${String(type)}; charset=utf-8`);
    },
  });
  // In a context of its own, and so after the compression is there to take it in.
  app.register((contexte, _options, done) => {
    contexte.get('/*', (requete: FastifyRequest<{ Params: { '*': string } }>, reponse) => {
      const chemin = `/${requete.params['*']}`;
      const courante = resolveSite(site);
      const isLa = (dossier: string): boolean => existsSync(join(dossier, chemin));
      const isPerdu = DURABLES.test(chemin) && !isLa(courante);
      return reponse.sendFile(chemin, (isPerdu && listAnciennes().find(isLa)) || courante);
    });
    done();
  });
  app.get('/sante', (_requete, reponse) =>
    reponse.header('Cache-Control', 'no-store').send({
      commit: typeof commit === 'function' ? commit() : commit,
      // Parts of their own, which may not be there: pages ask before they offer what needs them.
      orientations: app.hasRoute({ method: 'POST', url: '/api/orientations' }),
      recherches: app.hasRoute({ method: 'POST', url: '/api/recherches' }),
      signalements: app.hasRoute({ method: 'POST', url: '/api/signalements' }),
      lettre: app.hasRoute({ method: 'POST', url: '/api/lettre' }),
    }),
  );
  return app;
}

/** Starts to listen, or says in one sentence why this port cannot be had. */
export async function listen(app: FastifyInstance, port: number, host: string): Promise<void> {
  const conseil = `choisissez-en un autre, par exemple PORT=${port < 65_535 ? port + 1 : 4321}.`;
  const inconnu = `HOST vaut « ${host} », qui n’est pas une adresse de cette machine : essayez HOST=127.0.0.1.`;
  const phrases = new Map([
    ['EADDRINUSE', `Le port ${port} est déjà pris par un autre programme : ${conseil}`],
    ['EACCES', `Le port ${port} est réservé à l’administrateur : essayez PORT=4321.`],
    ['EADDRNOTAVAIL', inconnu],
    ['ENOTFOUND', inconnu],
  ]);
  await app.listen({ port, host }).catch((erreur: unknown) => {
    const phrase = phrases.get((erreur as NodeJS.ErrnoException).code ?? '');
    throw phrase === undefined ? erreur : new ErreurDEnvironnement(phrase);
  });
}

/** Only this machine reaches the site, unless HOST says otherwise. */
export function readHote(env: NodeJS.ProcessEnv): string {
  return env.HOST || '127.0.0.1';
}

/** The commit of the folder where the command runs; nothing when it is not a git clone. */
export function currentCommit(): string | null {
  const git = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  return git.status === 0 ? git.stdout.trim() : null;
}

export async function main([site = 'dist']: string[]): Promise<void> {
  const port = readPort(process.env);
  const app = createServer({ site, commit: currentCommit() });
  await listen(app, port, readHote(process.env));
  console.log(`Le dossier ${site} est servi sur http://localhost:${port}`);
}
