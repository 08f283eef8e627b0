/** An entry as it is printed: short lines, in the order in which a family needs them, and the way to its live page. */
import { type Couleur, ETAPES } from '../age/etape';
import { formatTelephone, publicContacts } from '../contact/schema';
import { NBSP, formatDatePartielle } from '../date/format';
import { formatPermanence } from '../permanence/phrase';
import { type Fiche, describeStructure } from '../portail/fiche';
import { toFicheCard } from '../portail/fiche-card';
import type { Portail } from '../portail/portail';
import { couleurOf, telephoneOf } from '../portail/structure';
import { STATUTS, type Structure } from '../structure/schema';
import { formatType, getType } from '../structure/type';
import { toAdresseDeFiche } from './edition';
import { empreintesOf } from './empreinte';

/** A fact: « Tarif », « gratuit ». */
export interface LigneImprimee {
  terme: string;
  texte: string;
}

/** Where and when one can come. */
export interface HoraireImprime {
  ou?: string;
  quand: string[];
}

export interface Notice {
  slug: string;
  nom: string;
  /** Its type in full, its acronym after it. */
  genre: string;
  pictogramme: string;
  couleur: Couleur;
  /** Said in words too: a booklet is often printed in black and white. */
  etape: string;
  /** « En projet », « Fermé pour le moment », with what is known of it. */
  etat?: string;
  role: string;
  horaires: HoraireImprime[];
  lignes: LigneImprimee[];
  contacts: LigneImprimee[];
  /** How sure it is: when it was verified, or where it comes from. */
  preuve: string;
  /** What people type. */
  adresse: string;
  /** What the QR code holds: the same page, with the edition. */
  lien: string;
}

const ETIQUETTES: Record<'seniors' | 'tous', string> = { seniors: 'Séniors', tous: 'Tout public' };

export const etapeOf = (couleur: Couleur): string =>
  couleur === 'seniors' || couleur === 'tous' ? ETIQUETTES[couleur] : ETAPES[couleur].libelle;

const capitalize = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1);

/** The address of a page, as people type it: without « https:// ». */
export function toAdresseCourte(adresse: string): string {
  return adresse.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** Address of a page of the portal. */
export function toAdresse(chemin: string, { territoire }: Pick<Portail, 'territoire'>): string {
  return `${territoire.urlDeBase.replace(/\/$/, '')}${chemin}`;
}

/** The month of an edition: `2026-12`. */
export const moisOf = ({ aujourdhui }: Pick<Portail, 'aujourdhui'>): string => aujourdhui.slice(0, 7);

function formatPreuve({ verifications, sources }: Structure): string {
  const dates = Object.values(verifications).filter((date) => date !== undefined);
  const derniere = dates.sort().at(-1);
  if (derniere) return `Vérifié auprès du service en ${formatDatePartielle(derniere.slice(0, 7))}`;
  const { titre, date } = sources[0]!;
  return `Pas encore vérifié auprès du service. Source${NBSP}: ${titre}${date ? `, ${formatDatePartielle(date)}` : ''}`;
}

function listContactsImprimes(structure: Structure): LigneImprimee[] {
  return publicContacts(structure.contacts).flatMap(({ fonction, telephone, courriel }) => {
    const texte = [telephone && formatTelephone(telephone), courriel].filter(Boolean).join(' · ');
    return texte === '' ? [] : [{ terme: fonction ? capitalize(fonction) : 'Contact', texte }];
  });
}

/** Too long a list of stops is no longer read: the page has them all. */
const ARRETS_IMPRIMES = 12;

function listHoraires({ arrets, situation, horairesAConfirmer, telephone }: Fiche): HoraireImprime[] {
  const { etat } = situation;
  if (etat === 'non-renseigne')
    return [{ quand: [`Horaires non renseignés${telephone ? `${NBSP}: appelez` : ''}`] }];
  if (etat === 'en-projet' || etat === 'ferme-temporairement' || etat === 'ferme-definitivement') return [];
  const horaires = arrets.slice(0, ARRETS_IMPRIMES).map(({ lieu, commune, permanences }): HoraireImprime => {
    const ou =
      lieu && commune && !lieu.nom.includes(commune) ? `${lieu.nom}, ${commune}` : (lieu?.nom ?? commune);
    const quand = permanences.map((permanence) =>
      permanence.libelle
        ? `${permanence.libelle}${NBSP}: ${formatPermanence(permanence)}`
        : capitalize(formatPermanence(permanence)),
    );
    return { ...(ou && arrets.length > 1 ? { ou } : {}), quand };
  });
  if (horaires.length === 0) horaires.push({ quand: ['Sur rendez-vous'] });
  if (arrets.length > ARRETS_IMPRIMES)
    horaires.push({ quand: [`et ${arrets.length - ARRETS_IMPRIMES} autres arrêts, sur la page à jour`] });
  if (horairesAConfirmer) horaires.push({ quand: [`À confirmer${NBSP}: appelez avant de venir`] });
  return horaires;
}

const TERMES_IMPRIMES = [
  'Âges',
  'Accès',
  'Tarif',
  'Adresse',
  'Dessert',
  'À domicile',
  'À apporter',
  'Handicap',
  'Site',
];

function listLignes({ pratique }: Fiche): LigneImprimee[] {
  return TERMES_IMPRIMES.flatMap((terme) => {
    const lignes = pratique.filter((fait) => fait.terme === terme).flatMap((fait) => fait.lignes);
    return lignes.length === 0 ? [] : [{ terme, texte: lignes.map(({ texte }) => texte).join(' · ') }];
  });
}

/** The entry of a structure, as printed on the day of the portal. */
export function toNotice(structure: Structure, portail: Portail): Notice {
  const fiche = describeStructure(structure, portail);
  const { slug, nom, type, statut, statutPrecision, role } = structure;
  const couleur = couleurOf(structure);
  const page = toAdresse(`/structures/${slug}/`, portail);
  return {
    slug,
    nom,
    genre: formatType(type),
    pictogramme: getType(type).pictogramme,
    couleur,
    etape: etapeOf(couleur),
    ...(statut === 'ouvert'
      ? {}
      : { etat: [STATUTS[statut].libelle, statutPrecision].filter(Boolean).join(`${NBSP}: `) }),
    role,
    horaires: listHoraires(fiche),
    lignes: listLignes(fiche),
    contacts: listContactsImprimes(structure),
    preuve: formatPreuve(structure),
    adresse: toAdresseCourte(page),
    lien: toAdresseDeFiche(page, moisOf(portail), empreintesOf(structure, portail)),
  };
}

/** One line of a list too long for entries. */
export interface LigneDeListe {
  nom: string;
  genre: string;
  ou: string;
  telephone?: string;
}

/** More entries than this are no longer a document that one leafs through: it lists them, and the pages say the rest. */
export const NOTICES_MAX = 600;

export function toLigneDeListe(structure: Structure, portail: Portail): LigneDeListe {
  const telephone = telephoneOf(structure);
  return {
    nom: structure.nom,
    genre: getType(structure.type).libelle,
    ou: toFicheCard(structure, portail).ou,
    ...(telephone ? { telephone: formatTelephone(telephone) } : {}),
  };
}
