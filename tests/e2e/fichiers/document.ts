/** Built pages as trees, without a browser. */
import { FileSystemConfigLoader, type HtmlElement, HtmlValidate, Parser } from 'html-validate';
import { type SiteDeTest, readPage } from '../../sites-construits';

/**
 * The rules are in .htmlvalidate.json. Four are loosened there: Astro's output has spaces at the ends of lines,
 * which change nothing; a script of the site itself needs no integrity mark; a title names the page, the portal
 * and the territory; in « Appeler le 05… », only the number must not break, and it does not.
 */
export const htmlValidate = new HtmlValidate(new FileSystemConfigLoader());

const parser = new Parser(new HtmlValidate({ root: true }).getConfigForSync('page.html'));
const documents = new Map<string, HtmlElement>();

export function parsePage(site: SiteDeTest, adresse: string): HtmlElement {
  const cle = site.url + adresse;
  const known = documents.get(cle);
  if (known) return known;
  const document = parser.parseHtml(readPage(site, adresse));
  documents.set(cle, document);
  return document;
}

export function attributeOf(element: HtmlElement, nom: string): string | undefined {
  const valeur = element.getAttribute(nom)?.value;
  return typeof valeur === 'string' ? valeur : undefined;
}

/** The values of an attribute, in the elements of a selector. */
export function attributesOf(document: HtmlElement, selecteur: string, nom: string): string[] {
  return document.querySelectorAll(selecteur).flatMap((element) => attributeOf(element, nom) ?? []);
}

const ENTITES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };

export function decode(texte: string): string {
  return texte.replace(/&(#?\w+);/g, (entite, nom: string) => ENTITES[nom] ?? entite);
}

const EN_LIGNE = /<\/?(?:a|abbr|span|strong|em|small|time|s|b|i|svg|use|path|circle|g)\b[^>]*>/g;

/** What is read on the page, one line a block. Spaces are as the browser would show them. */
export function listLignes(html: string): string[] {
  const corps = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return decode(
    corps
      .replace(/<script[\s\S]*?<\/script>/g, '')
      .replace(/\s+/g, ' ')
      .replace(EN_LIGNE, '')
      .replace(/<[^>]*>/g, '\n'),
  )
    .split('\n')
    .map((ligne) => ligne.replace(/[ \t]+/g, ' ').trim())
    .filter(Boolean);
}
