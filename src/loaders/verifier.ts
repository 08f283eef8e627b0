/** Lists what is wrong in the content of a territory, without building anything: `npm run verifier`. */
import { formatRapport } from '../domain/contenu/erreur';
import { loadContenu } from './contenu';

const { contenu, erreurs, avertissements } = loadContenu();
const rapport = formatRapport(erreurs, avertissements);
if (rapport) process.stderr.write(`${rapport}\n`);
if (erreurs.length > 0) process.exitCode = 1;
else {
  const total = Object.values(contenu).reduce((somme, entrees) => somme + entrees.length, 0);
  process.stdout.write(`Contenu vérifié : ${total} fiches, aucune erreur.\n`);
}
