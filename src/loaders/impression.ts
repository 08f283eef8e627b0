/** Prints one document: gathers the pictures that it asks for, and lays it out. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DocumentAImprimer } from '../domain/imprime/document.ts';
import { toCode } from './code-a-lire.ts';
import { compileTypst } from './typst.ts';

const PICTOGRAMMES = 'node_modules/lucide-static/icons';
const LOGOS = 'public/logos';
const ENCRE = '#17282a';

function readPictogramme(nom: string): Buffer {
  const dessin = readFileSync(resolve(PICTOGRAMMES, `${nom}.svg`), 'utf8');
  return Buffer.from(dessin.replaceAll('currentColor', ENCRE));
}

function readLogo(nom: string): Buffer {
  const fichier = resolve(LOGOS, nom);
  if (existsSync(fichier)) return readFileSync(fichier);
  throw new Error(
    `Le logo « ${nom} », cité dans territoire.yaml, n’est pas dans ${LOGOS}/ : ajoutez-le, ou retirez-le.`,
  );
}

/** The bytes of a document. */
export function printDocument(document: DocumentAImprimer): Uint8Array {
  const { principal, donnees, date, codes, pictogrammes, logos } = document;
  const images: Record<string, Uint8Array> = {};
  for (const [nom, adresse] of Object.entries(codes)) images[`codes/${nom}`] = toCode(adresse).pixels;
  for (const nom of pictogrammes) images[`pictogrammes/${nom}.svg`] = readPictogramme(nom);
  for (const nom of logos) images[`logos/${nom}`] = readLogo(nom);
  return compileTypst({ principal, donnees, date, images });
}
