/** The outlines of the communes: read from the content when it has them, fetched by `npm run contours`. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ErreurDeContenu } from '../domain/contenu/erreur';
import { toErreurs } from '../domain/contenu/traduction';
import type { DateCivile } from '../domain/date/date-civile';
import {
  type Contour,
  type Contours,
  checkContours,
  contourSchema,
  contoursSchema,
} from '../domain/territoire/contours';
import type { Commune } from '../domain/territoire/schema';
import { simplifyContours } from '../domain/territoire/simplification';
import { ErreurDEnvironnement, type Variables } from './environnement';

const API_PAR_DEFAUT = 'https://geo.api.gouv.fr';
const CONSEIL = 'Recommencez avec « npm run contours ».';

/** Path from the content folder. */
export function cheminDesContours(territoire: string): string {
  return join(territoire, 'contours.geojson');
}

/** The outlines of a territory, if it has a file of them, and what is wrong in it. */
export function readContours(
  contenu: string,
  territoire: string,
  communes: readonly Commune[],
): { contours?: Contours; erreurs: ErreurDeContenu[] } {
  const fichier = cheminDesContours(territoire);
  if (!existsSync(join(contenu, fichier))) return { erreurs: [] };
  let donnees: unknown;
  try {
    donnees = JSON.parse(readFileSync(join(contenu, fichier), 'utf8'));
  } catch {
    return { erreurs: [{ fichier, champ: '', message: `ce fichier n’est pas du JSON valable. ${CONSEIL}` }] };
  }
  const { success, data } = contoursSchema.safeParse(donnees);
  if (!success) return { erreurs: toErreurs(contoursSchema, donnees, fichier) };
  const fautes = checkContours(data.features, communes);
  if (fautes.length > 0)
    return { erreurs: fautes.map((faute) => ({ fichier, champ: '', message: `${faute} ${CONSEIL}` })) };
  return { contours: data, erreurs: [] };
}

/** One French sentence: the outlines could not be had, and nothing was written. */
export class EchecDesContours extends Error {
  override name = 'EchecDesContours';
}

/** Address of the API, that API_GEO replaces. */
export function readApi(env: Variables): string {
  const valeur = env.API_GEO ?? API_PAR_DEFAUT;
  if (URL.canParse(valeur) && /^https?:$/.test(new URL(valeur).protocol)) return valeur.replace(/\/+$/, '');
  throw new ErreurDEnvironnement(
    `API_GEO vaut « ${valeur} », qui n’est pas une adresse : écrivez-la en entier, par exemple API_GEO=${API_PAR_DEFAUT}.`,
  );
}

/** The answer, which holds fields that we do not keep. */
const reponseSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code: z.string(), nom: z.string() }),
      geometry: z.unknown(),
    }),
  ),
});

async function ask(adresse: string, delaiMs: number): Promise<unknown> {
  const { host } = new URL(adresse);
  let texte: string;
  try {
    const reponse = await fetch(adresse, { signal: AbortSignal.timeout(delaiMs) });
    if (reponse.status === 404)
      throw new EchecDesContours(
        `${host} ne connaît pas cette intercommunalité : vérifiez son SIREN dans territoire.yaml.`,
      );
    if (!reponse.ok)
      throw new EchecDesContours(`${host} a répondu par l’erreur ${reponse.status} : réessayez plus tard.`);
    texte = await reponse.text();
  } catch (erreur) {
    if (erreur instanceof EchecDesContours) throw erreur;
    throw new EchecDesContours(
      erreur instanceof DOMException && erreur.name === 'TimeoutError'
        ? `${host} n’a pas répondu en ${Math.ceil(delaiMs / 1000)} s : réessayez plus tard.`
        : `${host} ne répond pas : vérifiez la connexion à Internet, puis réessayez.`,
    );
  }
  try {
    return JSON.parse(texte);
  } catch {
    throw new EchecDesContours(`${host} a répondu autre chose que du JSON : réessayez plus tard.`);
  }
}

function toFeatures(reponse: unknown, host: string): Contour[] {
  const lue = reponseSchema.safeParse(reponse);
  if (!lue.success)
    throw new EchecDesContours(
      `${host} a répondu sous une forme inattendue : ce n’est pas une liste de contours.`,
    );
  return lue.data.features.map(({ properties: { code, nom }, geometry }) => {
    const contour = contourSchema.safeParse({ type: 'Feature', properties: { code, nom }, geometry });
    if (!contour.success)
      throw new EchecDesContours(`le contour de ${nom} (${code}) que donne ${host} n’est pas valable.`);
    return contour.data;
  });
}

export interface DemandeDeContours {
  api: string;
  siren: string;
  communes: readonly Commune[];
  aujourdhui: DateCivile;
  /** Metres by which a border may move. */
  tolerance?: number;
  delaiMs?: number;
}

/** Asks the official API for the outlines of a territory, checks them and makes them light. Throws one sentence. */
export async function fetchContours({
  api,
  siren,
  communes,
  aujourdhui,
  tolerance = 60,
  delaiMs = 30_000,
}: DemandeDeContours): Promise<Contours> {
  const adresse = `${api}/epcis/${siren}/communes?fields=code,nom,contour&format=geojson&geometry=contour`;
  const features = toFeatures(await ask(adresse, delaiMs), new URL(api).host);
  const [faute, ...suite] = checkContours(features, communes);
  if (faute !== undefined) {
    const autres = suite.length > 0 ? ` (le premier de ${suite.length + 1} écarts)` : '';
    throw new EchecDesContours(
      `les contours ne sont pas ceux des communes de communes.yaml : ${faute.replace(/\.$/, `${autres}.`)}`,
    );
  }
  return contoursSchema.parse({
    type: 'FeatureCollection',
    source: {
      titre: 'API Découpage administratif (geo.api.gouv.fr), contours simplifiés',
      url: API_PAR_DEFAUT,
      date: aujourdhui,
    },
    features: simplifyContours(features, tolerance).toSorted((a, b) =>
      a.properties.code.localeCompare(b.properties.code),
    ),
  });
}

/** One commune a line, so that a change of one of them is seen as such. */
export function serializeContours({ type, source, features }: Contours): string {
  const lignes = features.map((feature) => JSON.stringify(feature)).join(',\n');
  return `{"type":${JSON.stringify(type)},"source":${JSON.stringify(source)},"features":[\n${lignes}\n]}\n`;
}

export function writeContours(contenu: string, territoire: string, contours: Contours): string {
  const fichier = join(contenu, cheminDesContours(territoire));
  const brouillon = `${fichier}.${process.pid}`;
  try {
    // In one go: a build that runs meanwhile never reads half a file.
    writeFileSync(brouillon, serializeContours(contours));
    renameSync(brouillon, fichier);
  } catch {
    rmSync(brouillon, { force: true });
    throw new EchecDesContours(`${fichier} ne peut pas être écrit : vérifiez les droits sur ce dossier.`);
  }
  return fichier;
}
