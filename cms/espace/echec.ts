/** A publication failed, whichever way it came: « Ma fiche », Decap, a confirmation or the forge. */
import type { Depot } from '../depot/depot';
import type { Notes } from '../notes/notes';
import { type Echec, formatEchec } from '../publication/publication';
import { announceEchec } from './courrier';
import { readDossier } from './dossier';
import type { OptionsDEspace } from './options';

const NOTE_MAX = 2_000;

export interface OptionsDEchec extends Pick<OptionsDEspace, 'registre' | 'courriels' | 'adresse'> {
  depot: Depot;
  notes: Notes;
}

/** Tells those who review; for an entry that went back to draft, leaves a note there and tells its people too. */
export async function tellEchec(options: OptionsDEchec, echec: Echec): Promise<void> {
  const { registre, courriels, depot, notes } = options;
  const { cle, raison } = echec;
  const sujet = cle ? 'Une fiche empêche de publier le site' : 'Le site n’a pas pu être reconstruit';
  for (const { courriel } of registre.listCoordination())
    courriels.send({ a: courriel, sujet, texte: formatEchec(echec) });
  if (!cle) return;
  notes.add(cle, {
    auteur: 'Publication du site',
    texte:
      `Le site n’a pas pu être construit avec cette version : elle est revenue en brouillon. ${raison}`.slice(
        0,
        NOTE_MAX,
      ),
    isRetour: true,
  });
  announceEchec(options, await readDossier(depot, cle, notes.listRetournees()));
}
