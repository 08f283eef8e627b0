import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toAfficheAImprimer } from '../../../src/domain/imprime/document';
import { printInto } from '../../../src/loaders/imprimerie';
import { printDocument } from '../../../src/loaders/impression';
import { creerPortail } from '../../fixtures/portail';

const portail = creerPortail({ structures: { relais: { lieu: 'mairie-castelnoir' } } });
const affiches = portail.communes.map((commune) => toAfficheAImprimer(commune, portail));

describe('the press of a build', () => {
  let dossier: string;
  beforeEach(() => {
    dossier = mkdtempSync(join(tmpdir(), 'imprimerie-'));
  });
  afterEach(() => rmSync(dossier, { recursive: true, force: true }));

  function print(site: string, documents: typeof affiches): Promise<string[]> {
    const lot = join(dossier, 'lot.ndjson');
    writeFileSync(lot, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    return printInto(join(dossier, site), lot, dossier);
  }
  const listGardes = () => readdirSync(join(dossier, 'imprimes'));

  it('writes each document in the site, the same as when it is printed alone', async () => {
    expect(await print('site', affiches)).toEqual(affiches.map(({ chemin }) => chemin));
    for (const document of affiches) {
      const ecrit = readFileSync(join(dossier, 'site', document.chemin));
      expect(Buffer.compare(ecrit, printDocument(document))).toBe(0);
    }
  });

  it('takes again what it printed for the last site, and forgets what is no longer in it', async () => {
    await print('un', affiches);
    const gardes = listGardes();
    expect(gardes).toHaveLength(affiches.length);
    await print('deux', affiches.slice(1));
    expect(listGardes()).toHaveLength(affiches.length - 1);
    expect(gardes).toEqual(expect.arrayContaining(listGardes()));
    expect(existsSync(join(dossier, 'deux', affiches[1]!.chemin))).toBe(true);
    expect(existsSync(join(dossier, 'deux', affiches[0]!.chemin))).toBe(false);
  });

  it('says which document could not be laid out', async () => {
    const faux = { ...affiches[0]!, donnees: {} };
    const sansLogo = { ...affiches[0]!, logos: ['absent.svg'] };
    await expect(print('site', [sansLogo])).rejects.toThrow(/« absent\.svg ».*n’est pas dans public\/logos/);
    await expect(print('site', [faux])).rejects.toThrow(/« affiche\.typ » n’a pas pu être mis en page/);
  });
});
