/** The settings of the atelier, given by environment variables: the only place where their rules are written. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { DateCivile } from '../src/domain/date/date-civile';
import {
  ErreurDEnvironnement,
  type Variables,
  readEnvironnement,
  readPort,
} from '../src/loaders/environnement';

const CONTENU_PAR_DEFAUT = 'src/content';
/** Where mails are left when no mail server takes them. */
const DOSSIER_DES_COURRIELS = 'var/courriels';
const EXPEDITEUR_LOCAL = 'Réseau Infos Familles <ne-pas-repondre@essai.example>';
const SECRET_MIN = 32;

export interface Expediteur {
  nom: string;
  adresse: string;
}

export interface Reglages {
  /** Public address, without a final slash: `https://familles.monts.example`. */
  adresse: string;
  /** No public address was given: everything stays on this machine, with demonstration accounts. */
  isLocal: boolean;
  port: number;
  /** Mail server, `smtps://name:password@host:465`; without it, mails are files. */
  smtp: string | undefined;
  dossierDesCourriels: string;
  expediteur: Expediteur;
  /** Addresses of the first coordinator and of the administrator. */
  coordination: string | undefined;
  administration: string | undefined;
  depotDistant: string | undefined;
  /** Addresses of the relays that may say where a request comes from, as Fastify’s `trustProxy` takes them. */
  proxy: false | string;
  /** Absolute path of the folder of the atelier: store, database, sites. */
  dossier: string;
  contenu: string;
  territoire: string;
  /** The date that AUJOURDHUI fixes; without it, the clock says it. */
  aujourdhui: DateCivile | undefined;
}

/** An e-mail address as it is kept: without spaces around, in lower case, so that « Marie@… » and « marie@… » are one. */
export function readCourriel(texte: string): string | undefined {
  return z.email().max(254).safeParse(texte.trim().toLowerCase()).data;
}

function refuse(nom: string, valeur: string, faute: string): never {
  throw new ErreurDEnvironnement(`${nom} vaut « ${valeur} », ${faute}`);
}

function readAdresse(env: Variables): string | undefined {
  const valeur = env.ADRESSE_PUBLIQUE;
  if (!valeur) return undefined;
  const conseil =
    'écrivez le début de l’adresse du site, par exemple ADRESSE_PUBLIQUE=https://familles.exemple.fr.';
  const url = URL.canParse(valeur) ? new URL(valeur) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return refuse('ADRESSE_PUBLIQUE', valeur, `qui n’est pas une adresse : ${conseil}`);
  if (url.pathname !== '/' || url.search || url.hash || url.username)
    return refuse('ADRESSE_PUBLIQUE', valeur, `qui dit plus que le nom du site : ${conseil}`);
  return url.origin;
}

/** The password of the server is never shown. */
function readSmtp(env: Variables): string | undefined {
  const valeur = env.SMTP;
  if (!valeur) return undefined;
  const url = URL.canParse(valeur) ? new URL(valeur) : undefined;
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return valeur;
  throw new ErreurDEnvironnement(
    'SMTP n’est pas l’adresse d’un serveur de courriel : écrivez par exemple SMTP=smtps://nom:motdepasse@mail.exemple.fr:465 ' +
      '(dans le nom et le mot de passe, « @ » s’écrit %40 et « / » s’écrit %2F).',
  );
}

function readExpediteur(env: Variables, smtp: string | undefined): Expediteur {
  const valeur = env.EXPEDITEUR;
  const conseil =
    'écrivez un nom et une adresse, par exemple EXPEDITEUR="Infos Familles <familles@exemple.fr>".';
  if (!valeur && smtp)
    throw new ErreurDEnvironnement(`EXPEDITEUR manque, alors que SMTP est indiqué : ${conseil}`);
  const [, nom = '', entre] = /^([^<>\r\n]*)<([^<>]+)>$/.exec(valeur || EXPEDITEUR_LOCAL) ?? [];
  const adresse = readCourriel(entre ?? valeur ?? '');
  if (adresse === undefined) return refuse('EXPEDITEUR', valeur ?? '', `où manque une adresse : ${conseil}`);
  return { nom: nom.trim().replace(/^"(.*)"$/, '$1'), adresse };
}

