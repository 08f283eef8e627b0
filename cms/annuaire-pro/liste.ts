/** The list: filtered and sorted by its address, on a page or in a spreadsheet; and the sheet for a family. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NBSP } from '../../src/domain/date/espace';
import { formatDate } from '../../src/domain/date/format';
import { writeCsv } from '../../src/domain/export/csv';
import { toLien } from '../../src/domain/liste/lien';
import { LISTE_MAX } from '../../src/domain/liste/liste';
import {
  COLONNES_PRO,
  type FiltrePro,
  describeFiltresPro,
  listAnnuairePro,
  listLignesPro,
  parseFiltrePro,
  toParamsPro,
} from '../../src/domain/portail/annuaire-pro';
import { requireDroit, requirePersonne } from '../acces/acces';
import { cochesSchema } from '../acces/corps';
import { ErreurHttp } from '../erreur-http';
import { decide } from '../personnes/droits';
import type { AtelierPro } from './annuaire-pro';
import { type EntreeVue, toEntreeVue } from './vue';

export const ACCUEIL_PRO = '/espace/pro/';

/** What the page `/espace/pro/` is given. */
export interface PropsDeLAnnuaire {
  entrees: EntreeVue[];
  total: number;
  filtre: FiltrePro;
  /** Something beside words is asked. */
  isPrecise: boolean;
  options: ReturnType<typeof describeFiltresPro>;
  /** The same list, as a file. */
  tableau: string;
  peutSuivre: boolean;
  /** On paper, when it was printed. */
  jour: string;
  listeMax: number;
}

const paramsOf = ({ url }: FastifyRequest): URLSearchParams =>
  new URL(url, 'http://atelier.example').searchParams;

export function serveListe(app: FastifyInstance, atelier: AtelierPro): void {
  const { portails, interlocuteurs, lectures, sendPage, aujourdhui } = atelier;

  const find = async (requete: FastifyRequest) => {
    requireDroit(requete, 'lire-annuaire-pro');
    const filtre = parseFiltrePro(paramsOf(requete));
    const portail = await portails.read('professionnels');
    return { filtre, portail, entrees: listAnnuairePro(portail, filtre, interlocuteurs.byFiche()) };
  };

  app.get(ACCUEIL_PRO, async (requete, reponse) => {
    const { filtre, portail, entrees } = await find(requete);
    lectures.add(requirePersonne(requete).id, 'liste', { combien: entrees.length });
    const params = toParamsPro(filtre);
    const tableau = `${ACCUEIL_PRO}annuaire.csv${params.size > 0 ? `?${params.toString()}` : ''}`;
    params.delete('q');
    params.delete('tri');
    const props: PropsDeLAnnuaire = {
      entrees: entrees.map((entree) => toEntreeVue(entree, portail)),
      total: portail.structures.length,
      filtre,
      isPrecise: params.size > 0,
      options: describeFiltresPro(portail),
      tableau,
      peutSuivre: decide(requete.qui, 'suivre-annuaire-pro') === 'oui',
      jour: formatDate(aujourdhui(), { annee: true, jour: false }),
      listeMax: LISTE_MAX,
    };
    return sendPage(reponse, ACCUEIL_PRO, props);
  });

  app.get(`${ACCUEIL_PRO}annuaire.csv`, async (requete, reponse) => {
    const { portail, entrees } = await find(requete);
    lectures.add(requirePersonne(requete).id, 'export', { combien: entrees.length });
    // Non-breaking spaces are for the eye: in a spreadsheet they only make a search fail.
    const lignes = listLignesPro(entrees, portail).map((ligne) =>
      ligne.map((cellule) => cellule?.replaceAll(NBSP, ' ')),
    );
    return reponse
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="annuaire-reserve-${aujourdhui()}.csv"`)
      .send([...writeCsv(COLONNES_PRO, lignes)].join(''));
  });

  // The public page makes the sheet: the address holds short names, and nothing that is reserved.
  app.get(`${ACCUEIL_PRO}famille/`, async (requete, reponse) => {
    requireDroit(requete, 'lire-annuaire-pro');
    const { structureBySlug } = await portails.read('tous');
    const lus = cochesSchema.parse((requete.query as { lieu?: string | string[] }).lieu);
    const lieux = lus.filter((slug) => structureBySlug.has(slug));
    if (lieux.length === 0)
      throw new ErreurHttp(422, 'invalide', 'Cochez d’abord un lieu ou plusieurs dans l’annuaire.');
    return reponse.redirect(toLien(lieux), 303);
  });
}
