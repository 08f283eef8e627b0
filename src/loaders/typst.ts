/**
 * Prints: lays a template of `src/imprimes` out as a PDF that a screen reader follows too (PDF/UA-1), from data. The
 * same template, data and date give the same bytes; nothing comes from the machine nor from the network.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { NBSP } from '../domain/date/espace.ts';
import type { DateCivile } from '../domain/date/jour.ts';
import { listCaracteres } from './police.ts';

const GABARITS = 'src/imprimes';
const POLICE = 'node_modules/@expo-google-fonts/figtree';
const GRAISSES = ['400Regular', '600SemiBold', '800ExtraBold'];
/** What the font does not have, but something else says as well. */
const REMPLACEMENTS: Readonly<Record<string, string>> = { '\u202f': NBSP, '\u2009': NBSP, '\u2011': '-' };
/** Layouts of earlier documents kept in memory: none, a booklet takes hundreds of megabytes. */
const GARDES = 0;

export interface Impression {
  /** File of the template, in `src/imprimes`: `guide.typ`. */
  principal: string;
  /** What the template reads as `json("donnees.json")`. */
  donnees: unknown;
  /** Day of production: that of the document's metadata. */
  date: DateCivile;
  /** Pictures, each under the name by which the template asks for it. */
  images?: Readonly<Record<string, Uint8Array>>;
}

/** A template that cannot be laid out: which one, where, and why. */
export class ErreurDImpression extends Error {
  override name = 'ErreurDImpression';
}

interface Diagnostic {
  message: string;
  path?: string;
  range?: { start: { line: number } };
  hints?: string[];
}

let atelier: { compiler: NodeCompiler; caracteres: Set<number> } | undefined;

/** Reading the fonts is most of the time of a short document: once is enough. */
function open(): NonNullable<typeof atelier> {
  if (atelier) return atelier;
  const dossiers = GRAISSES.map((graisse) => resolve(POLICE, graisse));
  const compiler = NodeCompiler.create({ workspace: resolve(GABARITS), fontArgs: [{ fontPaths: dossiers }] });
  const caracteres = listCaracteres(readFileSync(join(dossiers[0]!, `Figtree_${GRAISSES[0]}.ttf`)));
  return (atelier = { compiler, caracteres });
}

/** The text with only what the font can draw: an emoji in an entry must not stop the guide. */
function toImprimable(texte: string, caracteres: ReadonlySet<number>): string {
  return Array.from(texte.normalize('NFC'), (caractere) => {
    const remplace = REMPLACEMENTS[caractere] ?? caractere;
    return remplace === '\n' || caracteres.has(remplace.codePointAt(0)!) ? remplace : '';
  }).join('');
}

function formatDiagnostics(erreurs: readonly Diagnostic[]): string {
  return erreurs
    .map(({ message, path = '', range, hints = [] }) =>
      [range ? `${path}, ligne ${range.start.line + 1}` : path, message, ...hints]
        .filter(Boolean)
        .join(' — '),
    )
    .join('\n');
}

/** Lays a document out. What cannot be laid out, or read aloud, throws an `ErreurDImpression`. */
export function compileTypst({ principal, donnees, date, images = {} }: Impression): Uint8Array {
  const { compiler, caracteres } = open();
  const dossier = resolve(GABARITS);
  const fichier = join(dossier, principal);
  const fail = (raison: string) =>
    new ErreurDImpression(`Le document « ${principal} » n’a pas pu être mis en page : ${raison}`);
  const toFailure = (erreur: NodeError | null) =>
    fail(erreur ? formatDiagnostics(compiler.fetchDiagnostics(erreur) as Diagnostic[]) : 'raison inconnue.');
  const texte = JSON.stringify(donnees, (_cle, valeur: unknown) =>
    typeof valeur === 'string' ? toImprimable(valeur, caracteres) : valeur,
  );
  compiler.resetShadow();
  compiler.mapShadow(join(dossier, 'donnees.json'), Buffer.from(texte));
  for (const [nom, image] of Object.entries(images))
    compiler.mapShadow(join(dossier, nom), Buffer.from(image));
  try {
    const execution = compiler.compile({ mainFilePath: fichier });
    if (!execution.result) throw toFailure(execution.takeDiagnostics());
    return compiler.pdf(execution.result, {
      pdfStandard: 'ua-1',
      creationTimestamp: Date.parse(date) / 1000,
    });
  } catch (erreur) {
    if (erreur instanceof ErreurDImpression) throw erreur;
    throw fail(erreur instanceof Error ? erreur.message : String(erreur));
  } finally {
    compiler.evictCache(GARDES);
  }
}
