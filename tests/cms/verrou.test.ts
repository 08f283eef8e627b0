import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFauteDeGit } from '../../cms/outil-git';
import { isTenu, takeVerrou } from '../../cms/verrou';

let dossier: string;
let enfants: ChildProcess[];
beforeEach(() => {
  dossier = mkdtempSync(join(tmpdir(), 'verrou-'));
  enfants = [];
});
afterEach(() => {
  for (const enfant of enfants) enfant.kill('SIGKILL');
  rmSync(dossier, { recursive: true });
});

/** Another program that holds the folder, and does nothing else. `outil` runs it: another machine, as it were. */
async function startAutre(...outil: string[]): Promise<ChildProcess> {
  const programme = `
    import { importTypeScript } from ${JSON.stringify(join(process.cwd(), 'scripts/projet.mjs'))};
    const { takeVerrou } = await importTypeScript('cms/verrou.ts');
    takeVerrou(process.argv[1]);
    console.log('pris');
    setInterval(() => undefined, 1_000);`;
  const [commande = '', ...parametres] = [
    ...outil,
    ...[process.execPath, '--input-type=module', '-e', programme, dossier],
  ];
  const enfant = spawn(commande, parametres, { stdio: ['ignore', 'pipe', 'pipe'] });
  enfants.push(enfant);
  let plainte = '';
  enfant.stderr.on('data', (texte) => (plainte += String(texte)));
  await new Promise<void>((fini, echec) => {
    enfant.stdout.once('data', () => fini());
    enfant.once('exit', () => echec(new Error(plainte)));
    enfant.once('error', echec);
  });
  return enfant;
}

async function killAutre(enfant: ChildProcess): Promise<void> {
  const fin = new Promise((fini) => enfant.once('exit', fini));
  enfant.kill('SIGKILL');
  await fin;
}

test('a folder is held once, until it is let go', () => {
  const release = takeVerrou(dossier);
  expect(() => takeVerrou(dossier)).toThrow(
    `déjà ouvert par un autre programme (processus ${process.pid} de la machine « ${hostname()} »)`,
  );
  expect(isTenu(dossier)).toBe(true);
  release();
  release();
  expect([isTenu(dossier), isTenu(join(dossier, 'absent')), existsSync(join(dossier, 'absent'))]).toEqual([
    false,
    false,
    false,
  ]);
  takeVerrou(dossier)();
});

test('a folder that another program holds is refused until that program is killed', async () => {
  const autre = await startAutre();
  expect(() => takeVerrou(dossier)).toThrow(`processus ${autre.pid}`);
  await killAutre(autre);
  takeVerrou(dossier)();
});

test('so is one that a container holds, where processes have other numbers', async ({ skip }) => {
  const conteneur = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--uts', '--'];
  const autre = await startAutre(...conteneur).catch(() => undefined);
  if (!autre) return skip('This user may not make a container.');
  // It is the first process there, as the other may be in its own container.
  expect(() => takeVerrou(dossier)).toThrow('(processus 1 ');
  await killAutre(autre);
});

test('what somebody writes in the folder neither takes it nor keeps it', () => {
  writeFileSync(join(dossier, 'occupant'), 'processus 1');
  takeVerrou(dossier)();
});

test('a folder that cannot be written is no matter of who holds it', () => {
  rmSync(dossier, { recursive: true });
  writeFileSync(dossier, '');
  expect(() => takeVerrou(dossier)).toThrow(/EEXIST|ENOTDIR/);
});

test.each([
  ['git version 2.38.0', undefined],
  ['git version 2.39.5 (Apple Git-154)', undefined],
  ['git version 3.0.1', undefined],
  ['git version 2.34.1', /cette machine a la version 2\.34/],
  [null, /git n’est pas installé/],
])('with « %s », the atelier opens or says why not', (sortie, attendu) => {
  const faute = findFauteDeGit(() => ({ status: sortie === null ? null : 0, stdout: sortie }));
  if (attendu === undefined) expect(faute).toBeUndefined();
  else expect(faute).toMatch(attendu);
});
