/** The mail « toujours exact ? »: what families read, and one link. */
import { formatDate } from '../../src/domain/date/format';
import { type DateCivile, addDays } from '../../src/domain/date/jour';
import type { FaitsDuGroupe } from './faits';
import { JOURS_DU_LIEN } from './registre';

export interface CourrierDeDemande {
  sujet: string;
  texte: string;
}

export interface Contenu {
  nom: string;
  faits: readonly FaitsDuGroupe[];
  isRappel: boolean;
  lien: string;
  /** The day it leaves. */
  jour: DateCivile;
}

export function writeCourrier({ nom, faits, isRappel, lien, jour }: Contenu): CourrierDeDemande {
  const fin = formatDate(addDays(jour, JOURS_DU_LIEN), { annee: true, jour: false });
  const groupes = faits.map(({ titre, verification, lignes }) =>
    [`${titre} (${verification})`, ...lignes.map((ligne) => `- ${ligne}`)].join('\n'),
  );
  const texte = [
    'Bonjour,',
    isRappel
      ? `Nous vous avons demandé il y a trois semaines si la fiche « ${nom} » est toujours exacte. C’est le seul rappel.`
      : `La fiche « ${nom} » est-elle toujours exacte ? Voici ce que les familles lisent :`,
    ...groupes,
    `Ouvrez cette page : un bouton pour dire que tout est exact, un autre pour dire ce qui a changé. Ouvrir la page ne change rien.\n${lien}`,
    `Ce lien ne sert qu’à cette fiche, jusqu’au ${fin}. Il n’ouvre pas votre espace.`,
    'Vous recevez ce message parce que votre organisme tient cette fiche à jour.',
  ].join('\n\n');
  return { sujet: `${isRappel ? 'Rappel : toujours exact ?' : 'Toujours exact ?'} ${nom}`, texte };
}
