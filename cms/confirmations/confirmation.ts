/** Writes that what is published is right, in the name of the organisation that says so, and puts it online. */
import { listGroupesRemplis } from '../../src/domain/confirmation/groupe';
import type { DateCivile } from '../../src/domain/date/jour';
import type { Atelier } from '../atelier';
import { type Cle, ConflitDEcriture, type Signature, formatCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { readStructure } from './faits';
import type { RegistreDesDemandes } from './registre';

export interface AConfirmer {
  cle: Cle;
  /** What whoever presses the button had before their eyes. */
  lu: string;
  auteur: Signature;
  date: DateCivile;
}

export async function confirmFiche(
  { depot, publication }: Pick<Atelier, 'depot' | 'publication'>,
  registre: RegistreDesDemandes,
  { cle, lu, auteur, date }: AConfirmer,
): Promise<void> {
  const structure = readStructure(await depot.readFiche(cle));
  if (!structure) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’est plus publiée.');
  const groupes = listGroupesRemplis(structure);
  try {
    const { commit } = await depot.confirm(cle, { lu, auteur, groupes, date });
    publication.request(cle, commit);
  } catch (erreur) {
    if (!(erreur instanceof ConflitDEcriture)) throw erreur;
    throw new ErreurHttp(
      409,
      'ecrit-avant-vous',
      'La fiche vient de changer : rien n’est confirmé. Ouvrez à nouveau la page et relisez-la.',
      { actuel: erreur.actuel },
    );
  }
  registre.setConfirmees(formatCle(cle));
}
