/** One entry of the directory, and « j’ai orienté quelqu’un ici »: a number from a structure to another. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findEntreePro } from '../../src/domain/portail/annuaire-pro';
import { describeStructure } from '../../src/domain/portail/fiche';
import type { Fait } from '../../src/domain/portail/pratique';
import { createLimite, requireDroit, requirePersonne } from '../acces/acces';
import { readCorps } from '../acces/corps';
import { ErreurHttp } from '../erreur-http';
import { decide } from '../personnes/droits';
import type { AtelierPro } from './annuaire-pro';
import type { InterlocuteurTenu } from './interlocuteurs';
import { type PersonneTenueVue, toPersonneTenueVue } from './personnes';
import { type EntreeVue, pageDeFichePro, toEntreeVue } from './vue';

/** What the page `/espace/pro/structure/` is given. */
export interface PropsDeFichePro {
  entree: EntreeVue;
  /** The practical facts that families read. */
  pratique: Fait[];
  /** For whoever holds the entry: the persons, with their agreements. */
  tenues: PersonneTenueVue[] | undefined;
  /** Where one may say one orients from: one’s own structures first. */
  departs: { siens: Depart[]; autres: Depart[] };
  de: string | undefined;
  avis: string | undefined;
}
interface Depart {
  slug: string;
  nom: string;
}

const AVIS: Readonly<Record<string, string>> = {
  comptee: 'C’est compté. Rien n’est noté de la famille, ni de vous.',
  ajoutee:
    'Cette personne est dans l’annuaire. Si vous avez donné son courriel, elle vient d’en être prévenue.',
  changee: 'C’est enregistré.',
  retiree: 'Cette personne n’est plus dans l’annuaire. Rien de ce qui y était écrit d’elle n’est gardé.',
};

const orientationSchema = z.strictObject({ de: z.string().max(200) });
/** A professional orients a few families an hour. */
const PAR_MINUTE = 20;

type Requete = FastifyRequest<{ Params: { slug: string } }>;

export function serveFichesPro(app: FastifyInstance, atelier: AtelierPro): void {
  const { portails, interlocuteurs, lectures, orientations, sendPage, aujourdhui } = atelier;

  const read = async (requete: Requete) => {
    requireDroit(requete, 'lire-annuaire-pro');
    const portail = await portails.read('professionnels');
    const entree = findEntreePro(requete.params.slug, portail, interlocuteurs.byFiche());
    if (!entree) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’est pas dans l’annuaire.');
    return { portail, entree };
  };

  app.get('/espace/pro/structures/:slug/', async (requete: Requete, reponse) => {
    const { portail, entree } = await read(requete);
    const { slug } = entree.structure;
    const fiche = `structures/${slug}`;
    lectures.add(requirePersonne(requete).id, 'fiche', { fiche });
    const { fait = '', de } = requete.query as { fait?: string; de?: string };
    const peutTenir =
      decide(requete.qui, 'gerer-interlocuteurs', { collection: 'structures', slug }) === 'oui';
    const { siens = [], autres = [] } = Object.groupBy(
      portail.structures
        .filter((each) => each.slug !== slug)
        .map(({ slug: court, nom }) => ({ slug: court, nom })),
      (each) => (requete.qui.fiches.has(`structures/${each.slug}`) ? 'siens' : 'autres'),
    );
    // What everybody may read: reserved contacts have their own place on the page.
    const publique = (await portails.read('tous')).structureBySlug.get(slug);
    const props: PropsDeFichePro = {
      entree: toEntreeVue(entree, portail),
      pratique: publique
        ? describeStructure(publique, await portails.read('tous')).pratique.filter(
            ({ lignes }) => lignes.length > 0,
          )
        : [],
      tenues: peutTenir
        ? interlocuteurs
            .listDe(fiche)
            .map((each: InterlocuteurTenu) => toPersonneTenueVue(each, aujourdhui()))
        : undefined,
      departs: { siens, autres },
      de: portail.structureBySlug.has(de ?? '') ? de : undefined,
      avis: Object.hasOwn(AVIS, fait) ? AVIS[fait] : undefined,
    };
    return sendPage(reponse, '/espace/pro/structure/', props);
  });

  const limit = createLimite(app, {
    max: PAR_MINUTE,
    minutes: 1,
    cle: ({ personne, ip }) => personne?.id ?? ip,
  });
  app.post('/espace/pro/structures/:slug/orientation/', async (requete: Requete, reponse) => {
    requireDroit(requete, 'noter-orientation');
    await limit(requete);
    const { portail, entree } = await read(requete);
    const { de } = readCorps(orientationSchema, requete.body);
    const { slug, type } = entree.structure;
    if (!portail.structureBySlug.has(de) || de === slug)
      throw new ErreurHttp(422, 'invalide', 'Choisissez la structure d’où vous orientez la famille.', {
        champs: ['de'],
      });
    orientations.countPassage({ de, vers: slug, type });
    const suite = new URLSearchParams({ fait: 'comptee', de });
    return reponse.redirect(`${pageDeFichePro(slug)}?${suite.toString()}#orienter`, 303);
  });
}
