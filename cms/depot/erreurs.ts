/** What can be answered to somebody who writes: each of these is a situation that the person can do something about. */
import { type ErreurDeContenu, formatErreur } from '../../src/domain/contenu/erreur';
import type { ConflitDeChamp } from '../../src/domain/contenu/fusion';

/** Somebody saved before: what was read is no longer what is there. */
export class ConflitDEcriture extends Error {
  override name = 'ConflitDEcriture';
  /** The version that is there now, null when there is none. */
  constructor(readonly actuel: string | null) {
    super('Quelqu’un a enregistré cette fiche avant vous.');
  }
}

/** What was published meanwhile changed the same fields as the draft. */
export class ConflitDeChamps extends Error {
  override name = 'ConflitDeChamps';
  constructor(readonly champs: readonly ConflitDeChamp[]) {
    super('La fiche publiée a changé entre-temps, sur les mêmes champs.');
  }
}

/** The entry, or another that depends on it, would be refused by the build. */
export class FicheInvalide extends Error {
  override name = 'FicheInvalide';
  constructor(readonly erreurs: readonly ErreurDeContenu[]) {
    super(erreurs.map(formatErreur).join('\n'));
  }
}

/** This version does not exist, or does not hold the entry. */
export class VersionAbsente extends Error {
  override name = 'VersionAbsente';
  constructor() {
    super('Cette version n’existe pas.');
  }
}
