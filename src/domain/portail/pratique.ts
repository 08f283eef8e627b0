/** The practical facts of a structure, in the order a parent needs them. What nobody told us is said to be unknown. */
import { formatAges } from '../age/age';
import { formatTelephone, publicContacts, toTelLink } from '../contact/schema';
import { formatDatePartielle, formatListe } from '../date/format';
import type { Lieu as LieuData } from '../lieu/schema';
import type { Acces } from '../permanence/schema';
import type { Source } from '../source/schema';
import { PROFILS, SPECIALITES, type Structure } from '../structure/schema';
import type { Commune, Lieu } from './portail';

/** One line of a fact; with `href`, a link. */
export interface Ligne {
  texte: string;
  href?: string;
}

export interface Fait {
  terme: string;
  /** Empty when nobody told us: the page then says `manque`. */
  lignes: Ligne[];
  manque?: string;
}

export const ACCES: Record<Acces, string> = {
  libre: 'libre, sans rendez-vous',
  'sur-inscription': 'sur inscription',
  'sur-rendez-vous': 'sur rendez-vous',
  'sur-orientation': 'sur orientation d’un professionnel',
};

const FAUTEUIL = { oui: 'oui', non: 'non', partiel: 'en partie' } as const;

/** « Entrée en fauteuil : oui (rampe à gauche) ». */
export function formatFauteuil({ fauteuil, precisions }: NonNullable<LieuData['accessibilite']>): string {
  return precisions ? `${FAUTEUIL[fauteuil]} (${precisions})` : FAUTEUIL[fauteuil];
}

const toLignes = (texte: string | undefined): Ligne[] => (texte ? [{ texte }] : []);

/** « gratuit », « payant », or what it costs. */
export function formatTarif({ tarif }: Pick<Structure, 'tarif'>): string | undefined {
  if (!tarif) return undefined;
  const { gratuit, precisions } = tarif;
  if (gratuit) return precisions ? `gratuit : ${precisions}` : 'gratuit';
  return precisions ?? (gratuit === false ? 'payant' : undefined);
}

function formatAdresse(
  structure: Structure,
  lieu: Lieu | undefined,
  commune: Commune | undefined,
): string | undefined {
  if (structure.adresse) return structure.adresse;
  if (structure.horsTerritoire) return `${structure.horsTerritoire} (hors du territoire)`;
  if (!commune) return undefined;
  return lieu?.adresse
    ? `${lieu.adresse}, ${lieu.codePostal ?? commune.codesPostaux[0]} ${commune.nom}`
    : `${commune.nom} (rue non renseignée)`;
}

function listHandicap({ handicap }: Structure, lieu: Lieu | undefined): Ligne[] {
  const accueil = handicap?.accueil
    ? 'la structure déclare accueillir les personnes handicapées'
    : 'accueil non adapté';
  const specialites = handicap?.specialites ?? [];
  return [
    ...(handicap ? toLignes(handicap.precisions ? `${accueil} : ${handicap.precisions}` : accueil) : []),
    ...toLignes(
      specialites.length > 0
        ? `connaît bien : ${formatListe(specialites.map((slug) => SPECIALITES[slug].toLowerCase()))}`
        : undefined,
    ),
    ...(handicap?.charte
      ? [
          {
            texte: `charte d’accueil, ${formatDatePartielle(handicap.charte.date)}`,
            href: handicap.charte.url,
          },
        ]
      : []),
    ...(lieu?.accessibilite ? toLignes(`Entrée en fauteuil : ${formatFauteuil(lieu.accessibilite)}`) : []),
  ];
}

function listContacts(structure: Structure): Fait[] {
  return publicContacts(structure.contacts).map(({ fonction, missions, telephone, courriel }) => ({
    terme: fonction ?? 'Contact',
    lignes: [
      ...toLignes(missions),
      ...(telephone ? [{ texte: formatTelephone(telephone), href: toTelLink(telephone) }] : []),
      ...(courriel ? [{ texte: courriel, href: `mailto:${courriel}` }] : []),
    ],
  }));
}

/** The facts to show: those that matter to everybody even when unknown, the others only when known. */
export function listPratique(
  structure: Structure,
  lieu: Lieu | undefined,
  commune: Commune | undefined,
  zone: string | undefined,
  sansVoiture: readonly Fait[],
): Fait[] {
  const { publics, capacite, surPlace, aApporter, langues, gestionnaire, site, acces } = structure;
  const known = (terme: string, texte: string | undefined): Fait[] =>
    texte ? [{ terme, lignes: [{ texte }] }] : [];
  const always = (terme: string, lignes: Ligne[], manque: string): Fait => ({ terme, lignes, manque });
  return [
    ...(publics.profils.includes('tous')
      ? []
      : [always('Âges', toLignes(publics.ages && formatAges(publics.ages)), 'non renseignés')]),
    ...known('Pour', formatListe(publics.profils.map((profil) => PROFILS[profil].toLowerCase()))),
    always('Tarif', toLignes(formatTarif(structure)), 'non renseigné'),
    always('Accès', toLignes(acces && ACCES[acces]), 'non renseigné'),
    always('Adresse', toLignes(formatAdresse(structure, lieu, commune)), 'non renseignée'),
    ...sansVoiture,
    ...known('Dessert', zone),
    ...known('À domicile', structure.aDomicile ? 'le service se déplace chez vous' : undefined),
    ...known(
      'Places',
      capacite && `${capacite.places}${capacite.date ? ` (${formatDatePartielle(capacite.date)})` : ''}`,
    ),
    ...known('Sur place', formatListe(surPlace)),
    ...known('À apporter', formatListe(aApporter)),
    ...known('Langues', langues.length > 0 ? formatListe(['français', ...langues]) : undefined),
    always('Handicap', listHandicap(structure, lieu), 'non renseigné'),
    ...known('Géré par', gestionnaire),
    ...(site
      ? [{ terme: 'Site', lignes: [{ texte: new URL(site).hostname.replace(/^www\./, ''), href: site }] }]
      : []),
    ...listContacts(structure),
  ];
}

/** The practical facts of a place. */
export function listPratiqueDuLieu(
  lieu: Lieu,
  hote: Structure | undefined,
  sansVoiture: readonly Fait[],
): Fait[] {
  return [
    ...(hote
      ? [{ terme: 'Accueilli par', lignes: [{ texte: hote.nom, href: `/structures/${hote.slug}/` }] }]
      : []),
    {
      terme: 'Fauteuil',
      lignes: toLignes(lieu.accessibilite && formatFauteuil(lieu.accessibilite)),
      manque: 'non renseigné',
    },
    ...(lieu.precisions ? [{ terme: 'Pour entrer', lignes: [{ texte: lieu.precisions }] }] : []),
    ...sansVoiture,
    ...(lieu.sources.length > 0 ? [{ terme: 'Source', lignes: lieu.sources.map(toLigneDeSource) }] : []),
  ];
}

function toLigneDeSource({ titre, url, date }: Source): Ligne {
  const texte = date ? `${titre}, ${formatDatePartielle(date)}` : titre;
  return url ? { texte, href: url } : { texte };
}
