/** Prints the documents of the site: gathers the pictures that each asks for, and lays it out. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DocumentAImprimer } from '../domain/imprime/document';
import { toCode } from './code-a-lire';
import { compileTypst } from './typst';

const PICTOGRAMMES = 'node_modules/lucide-static/icons';
const LOGOS = 'public/logos';
const ENCRE = '#17282a';

function readPictogramme(nom: string): Buffer {
  const dessin = readFileSync(resolve(PICTOGRAMMES, `${nom}.svg`), 'utf8');
  return Buffer.from(dessin.replaceAll('currentColor', ENCRE));
}

/** The bytes of one document. */
export function printDocument({
  principal,
  donnees,
  date,
  codes,
  pictogrammes,
  logos,
}: DocumentAImprimer): Uint8Array {
  const images: Record<string, Uint8Array> = {};
  for (const [nom, adresse] of Object.entries(codes)) images[`codes/${nom}`] = toCode(adresse).pixels;
  for (const nom of pictogrammes) images[`pictogrammes/${nom}.svg`] = readPictogramme(nom);
  for (const nom of logos) images[`logos/${nom}`] = readFileSync(resolve(LOGOS, nom));
  return compileTypst({ principal, donnees, date, images });
}
