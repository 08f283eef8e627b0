/** What only professionals may read, and every form in which a built site could let it out. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readPdf } from './pdf';

interface ContactEcrit {
  fonction?: string;
  missions?: string;
  telephone?: string;
  courriel?: string;
  visibilite?: string;
}
/** An entry as a file says it. */
export interface FicheEcrite {
  slug: string;
  donnees: {
    visibilite?: string;
    titre?: string;
    resume?: string;
    inscription?: string;
    telephone?: string;
    courriel?: string;
    orientation?: string;
    contacts?: ContactEcrit[];
  };
}

export interface Reserve {
  textes: Set<string>;
  /** The last nine digits of phone numbers. */
  numeros: Set<string>;
}

/** Digits without what people put between them: `05 36 49 90 01` and `+33536499001` end alike. */
const toChiffres = (texte: string) =>
  texte.replace(/(?<=\d)(?:[\s\u00a0\u202f./-]|&(?:nbsp|#160|#xa0|#x202f|#8239);)+(?=\d)/gi, '');

/** Sentences alone: a page could quote one of them. */
const toPhrases = (texte: string): string[] => [texte, ...texte.split(/(?<=[.!?:])\s+/)];

/** The values that these entries keep for professionals. */
export function listReserve(structures: readonly FicheEcrite[], evenements: readonly FicheEcrite[]): Reserve {
  const textes = new Set<string>();
  const numeros = new Set<string>();
  const add = (...valeurs: (string | undefined)[]) =>
    valeurs.forEach((valeur) => valeur !== undefined && textes.add(valeur));
  const addNumero = (telephone: string | undefined) =>
    telephone !== undefined && numeros.add(toChiffres(telephone).slice(-9));
  for (const { donnees } of structures) {
    if (donnees.orientation !== undefined) add(...toPhrases(donnees.orientation));
    for (const { visibilite, missions, telephone, courriel } of donnees.contacts ?? []) {
      if (visibilite !== 'professionnels') continue;
      add(missions, courriel);
      addNumero(telephone);
    }
  }
  for (const { slug, donnees } of evenements) {
    if (donnees.visibilite !== 'professionnels') continue;
    const { titre, resume, inscription, courriel, telephone } = donnees;
    add(`agenda/#${slug}`, titre, resume, inscription, courriel);
    addNumero(telephone);
  }
  return { textes, numeros };
}

function listFichiersDe(dossier: string): string[] {
  return readdirSync(dossier, { recursive: true, encoding: 'utf8' }).filter((chemin) =>
    statSync(join(dossier, chemin)).isFile(),
  );
}

/** Everything that a file says, whatever it is: what is compressed is opened, a document is read, a feed unfolded. */
async function* readTextes(fichier: string): AsyncGenerator<string> {
  const octets = readFileSync(fichier);
  yield octets.toString('utf8').replaceAll('\r\n ', '');
  // By its first bytes: the search index has extensions of its own.
  if (octets[0] === 0x1f && octets[1] === 0x8b) yield gunzipSync(octets).toString('utf8');
  if (fichier.endsWith('.br')) yield brotliDecompressSync(octets).toString('utf8');
  if (octets.subarray(0, 5).toString('latin1') === '%PDF-') yield (await readPdf(octets)).texte;
}

/** A line that is broken, or a space that does not break, makes no difference to who reads. */
const toLigne = (texte: string) => texte.replace(/[\s\u00a0\u202f]+/g, ' ');

/** How the formats of the web may write a text. */
function listFormes(valeur: string): string[] {
  const json = JSON.stringify(valeur).slice(1, -1);
  const html = valeur.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;');
  const ical = valeur.replace(/[\\;,]/g, '\\$&');
  return [...new Set([valeur, json, html, ical, encodeURIComponent(valeur)].map(toLigne))];
}

/** Every reserved value that is somewhere in this folder, with the file: `guide.pdf: …`. */
export async function findFuites(dossier: string, { textes, numeros }: Reserve): Promise<string[]> {
  const formes = [...textes].flatMap((valeur) => listFormes(valeur).map((forme) => ({ valeur, forme })));
  const fuites = new Set<string>();
  for (const chemin of listFichiersDe(dossier)) {
    for await (const texte of readTextes(join(dossier, chemin))) {
      const ligne = toLigne(texte);
      const chiffres = toChiffres(ligne);
      for (const { valeur, forme } of formes) if (ligne.includes(forme)) fuites.add(`${chemin}: ${valeur}`);
      for (const numero of numeros) if (chiffres.includes(numero)) fuites.add(`${chemin}: ${numero}`);
    }
  }
  return [...fuites];
}
