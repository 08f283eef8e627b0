/** `npm run contours`: fetches the outlines of the communes of a territory into its content. */
import { formatRapport } from '../domain/contenu/erreur';
import { type DemandeDeContours, EchecDesContours, fetchContours, readApi, writeContours } from './contours';
import { verifyTerritoire } from './contenu';
import { ErreurDEnvironnement, readEnvironnement, type Variables } from './environnement';

/** Exit code: 0 when the file is written, 1 when it could not be; a wrong setting throws its sentence. */
export async function runContours(
  env: Variables,
  options: Pick<DemandeDeContours, 'delaiMs'> = {},
): Promise<number> {
  const { contenu, territoire, aujourdhui } = readEnvironnement(env);
  const api = readApi(env);
  // Outlines that are wrong are no reason not to fetch right ones.
  const { contenu: fiches, erreurs } = verifyTerritoire(env);
  if (erreurs.length > 0) {
    process.stderr.write(`${formatRapport(erreurs, [])}\n`);
    return 1;
  }
  const siren = fiches.territoire[0]?.donnees.siren;
  if (siren === undefined)
    throw new ErreurDEnvironnement(
      `TERRITOIRE vaut « ${territoire} », dont territoire.yaml ne donne pas le SIREN : sans lui, ses contours ne peuvent pas être demandés.`,
    );
  try {
    const communes = fiches.communes.map(({ donnees }) => donnees);
    const contours = await fetchContours({ api, siren, communes, aujourdhui, ...options });
    const fichier = writeContours(contenu, territoire, contours);
    process.stdout.write(`Contours de ${contours.features.length} communes écrits dans ${fichier}.\n`);
    return 0;
  } catch (erreur) {
    if (!(erreur instanceof EchecDesContours)) throw erreur;
    process.stderr.write(`Contours non mis à jour : ${erreur.message}\n`);
    return 1;
  }
}
