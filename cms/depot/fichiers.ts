/** Between the files of a content folder and those of the repository, where one folder is one collection. */
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { COLLECTIONS } from '../../src/domain/contenu/collection';
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import { normalizeDonnees } from '../../src/domain/contenu/forme';
import { type FichierLu, verifyContenu } from '../../src/domain/contenu/verification';
import { toYaml } from '../../src/domain/contenu/yaml';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { readContenu } from '../../src/loaders/lecture';
import { type Cle, formatCle, isUnique, schemaOf, toCle } from './cle';
import type { Git } from './git';
import { type Signature, formatSignature } from './signature';

/** Where the content comes from, and of which territory. */
export interface Origine {
  /** Absolute path of the content folder. */
  contenu: string;
  territoire: string;
}

/** Signs what the atelier does by itself. */
export const ATELIER: Signature = { id: 'atelier', nom: 'Atelier' };

/** In the repository: `structures/le-hangar.yaml`. */
export const toChemin = (cle: Cle): string => `${formatCle(cle)}.yaml`;

/** In the content folder: `val-d-exemple/structures/le-hangar.yaml`, `val-d-exemple/communes.yaml`. */
export const toCheminDeContenu = ({ collection, slug }: Cle, territoire: string): string =>
  isUnique(collection) ? `${territoire}/${collection}.yaml` : `${territoire}/${collection}/${slug}.yaml`;

/** The text that the repository keeps of an entry. */
export const toTexteCanonique = ({ collection }: Cle, donnees: unknown): string =>
  toYaml(normalizeDonnees(schemaOf(collection), donnees));

const isCommun = ({ collection }: FichierLu): boolean => COLLECTIONS[collection].rangement === 'commun';

/** What the repository starts with. A file that cannot be read stays as it is: the check says what is wrong with it. */
function listPremiersFichiers({ contenu, territoire }: Origine): { chemin: string; texte: Buffer }[] {
  return readContenu(contenu, territoire)
    .filter((fichier) => !isCommun(fichier))
    .flatMap((fichier) => {
      const cle = toCle(fichier.collection, basename(fichier.chemin, extname(fichier.chemin)));
      if (!cle) return [];
      const octets = readFileSync(join(contenu, fichier.chemin));
      if (fichier.erreurDeLecture !== undefined) return [{ chemin: toChemin(cle), texte: octets }];
      return [{ chemin: toChemin(cle), texte: toBuffer(cle, fichier.donnees) ?? octets }];
    });
}

function toBuffer(cle: Cle, donnees: unknown): Buffer | undefined {
  try {
    return Buffer.from(toTexteCanonique(cle, donnees));
  } catch {
    return undefined; // a list that contains itself
  }
}

/** Makes the first commit of an empty repository out of a content folder, each entry in its canonical form. */
export async function importContenu(git: Git, origine: Origine, date: Date): Promise<void> {
  const data = (octets: Buffer) =>
    Buffer.concat([Buffer.from(`data ${octets.length}\n`), octets, Buffer.from('\n')]);
  const instant = `${Math.floor(date.getTime() / 1000)} +0000`;
  const flux = [
    Buffer.from(`feature done\ncommit refs/heads/main\ncommitter ${formatSignature(ATELIER)} ${instant}\n`),
    data(Buffer.from(`Reprendre le contenu de « ${origine.territoire} »\n`)),
    ...listPremiersFichiers(origine).flatMap(({ chemin, texte }) => [
      Buffer.from(`M 100644 inline ${chemin}\n`),
      data(texte),
    ]),
    Buffer.from('done\n'),
  ];
  await git.run(['fast-import', '--quiet', '--done', '--date-format=raw'], { input: Buffer.concat(flux) });
}

/** One entry of the repository, as it was read. */
export interface FichierDuDepot {
  cle: Cle;
  donnees: unknown;
  erreurDeLecture?: string;
}

/** Checks the whole content as the build will, with what every territory shares. */
export function createVerification({ contenu, territoire }: Origine, aujourdhui: () => DateCivile) {
  const communs = readContenu(contenu, territoire).filter(isCommun);
  return (fichiers: readonly FichierDuDepot[]): ErreurDeContenu[] => {
    const lus = fichiers.map(({ cle, donnees, erreurDeLecture }): FichierLu => ({
      collection: cle.collection,
      chemin: toCheminDeContenu(cle, territoire),
      slug: cle.slug,
      donnees,
      ...(erreurDeLecture === undefined ? {} : { erreurDeLecture }),
    }));
    return verifyContenu([...lus, ...communs], aujourdhui()).erreurs;
  };
}

/** Writes a content folder that the build can read. */
export async function exportContenu(
  { contenu, territoire }: Origine,
  fichiers: readonly { cle: Cle; texte: string }[],
  dossier: string,
): Promise<void> {
  await mkdir(join(dossier, territoire), { recursive: true });
  await cp(join(contenu, 'commun'), join(dossier, 'commun'), { recursive: true });
  const contours = join(territoire, 'contours.geojson');
  if (existsSync(join(contenu, contours))) await copyFile(join(contenu, contours), join(dossier, contours));
  const chemins = fichiers.map(({ cle, texte }) => ({
    chemin: join(dossier, toCheminDeContenu(cle, territoire)),
    texte,
  }));
  for (const sous of new Set(chemins.map(({ chemin }) => dirname(chemin))))
    await mkdir(sous, { recursive: true });
  await Promise.all(chemins.map(({ chemin, texte }) => writeFile(chemin, texte)));
}
