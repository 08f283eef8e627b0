/** An entry that somebody is writing, as far as it can be drawn. */
import { normalizeDonnees } from '../../../src/domain/contenu/forme';
import { toErreurs } from '../../../src/domain/contenu/traduction';
import { type StructureData, structureSchema } from '../../../src/domain/structure/schema';
import { ErreurHttp } from '../../erreur-http';

/** The entry with its defaults; what is missing for a page to be drawn is said. */
export function readStructure(donnees: unknown): StructureData {
  const normales = normalizeDonnees(structureSchema, donnees);
  const lue = structureSchema.safeParse(normales);
  if (lue.success) return lue.data;
  const erreurs = toErreurs(structureSchema, normales, '').map(({ champ, message }) => ({ champ, message }));
  throw new ErreurHttp(422, 'invalide', 'L’aperçu s’affichera quand la fiche sera complète.', { erreurs });
}
