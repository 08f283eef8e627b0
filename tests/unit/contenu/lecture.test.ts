import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyContenu } from '../../../src/domain/contenu/verification';
import { listFichiersPerdus, readContenu } from '../../../src/loaders/lecture';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL, rapportDe } from '../../fixtures/contenu';
import { insecable } from '../../fixtures/insecable';

let dossier: string;
beforeEach(() => {
  dossier = mkdtempSync(join(tmpdir(), 'contenu-'));
  cpSync(CONTENU_MINIMAL, dossier, { recursive: true });
});
afterEach(() => rmSync(dossier, { recursive: true }));

const write = (chemin: string, texte: string | Uint8Array): void =>
  writeFileSync(join(dossier, chemin), texte);
const erreurs = (): string[] => rapportDe(readContenu(dossier, TERRITOIRE_MINIMAL)).erreurs;
const erreursDe = (texte: string | Uint8Array): string[] => {
  write('val-minimal/indicateurs/naissances.yaml', texte);
  return erreurs();
};
const FICHIER = 'val-minimal/indicateurs/naissances.yaml';
const HABITUEL =
  'Vérifiez les deux-points et le décalage des lignes (des espaces, pas de tabulations) ; mettez entre guillemets un texte qui contient deux-points.';

describe('a file that is not YAML', () => {
  it.each([
    ['a shifted line', 'libelle: Naissances\n unite: enfants\n', `2. ${HABITUEL}`],
    ['a colon within a text', 'libelle: Naissances\nunite: en tout : enfants\n', `2. ${HABITUEL}`],
    ['an apostrophe within apostrophes', "libelle: 'Naissances de l'année'\n", `1. ${HABITUEL}`],
    ['a tabulation', '\tlibelle: Naissances\n', `1. ${HABITUEL}`],
    [
      'a tabulation before a field of a group',
      'valeurs:\n  - date: "2025"\n  \tvaleur: 3\n',
      `3. ${HABITUEL}`,
    ],
    ['a text that starts with an at sign', 'libelle: Naissances\nunite: @enfants\n', `2. ${HABITUEL}`],
    [
      'the same field twice',
      'libelle: Naissances\ntheme: sante\nlibelle: Bébés\n',
      '3. Un champ y est écrit deux fois : n’en gardez qu’un.',
    ],
    [
      'a quotation mark left open',
      'libelle: "Naissances\n',
      '2. Un guillemet, un crochet ou une accolade n’est pas refermé, là ou plus haut.',
    ],
    [
      'a bracket left open',
      'libelle: Naissances\nvaleurs: [1,\n',
      '3. Un guillemet, un crochet ou une accolade n’est pas refermé, là ou plus haut.',
    ],
  ])('says on which line there is %s', (_, texte, suite) => {
    expect(erreursDe(texte)).toEqual([
      `${FICHIER} : ce fichier n’est pas du YAML valable à la ligne ${suite}`,
    ]);
  });

  it('says that it is cut in two', () => {
    expect(erreursDe('libelle: Naissances\n---\nlibelle: Décès\n')).toEqual([
      `${FICHIER} : ce fichier n’est pas du YAML valable. Retirez la ligne de trois tirets qui coupe le fichier en deux.`,
    ]);
  });

  it.each(['', '\n\n', '# À compléter\n'])('says that it is empty: %j', (texte) => {
    expect(erreursDe(texte)).toEqual([`${FICHIER} : ce fichier est vide. Remplissez-le, ou retirez-le.`]);
  });

  it('never runs nor builds anything that a text asks for', () => {
    expect(erreursDe('libelle: !!js/function "function () {}"\n')).toEqual([
      expect.stringContaining('n’est pas du YAML valable à la ligne 1'),
    ]);
  });

  it('may contain itself: it is refused, and the report can be written', () => {
    expect(erreursDe('libelle: &a [*a]\n')).toContainEqual(
      expect.stringContaining('valeur « liste qui se contient elle-même »'),
    );
  });
});

describe('the text of a file', () => {
  it('must be UTF-8: an older encoding would lose its accents', () => {
    const latin1 = Buffer.from('libelle: Décès de l’année\n'.replace('’', "'"), 'latin1');
    expect(erreursDe(latin1)).toEqual([
      `${FICHIER} : ce fichier ne peut pas être lu. Vérifiez qu’il existe et enregistrez son texte en UTF-8.`,
    ]);
  });

  it('may begin with the mark that Windows editors add', () => {
    write('val-minimal/lieux/salle.yaml', '\uFEFFnom: Salle des fêtes\ncommune: "99002"\n');
    expect(erreurs()).toEqual([]);
  });

  it('keeps dates, hours and « yes » as texts, as YAML 1.2 says', () => {
    write('val-minimal/lieux/salle.yaml', 'nom: 2026-12-01\ncommune: 12:00\nadresse: yes\n');
    const lu = readContenu(dossier, TERRITOIRE_MINIMAL).find(({ slug }) => slug === 'salle');
    expect(lu?.donnees).toEqual({ nom: '2026-12-01', commune: '12:00', adresse: 'yes' });
  });
});

