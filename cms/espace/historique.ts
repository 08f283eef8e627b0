/** The versions of an entry, from the latest: bringing one back, and taking the entry off the site. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readYaml } from '../../src/loaders/lecture';
import { FicheInvalide } from '../depot/depot';
import { requireDroit, requirePersonne } from '../acces/acces';
import { decide } from '../personnes/droits';
import { ErreurHttp } from '../erreur-http';
import { type Changement, listChangements } from './changements';
import { readContexte } from './contexte';
import {
  type Adresse,
  pageDHistorique,
  pageDeFiche,
  pageDeRelecture,
  pagePublique,
  readDossier,
  requireCle,
  toLu,
} from './dossier';
import { type OptionsDEspace, signatureOf } from './options';
import { formatJour, nameFiche } from './suivi';
import { readValeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;
type Requete = FastifyRequest<{ Params: Adresse }>;

export interface VersionVue {
  commit: string;
  quand: string;
  par: string;
  relecteur: string | undefined;
  changements: Changement[];
  isActuelle: boolean;
  isRetrait: boolean;
}

/** What the page `/espace/historique/` is given. */
export interface PropsDHistorique {
  nom: string;
  adresse: string;
  fiche: string;
  publique: string | undefined;
  versions: VersionVue[];
  lu: string;
  peutRetablir: boolean;
  peutRetirer: boolean;
  isPubliee: boolean;
}

/** What the page `/espace/historique/retrait/` is given. */
export interface PropsDeRetrait {
  nom: string;
  adresse: string;
  retour: string;
  lu: string;
  hasBrouillon: boolean;
  /** Other entries that need this one. */
  empechements: string[];
}

const MONTREES = 30;

function readDonnees(texte: string): Element | undefined {
  if (texte === '') return undefined;
  // An old version that came from elsewhere may be no YAML at all.
  const { donnees } = readYaml(Buffer.from(texte));
  return typeof donnees === 'object' && donnees !== null ? (donnees as Element) : undefined;
}

export function serveHistorique(app: FastifyInstance, options: OptionsDEspace): void {
  const { depot, notes, sendPage, miseEnLigne, aujourdhui, now } = options;

  app.get('/espace/historique/:collection/:slug/', async (requete: Requete, reponse) => {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'lire-historique', cle);
    const [toutes, publie, brouillon, { lieux }] = await Promise.all([
      depot.history(cle),
      depot.readFiche(cle),
      depot.readBrouillon(cle),
      readContexte(depot, options.calendrier, aujourdhui()),
    ]);
    if (toutes.length === 0 && !brouillon)
      throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’a encore aucune version publiée.');
    const lues = toutes
      .slice(0, MONTREES + 1)
      .map((version) => ({ ...version, donnees: readDonnees(version.texte) }));
    const derniere = lues.find(({ donnees }) => donnees !== undefined)?.donnees;
    const props: PropsDHistorique = {
      nom: nameFiche(derniere ?? brouillon?.donnees, cle.slug),
      adresse: pageDHistorique(cle),
      fiche:
        brouillon && decide(requete.qui, 'publier', cle) === 'oui' ? pageDeRelecture(cle) : pageDeFiche(cle),
      publique: publie && pagePublique(cle),
      versions: lues.slice(0, MONTREES).map(({ commit, date, auteur, relecteur, donnees }, rang) => {
        const precedente = lues[rang + 1];
        return {
          commit,
          quand: formatJour(date),
          par: auteur.nom,
          relecteur: relecteur?.nom,
          // The first version is the whole entry: nobody needs it field by field.
          changements: precedente ? listChangements(cle.collection, precedente.donnees, donnees, lieux) : [],
          isActuelle: rang === 0,
          isRetrait: donnees === undefined,
        };
      }),
      lu: (brouillon ? brouillon.oid : publie?.oid) ?? '',
      peutRetablir: decide(requete.qui, 'restaurer', cle) === 'oui',
      peutRetirer: decide(requete.qui, 'supprimer', cle) === 'oui',
      isPubliee: publie !== undefined,
    };
    return sendPage(reponse, '/espace/historique/', props);
  });

  app.post('/espace/historique/:collection/:slug/retablir/', async (requete: Requete, reponse) => {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'restaurer', cle);
    const valeurs = readValeurs(requete.body);
    const auteur = signatureOf(requirePersonne(requete));
    await depot.restore(cle, textOf(valeurs, 'commit') ?? '', { lu: toLu(textOf(valeurs, 'lu')), auteur });
    return reponse.redirect(`${pageDeRelecture(cle)}?avis=brouillon`, 303);
  });

  async function sendRetrait(
    requete: Requete,
    reponse: Parameters<typeof sendPage>[0],
    empechements: string[],
  ) {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'supprimer', cle);
    const { nom, publie, brouillon, lu } = await readDossier(depot, cle, notes.listRetournees());
    if (!publie) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’est pas sur le site.');
    const props: PropsDeRetrait = {
      nom,
      adresse: `${pageDHistorique(cle)}retirer/`,
      retour: pageDHistorique(cle),
      lu,
      hasBrouillon: brouillon !== undefined,
      empechements,
    };
    return sendPage(reponse, '/espace/historique/retrait/', props, empechements.length > 0 ? 422 : 200);
  }

  app.get('/espace/historique/:collection/:slug/retirer/', (requete: Requete, reponse) =>
    sendRetrait(requete, reponse, []),
  );

  app.post('/espace/historique/:collection/:slug/retirer/', async (requete: Requete, reponse) => {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'supprimer', cle);
    const personne = requirePersonne(requete);
    const { nom } = await readDossier(depot, cle, notes.listRetournees());
    const signature = signatureOf(personne);
    try {
      const lu = toLu(textOf(readValeurs(requete.body), 'lu'));
      const { commit } = await depot.remove(cle, { lu, auteur: signature, relecteur: signature });
      await miseEnLigne.publish(cle, nom, commit, now().toISOString());
      return await reponse.redirect('/espace/relecture/?avis=retire#mises-en-ligne', 303);
    } catch (erreur) {
      if (!(erreur instanceof FicheInvalide)) throw erreur;
      return sendRetrait(
        requete,
        reponse,
        erreur.erreurs.map(({ fichier, message }) => `${fichier} : ${message}`),
      );
    }
  });
}