function readAdresseDe(env: Variables, nom: 'COORDINATION' | 'ADMINISTRATION'): string | undefined {
  const valeur = env[nom];
  if (!valeur) return undefined;
  const conseil = `écrivez l’adresse électronique de la personne, par exemple ${nom}=prenom.nom@exemple.fr.`;
  return readCourriel(valeur) ?? refuse(nom, valeur, `qui n’est pas une adresse électronique : ${conseil}`);
}

function readDepotDistant(env: Variables): string | undefined {
  const valeur = env.DEPOT_DISTANT;
  if (!valeur) return undefined;
  // `ext::` and a value that starts with a dash would have git run a command.
  if (/^(?:https?|ssh|git|file):\/\/[^\s-]/.test(valeur) || /^[\w.-]+@[\w.-]+:[^\s-]\S*$/.test(valeur))
    return valeur;
  throw new ErreurDEnvironnement(
    'DEPOT_DISTANT n’est pas l’adresse d’un dépôt git : écrivez par exemple ' +
      'DEPOT_DISTANT=ssh://git@forge.exemple.fr/familles/contenu.git.',
  );
}

function readProxy(env: Variables): false | string {
  const valeur = env.PROXY?.trim();
  if (!valeur) return false;
  const isConnu = (partie: string) => {
    const [ip = '', masque = '0'] = partie.split('/');
    return (
      ['loopback', 'linklocal', 'uniquelocal'].includes(partie) ||
      (isIP(ip) !== 0 && /^\d{1,3}$/.test(masque))
    );
  };
  const parties = valeur.split(',').map((partie) => partie.trim());
  if (parties.every(isConnu)) return parties.join(',');
  return refuse(
    'PROXY',
    valeur,
    'qui n’est pas l’adresse d’un relais : écrivez PROXY=loopback quand le relais est sur cette machine, ' +
      'PROXY=uniquelocal quand il est sur son réseau privé, ou son adresse.',
  );
}

/** The folder of the atelier: one for each content, so that trying another never touches this one. */
function readDossier(env: Variables, contenu: string, territoire: string): string {
  if (env.ATELIER) return resolve(env.ATELIER);
  const marque = createHash('sha256').update(contenu).digest('hex').slice(0, 8);
  const nom = contenu === resolve(CONTENU_PAR_DEFAUT) ? territoire : `${territoire}-${marque}`;
  return resolve('var/atelier', nom);
}

/** Reads every setting; a wrong one throws an `ErreurDEnvironnement`, one French sentence. */
export function readReglages(env: Variables): Reglages {
  const { contenu, territoire, aujourdhui } = readEnvironnement(env);
  const port = readPort(env);
  const adresse = readAdresse(env);
  const smtp = readSmtp(env);
  return {
    adresse: adresse ?? `http://localhost:${port}`,
    isLocal: adresse === undefined,
    port,
    smtp,
    dossierDesCourriels: resolve(DOSSIER_DES_COURRIELS),
    expediteur: readExpediteur(env, smtp),
    coordination: readAdresseDe(env, 'COORDINATION'),
    administration: readAdresseDe(env, 'ADMINISTRATION'),
    depotDistant: readDepotDistant(env),
    proxy: readProxy(env),
    dossier: readDossier(env, contenu, territoire),
    contenu,
    territoire,
    aujourdhui: env.AUJOURDHUI === undefined ? undefined : aujourdhui,
  };
}

/** What signs the cookies: SECRET, else one made at the first start and kept where only this program’s user reads it. */
export function readSecret(env: Variables, { dossier }: Pick<Reglages, 'dossier'>): string {
  if (env.SECRET !== undefined && env.SECRET !== '') {
    if (env.SECRET.length >= SECRET_MIN) return env.SECRET;
    throw new ErreurDEnvironnement(
      `SECRET est trop court : écrivez au moins ${SECRET_MIN} caractères tirés au hasard, ou retirez-le, le programme s’en fera un.`,
    );
  }
  const fichier = join(dossier, 'secret');
  mkdirSync(dossier, { recursive: true, mode: 0o700 });
  try {
    // `wx`: two programs started at once end with the same secret.
    writeFileSync(fichier, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur;
  }
  chmodSync(fichier, 0o600);
  return readFileSync(fichier, 'utf8').trim();
}
