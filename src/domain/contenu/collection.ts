/** The collections of content: one schema each, and where their files live. */
import { z } from 'zod';
import { actionSchema } from '../action/schema';
import { aideSchema } from '../aide/schema';
import { baladeSchema } from '../balade/schema';
import { calendrierScolaireSchema } from '../calendrier/schema';
import { evenementSchema } from '../evenement/schema';
import { articleSchema } from '../guide/schema';
import { indicateurSchema } from '../indicateur/schema';
import { termeSchema } from '../lexique/schema';
import { lieuSchema } from '../lieu/schema';
import { structureSchema } from '../structure/schema';
import { communeSchema, territoireSchema } from '../territoire/schema';
import { urgenceSchema } from '../urgence/schema';

/**
 * `dossier`: a folder of the territory, one file an entry. `fichier`: one file of the territory that
 * holds one entry. `liste`: one file of the territory that holds a list. `commun`: a folder shared by
 * every territory.
 */
export type Rangement = 'dossier' | 'fichier' | 'liste' | 'commun';

export const COLLECTIONS = {
  territoire: { rangement: 'fichier', schema: territoireSchema },
  communes: { rangement: 'liste', schema: communeSchema },
  lieux: { rangement: 'dossier', schema: lieuSchema },
  structures: { rangement: 'dossier', schema: structureSchema },
  evenements: { rangement: 'dossier', schema: evenementSchema },
  balades: { rangement: 'dossier', schema: baladeSchema },
  actions: { rangement: 'dossier', schema: actionSchema },
  indicateurs: { rangement: 'dossier', schema: indicateurSchema },
  guide: { rangement: 'commun', schema: articleSchema },
  aides: { rangement: 'commun', schema: aideSchema },
  lexique: { rangement: 'commun', schema: termeSchema },
  urgences: { rangement: 'commun', schema: urgenceSchema },
  calendrier: { rangement: 'commun', schema: calendrierScolaireSchema },
} as const satisfies Record<string, { rangement: Rangement; schema: z.ZodType }>;

export type NomDeCollection = keyof typeof COLLECTIONS;
export const NOMS_DE_COLLECTION = Object.keys(COLLECTIONS) as NomDeCollection[];

export type Donnees<C extends NomDeCollection> = z.output<(typeof COLLECTIONS)[C]['schema']>;

/** One valid entry and the file that holds it. */
export interface Entree<C extends NomDeCollection = NomDeCollection> {
  slug: string;
  fichier: string;
  donnees: Donnees<C>;
}

/** All the valid entries of one territory. */
export type Contenu = { [C in NomDeCollection]: Entree<C>[] };
