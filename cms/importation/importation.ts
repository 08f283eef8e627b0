/** Proposes as drafts what a foreign file adds to the territory: nothing is published, no draft is written over. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { formatErreur } from '../../src/domain/contenu/erreur';
import {
  type Laissee,
  type Proposition,
  type Propositions,
  proposer,
} from '../../src/domain/importation/proposition';
import type { Terme } from '../../src/domain/lexique/schema';
import { lieuSchema } from '../../src/domain/lieu/schema';
import type { DateCivile } from '../../src/domain/date/jour';
import { readComparaison } from '../doublons/comparaison';
import { ConflitDEcriture, type Depot, FicheInvalide, type Signature, formatCle } from '../depot/depot';
import type { Notes } from '../notes/notes';
import { type Demande, FORMATS, type FichierLu, readFichier } from './lecture';

export interface Bilan {
  fichier: FichierLu;
  faites: Proposition[];
  laissees: Laissee[];
  identiques: number;
  remarques: Propositions['remarques'];
}

export interface OptionsDImportation {
  depot: Depot;
  base: DatabaseSync;
  notes: Notes;
  termes: readonly Terme[];
  aujourdhui: DateCivile;
  now: () => Date;
}

const NOTE_MAX = 1_900;

function fingerprint(donnees: unknown): string {
  return createHash('sha256').update(JSON.stringify(donnees)).digest('hex');
}

/** Places named by an entry: its own and those of its permanences. */
function listLieuxDe({ donnees }: Proposition): string[] {
  const permanences = (donnees['permanences'] ?? []) as { lieu?: string }[];
  return [donnees['lieu'], ...permanences.map(({ lieu }) => lieu)].filter((lieu) => typeof lieu === 'string');
}

export type Importation = ReturnType<typeof createImportation>;

export function createImportation({ depot, base, notes, termes, aujourdhui, now }: OptionsDImportation) {
  const select = base.prepare(
    'select faiteLe from importation where source = ? and element = ? and empreinte = ?',
  );
  const insert = base.prepare(
    'insert or ignore into importation (source, element, empreinte, fiche, faiteLe) values (?, ?, ?, ?, ?)',
  );

  const isProposee = ({ origine: { titre, id }, donnees }: Proposition): boolean =>
    select.get(titre, id, fingerprint(donnees)) !== undefined;

  /** Without what was already proposed and set aside, nor the places that only it named. */
  function keepNouvelles(propositions: readonly Proposition[]): {
    gardees: Proposition[];
    ecartees: Proposition[];
  } {
    const isLieu = ({ cle }: Proposition) => cle.collection === 'lieux';
    const fiches = propositions.filter((proposition) => !isLieu(proposition));
    const gardees = fiches.filter((proposition) => !isProposee(proposition));
    const nommes = new Set(gardees.flatMap(listLieuxDe));
    return {
      gardees: propositions.filter((each) =>
        isLieu(each) ? nommes.has(each.cle.slug) : gardees.includes(each),
      ),
      ecartees: fiches.filter(isProposee),
    };
  }

  /** The word first: a draft without it could not be understood. Gives why it could not be saved. */
  async function save(
    proposition: Proposition,
    auteur: Signature,
    lu: string | null,
  ): Promise<string | undefined> {
    const { cle, donnees, note, origine } = proposition;
    const mot =
      note === '' ? undefined : notes.add(cle, { auteur: auteur.nom, texte: note.slice(0, NOTE_MAX) });
    try {
      await depot.saveBrouillon(cle, donnees, { lu, auteur, etat: 'pending_review' });
    } catch (erreur) {
      if (mot) notes.remove(cle, mot.id);
      if (erreur instanceof ConflitDEcriture)
        return 'quelqu’un vient d’enregistrer cette fiche : elle est laissée comme elle est';
      if (erreur instanceof FicheInvalide) return erreur.erreurs.map(formatErreur).join(' ');
      throw erreur;
    }
    insert.run(origine.titre, origine.id, fingerprint(donnees), formatCle(cle), now().toISOString());
    return undefined;
  }

  return {
    /** Reads the whole file before it writes anything; with `essai`, it writes nothing at all. */
    async importer(
      demande: Demande,
      { essai, reproposer = false }: { essai: boolean; reproposer?: boolean },
    ): Promise<Bilan> {
      const comparaison = await readComparaison(depot, termes);
      const { fiches, structures, communes } = comparaison;
      const fichier = readFichier(demande, { communes, nommage: comparaison.nommage, aujourdhui });
      const parCle = new Map(fiches.map((fiche) => [formatCle(fiche.cle), fiche]));
      const { propositions, laissees, identiques, remarques } = proposer(fichier.fiches, {
        fiches: structures.map((structure) => {
          const fiche = parCle.get(`structures/${structure.slug}`)!;
          return {
            slug: structure.slug,
            donnees: fiche.donnees as Record<string, unknown>,
            structure,
            hasBrouillon: fiche.hasBrouillon,
          };
        }),
        lieux: fiches.flatMap(({ cle, donnees }) => {
          const lieu = cle.collection === 'lieux' ? lieuSchema.safeParse(donnees) : undefined;
          return lieu?.success ? [{ ...lieu.data, slug: cle.slug }] : [];
        }),
        comparaison,
        isPris: (collection, slug) => parCle.has(`${collection}/${slug}`),
      });
      const { gardees, ecartees } = reproposer
        ? { gardees: propositions, ecartees: [] }
        : keepNouvelles(propositions);
      const bilan: Bilan = {
        fichier,
        faites: [],
        identiques,
        remarques,
        laissees: [
          ...laissees,
          ...ecartees.map(({ nom, origine }) => ({
            nom,
            ou: origine.id,
            raison: 'déjà proposée telle quelle : --reproposer la propose à nouveau',
          })),
        ],
      };
      const auteur: Signature = { id: 'import', nom: `Import (${FORMATS[fichier.format]})` };
      for (const proposition of gardees) {
        const { cle, nom, origine, donnees } = proposition;
        const lu = parCle.get(formatCle(cle))?.oid ?? null;
        const raison = essai
          ? (await depot.check(cle, donnees))
              .filter(({ champ }) => !isReference(champ))
              .map(formatErreur)
              .join(' ') || undefined
          : await save(proposition, auteur, lu);
        if (raison === undefined) bilan.faites.push(proposition);
        else bilan.laissees.push({ nom, ou: origine.id, raison });
      }
      return bilan;
    },
  };
}

/** A trial writes no place: what refers to a new one would seem to lead nowhere. */
const isReference = (champ: string): boolean => champ === 'lieu' || /^permanences\.\d+\.lieu$/.test(champ);
