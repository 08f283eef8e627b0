import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Written aside, then named: whatever stops, a reader finds the former file or this one, and links keep the former. */
export function writeWhole(fichier: string, octets: Uint8Array): void {
  mkdirSync(dirname(fichier), { recursive: true });
  writeFileSync(`${fichier}.nouveau`, octets);
  renameSync(`${fichier}.nouveau`, fichier);
}
