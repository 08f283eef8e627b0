/** The pictograms in one file: pages stay light, and a phone fetches the drawings once. */
import type { APIRoute } from 'astro';
import noeuds from 'lucide-static/icon-nodes.json';
import { PICTOGRAMMES } from '../components/ui/pictogrammes';

type Noeud = [string, Record<string, string>];

function toSymbol(nom: string): string {
  const dessin = (noeuds as unknown as Record<string, Noeud[]>)[nom];
  if (!dessin)
    throw new Error(
      `Le pictogramme « ${nom} » n’existe pas dans lucide-static : corrigez src/components/ui/pictogrammes.ts.`,
    );
  const formes = dessin.map(([forme, attributs]) => {
    const texte = Object.entries(attributs).map(([cle, valeur]) => ` ${cle}="${valeur}"`);
    return `<${forme}${texte.join('')}/>`;
  });
  return `<symbol id="${nom}" viewBox="0 0 24 24">${formes.join('')}</symbol>`;
}

export const GET: APIRoute = () =>
  new Response(`<svg xmlns="http://www.w3.org/2000/svg">${PICTOGRAMMES.map(toSymbol).join('')}</svg>`, {
    headers: { 'Content-Type': 'image/svg+xml' },
  });
