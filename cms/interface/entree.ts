/** What the second build exports: renders one of its pages. */
import { createApp } from 'astro/app/entrypoint';

const app = createApp();

/** The HTML of `cms/pages/…`; `chemin` is its address, `locals` what it reads in `Astro.locals`. */
export async function render(chemin: string, locals: App.Locals): Promise<string> {
  const requete = new Request(new URL(chemin, 'http://atelier.example'));
  const routeData = app.match(requete);
  if (!routeData) throw new Error(`cms/pages has no page for ${chemin}`);
  const reponse = await app.render(requete, { locals, routeData });
  if (reponse.status !== 200) throw new Error(`the page ${chemin} could not be rendered (${reponse.status})`);
  return reponse.text();
}
