/** An entry of the directory, as its pages show it. */
import { formatTelephone, toTelLink } from '../../src/domain/contact/schema';
import { formatDate } from '../../src/domain/date/format';
import { type EntreePro, formatPublicsPro, formatSpecialites } from '../../src/domain/portail/annuaire-pro';
import type { Portail } from '../../src/domain/portail/portail';
import { isFresh } from '../../src/domain/portail/structure';
import { STATUTS } from '../../src/domain/structure/schema';
import { getType } from '../../src/domain/structure/type';
import { ACCES } from '../../src/domain/portail/pratique';

export interface LienVu {
  texte: string;
  href: string;
}

/** Somebody to call: a function, or a person. */
export interface ContactVu {
  titre: string;
  /** Below the name of a person. */
  fonction: string | undefined;
  missions: string | undefined;
  telephone: LienVu | undefined;
  courriel: LienVu | undefined;
}

export interface EntreeVue {
  slug: string;
  href: string;
  publique: string;
  nom: string;
  type: string;
  pictogramme: string;
  couleur: string;
  /** Said only when it does not receive people. */
  statut: string | undefined;
  role: string;
  /** Commune, whom it is for, how one comes. */
  faits: string[];
  specialites: string | undefined;
  orientation: string | undefined;
  publics: ContactVu[];
  reserves: ContactVu[];
  personnes: ContactVu[];
  /** When its contacts were last checked. */
  verifie: { texte: string; isAncien: boolean };
}

type Coordonnees = Partial<
  Record<'nom' | 'fonction' | 'missions' | 'telephone' | 'courriel', string | undefined>
>;

export function toContactVu({ nom, fonction, missions, telephone, courriel }: Coordonnees): ContactVu {
  return {
    titre: nom ?? fonction ?? 'Contact',
    fonction: nom === undefined ? undefined : fonction,
    missions,
    telephone:
      telephone === undefined ? undefined : { texte: formatTelephone(telephone), href: toTelLink(telephone) },
    courriel: courriel === undefined ? undefined : { texte: courriel, href: `mailto:${courriel}` },
  };
}

export const pageDeFichePro = (slug: string): string => `/espace/pro/structures/${slug}/`;

export function toEntreeVue(entree: EntreePro, { aujourdhui }: Pick<Portail, 'aujourdhui'>): EntreeVue {
  const { structure, type, commune, publics, reserves, interlocuteurs, verifieLe } = entree;
  const { slug, nom, role, statut, orientation, acces } = structure;
  const faits = [commune, formatPublicsPro(structure), acces && `accès ${ACCES[acces]}`];
  return {
    slug,
    href: pageDeFichePro(slug),
    publique: `/structures/${slug}/`,
    nom,
    type,
    pictogramme: getType(structure.type).pictogramme,
    couleur: getType(structure.type).couleur,
    statut: statut === 'ouvert' ? undefined : STATUTS[statut].libelle,
    role,
    faits: faits.filter((fait) => fait !== undefined),
    specialites: formatSpecialites(structure),
    orientation,
    publics: publics.map(toContactVu),
    reserves: reserves.map(toContactVu),
    personnes: interlocuteurs.map(toContactVu),
    verifie: {
      texte:
        verifieLe === undefined
          ? 'Contacts jamais vérifiés'
          : `Contacts vérifiés le ${formatDate(verifieLe, { annee: true, jour: false })}`,
      isAncien: !isFresh(verifieLe, 'contact', aujourdhui),
    },
  };
}
