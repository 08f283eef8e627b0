/** Stops the build before it starts when the content is wrong, and says everything that is wrong. */
import type { AstroIntegration } from 'astro';
import { formatRapport } from '../domain/contenu/erreur';
import { forgetContenu, loadContenu } from './contenu';
import { ErreurDEnvironnement } from './environnement';

export function contenuVerifie(): AstroIntegration {
  return {
    name: 'contenu-verifie',
    hooks: {
      'astro:config:setup': ({ command }) => {
        try {
          const { erreurs, avertissements } = loadContenu();
          const rapport = formatRapport(erreurs, avertissements);
          if (rapport) process.stderr.write(`\n${rapport}\n\n`);
          if (erreurs.length > 0 && command !== 'dev') process.exit(1);
        } catch (erreur) {
          if (!(erreur instanceof ErreurDEnvironnement)) throw erreur;
          process.stderr.write(`${erreur.message}\n`);
          process.exit(2);
        }
      },
      'astro:build:start': forgetContenu,
    },
  };
}