describe('the files of a content folder', () => {
  it('are those of the territory and those that every territory shares', () => {
    cpSync(join(dossier, 'val-minimal'), join(dossier, 'autre-val'), { recursive: true });
    const chemins = readContenu(dossier, TERRITOIRE_MINIMAL).map(({ chemin }) => chemin);
    expect(chemins).toContain('val-minimal/lieux/mairie.yaml');
    expect(chemins).toContain('commun/guide/garder-mon-bebe.yaml');
    expect(chemins.filter((chemin) => chemin.startsWith('autre-val'))).toEqual([]);
    const { contenu, erreurs: aucune } = verifyContenu(readContenu(dossier, 'autre-val'), AUJOURDHUI);
    expect(aucune).toEqual([]);
    expect(contenu.structures.map(({ slug }) => slug)).toEqual(['accueil-jeunes', 'relais']);
  });

  it('end with .yaml or .yml; others, such as notes, are left aside', () => {
    write('val-minimal/lieux/a-faire.txt', 'Appeler la mairie.');
    write('val-minimal/LISEZ-MOI.md', 'À garder.');
    write('val-minimal/lieux/ecole.yml', 'nom: École\ncommune: "99003"\n');
    expect(erreurs()).toEqual([]);
    const lus = readContenu(dossier, TERRITOIRE_MINIMAL);
    expect(lus.map(({ chemin }) => chemin)).toContain('val-minimal/lieux/ecole.yml');
    expect(listFichiersPerdus(dossier, TERRITOIRE_MINIMAL, lus)).toEqual([]);
  });

  it.each([
    'val-minimal/lieux/Ecole.YAML',
    'val-minimal/lieux/ecole.yaml.txt',
    'val-minimal/lieu/ecole.yaml',
    'val-minimal/lieux/ecoles/ecole.yaml',
    'val-minimal/ecole.yaml',
    'commun/lexiques/ecole.yml',
  ])('a listing that nothing would read is an error, not a silence: %s', (chemin) => {
    mkdirSync(join(dossier, chemin, '..'), { recursive: true });
    write(chemin, 'nom: École\n');
    const lus = readContenu(dossier, TERRITOIRE_MINIMAL);
    const perdus = listFichiersPerdus(dossier, TERRITOIRE_MINIMAL, lus);
    expect(perdus).toEqual([chemin]);
    const { erreurs: refus } = verifyContenu(lus, AUJOURDHUI, perdus);
    expect(refus.map(({ fichier, message }) => `${fichier} : ${message}`)).toEqual([
      insecable(
        `${chemin} : ce fichier ne serait pas lu. Son nom finit-il par .yaml, et son dossier est-il l’un de ceux-ci~: lieux, structures, evenements, balades, actions, indicateurs, guide, aides, lexique, urgences, calendrier~? Renommez-le, déplacez-le ou retirez-le.`,
      ),
    ]);
  });

  it('twice the same name with two extensions is refused', () => {
    cpSync(join(dossier, 'val-minimal/lieux/salle.yaml'), join(dossier, 'val-minimal/lieux/salle.yml'));
    expect(erreurs()).toEqual([
      'val-minimal/lieux/salle.yml, valeur « salle » : deux fiches ont le même nom de fichier (l’autre est val-minimal/lieux/salle.yaml). Gardez-en une seule, ou renommez l’une des deux.',
    ]);
  });

  it('a name that could not be an address is refused', () => {
    cpSync(
      join(dossier, 'val-minimal/lieux/salle.yaml'),
      join(dossier, 'val-minimal/lieux/Salle des fêtes.yaml'),
    );
    expect(erreurs()).toEqual([
      'val-minimal/lieux/Salle des fêtes.yaml, valeur « Salle des fêtes » : nom de fichier non valable. Écrivez-le en minuscules, sans accent ni espace, avec des tirets.',
    ]);
  });

  it('a folder under the name of a file cannot be read, and says so', () => {
    mkdirSync(join(dossier, 'val-minimal/lieux/annexe.yaml'));
    expect(erreurs()).toEqual([
      'val-minimal/lieux/annexe.yaml : ce fichier ne peut pas être lu. Vérifiez qu’il existe et enregistrez son texte en UTF-8.',
    ]);
  });

  it('missing folders are empty collections, the missing files are asked for', () => {
    rmSync(join(dossier, 'val-minimal'), { recursive: true });
    mkdirSync(join(dossier, 'val-minimal'));
    expect(erreurs()).toEqual([
      'communes.yaml : ce fichier manque : il donne la liste des communes. Copiez celui d’un autre territoire et adaptez-le.',
      'territoire.yaml : ce fichier manque : il décrit le territoire. Copiez celui d’un autre territoire et adaptez-le.',
    ]);
  });
});
