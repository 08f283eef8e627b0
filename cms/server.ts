/** Serves a built site: `node scripts/executer.mjs cms/server.ts [folder]`, with PORT and HOST. */
import { spawnSync } from 'node:child_process';
import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer as createHttpServer,
} from 'node:http';
import { contentSecurityPolicy } from '../src/layouts/csp';
import { ErreurDEnvironnement, readPort } from '../src/loaders/environnement';
import { type Fichier, chooseEncodage, createLecteur, findFichier, isCompressible } from './fichiers';

export interface OptionsDuServeur {
  /** Folder of the built site. */
  site: string;
  /** Commit that is served, told by `/sante`. */
  commit?: string | null;
  /** Origins of images from elsewhere: the map's tiles. */
  images?: readonly string[];
}

function securityHeaders(images: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy({ enTete: true, images }),
    'X-Content-Type-Options': 'nosniff',
    // The address of a page can say that a family looks for a sensitive service.
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

function sendJson(reponse: ServerResponse, code: number, corps: object): void {
  reponse.writeHead(code, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  reponse.end(JSON.stringify(corps));
}

export function createServer({ site, commit = null, images = [] }: OptionsDuServeur): Server {
  const headers = Object.entries(securityHeaders(images));
  const lire = createLecteur();

  async function sendFichier(
    requete: IncomingMessage,
    reponse: ServerResponse,
    fichier: Fichier,
    code: number,
  ) {
    const compressible = isCompressible(fichier.type);
    const encodage = compressible ? chooseEncodage(requete.headers['accept-encoding']) : undefined;
    reponse.setHeader('Content-Type', fichier.type);
    reponse.setHeader('ETag', fichier.etag);
    // Astro puts a hash of the content in these names; everything else may change under the same name.
    const immuable = fichier.nom.startsWith('_astro/');
    reponse.setHeader('Cache-Control', immuable ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (compressible) reponse.setHeader('Vary', 'Accept-Encoding');
    if (code === 200 && requete.headers['if-none-match'] === fichier.etag) {
      reponse.writeHead(304).end();
      return;
    }
    const corps = await lire(fichier, encodage);
    if (encodage) reponse.setHeader('Content-Encoding', encodage);
    reponse.writeHead(code, { 'Content-Length': corps.length });
    reponse.end(requete.method === 'HEAD' ? undefined : corps);
  }

  async function answer(requete: IncomingMessage, reponse: ServerResponse): Promise<void> {
    for (const [nom, valeur] of headers) reponse.setHeader(nom, valeur);
    if (requete.method !== 'GET' && requete.method !== 'HEAD') {
      reponse.setHeader('Allow', 'GET, HEAD');
      sendJson(reponse, 405, { erreur: 'methode-refusee', message: 'Cette adresse se lit seulement.' });
      return;
    }
    const [adresse = '/', parametres] = (requete.url ?? '/').split('?');
    if (adresse === '/sante') {
      sendJson(reponse, 200, { commit });
      return;
    }
    const trouve = await findFichier(site, adresse);
    if (trouve && 'versAdresse' in trouve) {
      const suite = parametres === undefined ? '' : `?${parametres}`;
      reponse.writeHead(301, { Location: trouve.versAdresse + suite }).end();
      return;
    }
    if (trouve) {
      await sendFichier(requete, reponse, trouve, 200);
      return;
    }
    const page = await findFichier(site, '/404.html');
    if (page && 'type' in page) await sendFichier(requete, reponse, page, 404);
    else sendJson(reponse, 404, { erreur: 'introuvable', message: 'Cette page n’existe pas.' });
  }

  return createHttpServer((requete, reponse) => {
    answer(requete, reponse).catch((erreur: unknown) => {
      // A file removed by a rebuild between its look-up and its reading, at worst: the next try finds it.
      console.error(erreur);
      if (reponse.headersSent) reponse.destroy();
      else
        sendJson(reponse, 500, {
          erreur: 'panne',
          message: 'Le serveur a rencontré un problème : réessayez.',
        });
    });
  });
}

/** Starts to listen, or says in one sentence why this port cannot be had. */
export function listen(serveur: Server, port: number, hote: string): Promise<void> {
  return new Promise((resolve, reject) => {
    serveur.once('error', (erreur: NodeJS.ErrnoException) => {
      const conseil = `choisissez-en un autre, par exemple PORT=${port < 65_535 ? port + 1 : 4321}.`;
      if (erreur.code === 'EADDRINUSE') {
        reject(new ErreurDEnvironnement(`Le port ${port} est déjà pris par un autre programme : ${conseil}`));
      } else if (erreur.code === 'EACCES') {
        reject(
          new ErreurDEnvironnement(
            `Le port ${port} est réservé à l’administrateur : choisissez-en un autre, par exemple PORT=4321.`,
          ),
        );
      } else if (erreur.code === 'EADDRNOTAVAIL' || erreur.code === 'ENOTFOUND') {
        reject(
          new ErreurDEnvironnement(
            `HOST vaut « ${hote} », qui n’est pas une adresse de cette machine : essayez HOST=127.0.0.1.`,
          ),
        );
      } else reject(erreur);
    });
    serveur.listen(port, hote, resolve);
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
  await listen(createServer({ site, commit: currentCommit() }), port, readHote(process.env));
  console.log(`Le dossier ${site} est servi sur http://localhost:${port}`);
}
