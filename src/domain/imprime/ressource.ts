/** The « document ressource » of a theme: who does what, exactly as the page of the theme lists it. */
import { listByTheme } from '../portail/annuaire';
import type { Portail } from '../portail/portail';
import { THEMES, type Theme } from '../theme/theme';
import { type Enseigne, describeEnseigne } from './enseigne';
import {
  type LigneDeListe,
  type Notice,
  toAdresse,
  toAdresseCourte,
  toLigneDeListe,
  toNotice,
} from './notice';

export interface DocumentRessource extends Enseigne {
  titre: string;
  description: string;
  page: string;
  lienDePage: string;
  nombre: number;
  /** In full, unless they are too many: then one line each. */
  notices: Notice[];
  lignes: LigneDeListe[];
  questions: { titre: string; resume: string }[];
  aides: { nom: string; organisme: string; resume: string; lien: string; adresseDuLien: string }[];
}

/** About thirty pages: beyond, nobody leafs through it any more. */
const NOTICES_MAX = 200;

export function describeRessource(theme: Theme, portail: Portail): DocumentRessource {
  const { libelle, description } = THEMES[theme];
  const structures = listByTheme(theme, portail);
  const entier = structures.length <= NOTICES_MAX;
  const lienDePage = toAdresse(`/themes/${theme}/`, portail);
  return {
    ...describeEnseigne(portail),
    titre: libelle,
    description,
    page: toAdresseCourte(lienDePage),
    lienDePage,
    nombre: structures.length,
    notices: entier ? structures.map((structure) => toNotice(structure, portail)) : [],
    lignes: entier ? [] : structures.map((structure) => toLigneDeListe(structure, portail)),
    questions: portail.articles
      .filter(({ themes }) => themes.includes(theme))
      .map(({ titre, resume }) => ({ titre, resume })),
    aides: portail.aides
      .filter(({ themes }) => themes.includes(theme))
      .map(({ nom, organisme, resume, lien }) => ({
        nom,
        organisme,
        resume,
        lien,
        adresseDuLien: toAdresseCourte(lien),
      })),
  };
}
