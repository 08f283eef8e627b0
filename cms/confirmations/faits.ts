/** What families read about an entry, group by group, in words: what a partner confirms. */
import {
  type Groupe,
  LIBELLES_DE_GROUPE,
  listGroupesRemplis,
  verifieLe,
} from '../../src/domain/confirmation/groupe';
import { formatTelephone, publicContacts } from '../../src/domain/contact/schema';
import { formatDate } from '../../src/domain/date/format';
import { ACCES, formatTarif } from '../../src/domain/portail/pratique';
import { isFresh } from '../../src/domain/portail/structure';
import { type StructureData, structureSchema } from '../../src/domain/structure/schema';
import type { Fiche } from '../depot/depot';
import { formatFermeture, formatHoraires } from '../espace/changements';
import { type Contexte, listProchaines } from '../espace/contexte';

export interface FaitsDuGroupe {
  groupe: Groupe;
  titre: string;
  /** « vérifié le 3 mars 2025 », « jamais vérifié ». */
  verification: string;
  isAncien: boolean;
  lignes: string[];
}

const DATES = 3;

/** The entry, when it is one that a partner can confirm. */
export function readStructure(fiche: Pick<Fiche, 'donnees'> | undefined): StructureData | undefined {
  const lue = structureSchema.safeParse(fiche?.donnees);
  return lue.success && lue.data.statut !== 'ferme-definitivement' ? lue.data : undefined;
}

function listHoraires({ permanences, fermetures }: StructureData, contexte: Contexte): string[] {
  return [
    ...permanences.map((permanence) => {
      const dates = listProchaines(permanence, fermetures, contexte, DATES).map(({ texte }) => texte);
      const suite = dates.length > 0 ? `. Prochaines dates : ${dates.join(' ; ')}` : '';
      return `${formatHoraires(permanence, contexte.lieux)}${suite}`;
    }),
    ...fermetures.map((fermeture) => `Fermeture : ${formatFermeture(fermeture)}`),
  ];
}

function listContacts({ contacts, site, adresse, lieu }: StructureData, { lieux }: Contexte): string[] {
  const ou = adresse ?? (lieu === undefined ? undefined : lieux.get(lieu));
  return [
    ...publicContacts(contacts).map(({ fonction, telephone, courriel }) =>
      [fonction, telephone && formatTelephone(telephone), courriel].filter(Boolean).join(', '),
    ),
    ...(ou === undefined ? [] : [`Adresse : ${ou}`]),
    ...(site === undefined ? [] : [`Site : ${site}`]),
  ];
}

const majuscule = (texte: string) => texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1);

function listTarifs(structure: StructureData): string[] {
  const { acces } = structure;
  const tarif = formatTarif(structure);
  return [...(tarif ? [majuscule(tarif)] : []), ...(acces ? [`Accès : ${ACCES[acces]}`] : [])];
}

/** The groups that say something, in words. */
export function describeFaits(structure: StructureData, contexte: Contexte): FaitsDuGroupe[] {
  const lignes: Record<Groupe, () => string[]> = {
    horaires: () => listHoraires(structure, contexte),
    contact: () => listContacts(structure, contexte),
    tarifs: () => listTarifs(structure),
  };
  return listGroupesRemplis(structure).map((groupe) => {
    const date = verifieLe(structure, groupe);
    const jour = date && formatDate(date, { annee: true, jour: false });
    return {
      groupe,
      titre: LIBELLES_DE_GROUPE[groupe],
      verification: jour === undefined ? 'jamais vérifié' : `vérifié le ${jour}`,
      isAncien: !isFresh(date, groupe, contexte.aujourdhui),
      lignes: lignes[groupe](),
    };
  });
}
