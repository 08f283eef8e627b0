/** Checks an entry among all the others, as the build will, before it is saved or published. */
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { type Cle, formatCle } from './cle';
import { type FichierDuDepot, type Origine, createVerification, toCheminDeContenu } from './fichiers';
import type { Lecture } from './lecture';

export type Controle = ReturnType<typeof createControle>;

export function createControle(origine: Origine, aujourdhui: () => DateCivile, lecture: Lecture) {
  const verify = createVerification(origine, aujourdhui);
  let connu: { cle: string; erreurs: ReadonlySet<string> } | undefined;

  /** What was wrong before is not the fault of this entry, and must not keep it from being corrected. */
  function errorsBefore(version: string, fichiers: readonly FichierDuDepot[]): ReadonlySet<string> {
    const cle = `${version} ${aujourdhui()}`;
    if (connu?.cle !== cle) connu = { cle, erreurs: new Set(verify(fichiers).map(toText)) };
    return connu.erreurs;
  }

  /**
   * What would be wrong with this entry, or become wrong elsewhere because of it. Undefined removes it. `ajouts` are
   * entries that are not published yet, that it may refer to.
   */
  return async (
    cle: Cle,
    donnees: unknown,
    version: string,
    ajouts: readonly FichierDuDepot[] = [],
  ): Promise<ErreurDeContenu[]> => {
    const fichiers: FichierDuDepot[] = await lecture.listFiches(undefined, version);
    const isOther = (fichier: FichierDuDepot) => formatCle(fichier.cle) !== formatCle(cle);
    const ecrite = donnees === undefined ? [] : [{ cle, donnees }];
    const apres = verify([...fichiers.filter(isOther), ...ajouts.filter(isOther), ...ecrite]);
    if (apres.length === 0) return [];
    const avant = errorsBefore(version, fichiers);
    const sien = toCheminDeContenu(cle, origine.territoire);
    const ajoutes = new Set(ajouts.map((ajout) => toCheminDeContenu(ajout.cle, origine.territoire)));
    return apres.filter(
      (erreur) => erreur.fichier === sien || (!ajoutes.has(erreur.fichier) && !avant.has(toText(erreur))),
    );
  };
}

function toText({ fichier, champ, message }: ErreurDeContenu): string {
  return `${fichier}\n${champ}\n${message}`;
}
