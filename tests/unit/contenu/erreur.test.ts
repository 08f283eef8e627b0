import { describe, expect, it } from 'vitest';
import { type ErreurDeContenu, formatErreur, formatRapport } from '../../../src/domain/contenu/erreur';

const erreur: ErreurDeContenu = { fichier: 'val/lieux/mairie.yaml', champ: 'nom', message: 'il manque.' };

describe('an error in one sentence', () => {
  it('names the file, the field and the value, then says what is wrong', () => {
    expect(formatErreur({ ...erreur, valeur: 'Mairie' })).toBe(
      'val/lieux/mairie.yaml, champ « nom », valeur « Mairie » : il manque.',
    );
  });

  it('names only what there is', () => {
    expect(formatErreur(erreur)).toBe('val/lieux/mairie.yaml, champ « nom » : il manque.');
    expect(formatErreur({ ...erreur, champ: '' })).toBe('val/lieux/mairie.yaml : il manque.');
    expect(formatErreur({ ...erreur, champ: '', valeur: 3 })).toBe(
      'val/lieux/mairie.yaml, valeur « 3 » : il manque.',
    );
  });

  const valeurDe = (valeur: unknown): string =>
    /valeur (.*) : /.exec(formatErreur({ ...erreur, valeur }))![1]!;

  it('shows any value on one line', () => {
    expect(valeurDe('Premier paragraphe.\n\n  Second.\n')).toBe('« Premier paragraphe. Second. »');
    expect(valeurDe(['lundi', 1])).toBe('« ["lundi",1] »');
    expect(valeurDe(false)).toBe('« false »');
    expect(valeurDe('')).toBe('vide');
  });

  it('cuts a long value after eighty characters', () => {
    expect(valeurDe('a'.repeat(80))).toBe(`« ${'a'.repeat(80)} »`);
    expect(valeurDe('a'.repeat(81))).toBe(`« ${'a'.repeat(80)}… »`);
  });

  it('shows a value that contains itself, as YAML can write it', () => {
    const liste: unknown[] = [];
    liste.push(liste);
    expect(valeurDe(liste)).toBe('« liste qui se contient elle-même »');
  });
});

describe('a report', () => {
  it('is absent when there is nothing to say', () => {
    expect(formatRapport([], [])).toBeUndefined();
  });

  it('counts in the singular', () => {
    expect(formatRapport([erreur], [erreur])).toBe(
      [
        '1 point à surveiller dans le contenu :',
        '  · val/lieux/mairie.yaml, champ « nom » : il manque.',
        '1 erreur dans le contenu. Le site n’est pas construit tant qu’elle n’est pas corrigée :',
        '  ✗ val/lieux/mairie.yaml, champ « nom » : il manque.',
      ].join('\n'),
    );
  });

  it('counts in the plural', () => {
    const lignes = formatRapport([erreur, erreur], [erreur, erreur, erreur])!.split('\n');
    expect(lignes[0]).toBe('3 points à surveiller dans le contenu :');
    expect(lignes[4]).toBe(
      '2 erreurs dans le contenu. Le site n’est pas construit tant qu’elles ne sont pas corrigées :',
    );
    expect(lignes).toHaveLength(7);
  });

  it('says nothing of errors when there are only warnings, and the reverse', () => {
    expect(formatRapport([], [erreur])).not.toContain('erreur');
    expect(formatRapport([erreur], [])).not.toContain('surveiller');
  });
});
