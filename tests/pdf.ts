/** What a reader finds in a PDF: its text page by page, what a screen reader follows, its fonts, its bookmarks. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A part of the document as a screen reader announces it: a heading, a list, a picture. */
export interface Balise {
  role: string;
  /** What is read instead of a picture. */
  alt?: string;
  texte: string;
  enfants: Balise[];
}

export interface PageLue {
  texte: string;
  largeur: number;
  hauteur: number;
  balises: Balise[];
  liens: string[];
}

export interface PdfLu {
  titre: string | undefined;
  langue: string | null;
  /** True when the document says that it is tagged. */
  balise: boolean;
  /** The standard that it says it follows, from its own metadata. */
  norme: unknown;
  pages: PageLue[];
  texte: string;
  signets: Signet[];
}

export interface Signet {
  title: string;
  items: Signet[];
}

interface Noeud {
  role?: string;
  alt?: string;
  type?: string;
  id?: string;
  children?: Noeud[];
}

function toBalise(noeud: Noeud, textes: ReadonlyMap<string, string>): Balise {
  const enfants = (noeud.children ?? []).filter(({ role }) => role).map((enfant) => toBalise(enfant, textes));
  const texte = (noeud.children ?? [])
    .map((enfant) => (enfant.role ? toBalise(enfant, textes).texte : (textes.get(enfant.id ?? '') ?? '')))
    .join('');
  return { role: noeud.role ?? '', ...(noeud.alt ? { alt: noeud.alt } : {}), texte, enfants };
}

/** Every tag below, and itself. */
export function listBalises(balises: readonly Balise[]): Balise[] {
  return balises.flatMap((balise) => [balise, ...listBalises(balise.enfants)]);
}

export async function readPdf(octets: Uint8Array): Promise<PdfLu> {
  const chargement = getDocument({ data: new Uint8Array(octets), useSystemFonts: false, verbosity: 0 });
  const document = await chargement.promise;
  try {
    const { info, metadata } = await document.getMetadata();
    const marque = await document.getMarkInfo();
    const pages: PageLue[] = [];
    for (let numero = 1; numero <= document.numPages; numero += 1) {
      const page = await document.getPage(numero);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const textes = new Map<string, string>();
      const ouverts: (string | undefined)[] = [];
      let texte = '';
      for (const item of items) {
        if ('str' in item) {
          const morceau = item.str + (item.hasEOL ? '\n' : '');
          texte += morceau;
          const id = ouverts.at(-1);
          if (id !== undefined) textes.set(id, (textes.get(id) ?? '') + morceau);
        } else if (item.type === 'endMarkedContent') ouverts.pop();
        else ouverts.push('id' in item ? item.id : undefined);
      }
      const arbre = (await page.getStructTree()) as Noeud | null;
      const { width, height } = page.getViewport({ scale: 1 });
      const annotations = (await page.getAnnotations()) as { subtype: string; url?: string }[];
      pages.push({
        texte,
        largeur: width,
        hauteur: height,
        balises: (arbre?.children ?? []).filter(({ role }) => role).map((noeud) => toBalise(noeud, textes)),
        liens: annotations.flatMap(({ url }) => (url ? [url] : [])),
      });
    }
    // Nothing when there is none, whatever its types say.
    const signets = (await document.getOutline()) as Signet[] | null;
    return {
      titre: (info as { Title?: string }).Title,
      langue: (info as { Language?: string | null }).Language ?? null,
      balise: Boolean((marque as { Marked?: boolean } | null)?.Marked),
      norme: metadata.get('pdfuaid:part') as unknown,
      pages,
      texte: pages.map((page) => page.texte).join('\n'),
      signets: signets ?? [],
    };
  } finally {
    await chargement.destroy();
  }
}

/** The fonts of a document, and whether each is inside it: nothing then depends on the reader's machine. */
export function listPolices(octets: Uint8Array): { nom: string; incorporee: boolean }[] {
  const texte = Buffer.from(octets).toString('latin1');
  return [...texte.matchAll(/\/Type\s*\/FontDescriptor[^]*?endobj/g)].map(([objet]) => ({
    nom: /\/FontName\s*\/([^\s/]+)/.exec(objet)?.[1] ?? '',
    incorporee: /\/FontFile[23]?\s/.test(objet),
  }));
}
