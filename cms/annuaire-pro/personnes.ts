/** Persons of an entry, as whoever holds it writes them down: name, function, direct line, and how they agreed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DateCivile } from '../../src/domain/date/date-civile';
import { formatDate } from '../../src/domain/date/format';
import { isARedemander } from '../../src/domain/interlocuteur/conservation';
import { ACCORDS } from '../../src/domain/interlocuteur/schema';
import { requireDroit, requirePersonne } from '../acces/acces';
import { type Cle, readCle, toCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { signatureOf } from '../espace/options';
import type { AtelierPro } from './annuaire-pro';
import { tellInscription } from './courrier';
import { type Auteur, type InterlocuteurTenu, readInterlocuteur } from './interlocuteurs';
import { type ContactVu, pageDeFichePro, toContactVu } from './vue';

/** A person as whoever holds the entry sees them. */
export interface PersonneTenueVue extends ContactVu {
  href: string;
  accord: string;
  fin: string;
  isARedemander: boolean;
}

/** What the page `/espace/pro/personne/` is given. */
export interface PropsDePersonne {
  structure: { nom: string; href: string };
  /** Where the form sends. */
  action: string;
  /** Where the person is taken away; nothing for a new one. */
  retirer: string | undefined;
  saisie: Record<string, string>;
  erreurs: Readonly<Record<string, string>>;
  aujourdhui: DateCivile;
}

const CHAMPS = ['nom', 'fonction', 'missions', 'telephone', 'courriel', 'accord', 'accordLe'] as const;
const formatJour = (date: DateCivile) => formatDate(date, { annee: true, jour: false });
const pageDe = (id: string) => `/espace/pro/personnes/${id}/`;

export function toPersonneTenueVue(personne: InterlocuteurTenu, aujourdhui: DateCivile): PersonneTenueVue {
  const { id, accord, accordLe, finLe, organisme } = personne;
  return {
    ...toContactVu(personne),
    href: pageDe(id),
    accord: `Accord donné ${ACCORDS[accord]} le ${formatJour(accordLe)}, noté par ${organisme}`,
    fin: formatJour(finLe),
    isARedemander: isARedemander(finLe, aujourdhui),
  };
}

/** What was typed, to show it again. */
function toSaisie(valeurs: unknown): Record<string, string> {
  const lues = (valeurs ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    CHAMPS.map((champ) => [champ, typeof lues[champ] === 'string' ? lues[champ] : '']),
  );
}

export function servePersonnes(app: FastifyInstance, atelier: AtelierPro): void {
  const { depot, interlocuteurs, sendPage, aujourdhui } = atelier;

  async function requireStructure(requete: FastifyRequest, cle: Cle | undefined) {
    if (!cle) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas.');
    requireDroit(requete, 'gerer-interlocuteurs', cle);
    const fiche = await depot.readFiche(cle);
    if (!fiche)
      throw new ErreurHttp(
        404,
        'introuvable',
        'Cette fiche n’est pas publiée : elle n’est pas dans l’annuaire.',
      );
    const { nom = cle.slug } = fiche.donnees as { nom?: string };
    return { cle, nom, chemin: `${cle.collection}/${cle.slug}` };
  }
  const auteurOf = (requete: FastifyRequest): Auteur => {
    const personne = requirePersonne(requete);
    return { personne: personne.id, organisme: signatureOf(personne).nom };
  };

  interface Formulaire {
    structure: { cle: Cle; nom: string };
    action: string;
    retirer?: string;
    saisie: Record<string, string>;
    erreurs?: Readonly<Record<string, string>>;
  }
  const send = (reponse: FastifyReply, formulaire: Formulaire) => {
    const { structure, action, retirer, saisie, erreurs = {} } = formulaire;
    const props: PropsDePersonne = {
      structure: { nom: structure.nom, href: pageDeFichePro(structure.cle.slug) },
      action,
      retirer,
      saisie,
      erreurs,
      aujourdhui: aujourdhui(),
    };
    return sendPage(reponse, '/espace/pro/personne/', props, Object.keys(erreurs).length > 0 ? 422 : 200);
  };
  /** Goes where `travail` says; what is refused field by field comes back in the form. */
  const tryForm = (reponse: FastifyReply, formulaire: Formulaire, travail: () => string) => {
    try {
      return reponse.redirect(travail(), 303);
    } catch (erreur) {
      if (!(erreur instanceof ErreurHttp) || erreur.details.champs === undefined) throw erreur;
      return send(reponse, { ...formulaire, erreurs: erreur.details.champs as Record<string, string> });
    }
  };

  const NOUVELLE = '/espace/pro/structures/:slug/personnes/';
  type ParSlug = FastifyRequest<{ Params: { slug: string } }>;
  const openStructure = (requete: ParSlug) =>
    requireStructure(requete, toCle('structures', requete.params.slug));

  app.get(NOUVELLE, async (requete: ParSlug, reponse) => {
    const structure = await openStructure(requete);
    const action = `${pageDeFichePro(structure.cle.slug)}personnes/`;
    return send(reponse, { structure, action, saisie: toSaisie({}) });
  });
  app.post(NOUVELLE, async (requete: ParSlug, reponse) => {
    const structure = await openStructure(requete);
    const { slug } = structure.cle;
    const formulaire = {
      structure,
      action: `${pageDeFichePro(slug)}personnes/`,
      saisie: toSaisie(requete.body),
    };
    return tryForm(reponse, formulaire, () => {
      const saisi = readInterlocuteur(requete.body, aujourdhui());
      const id = interlocuteurs.add(structure.chemin, saisi, auteurOf(requete));
      tellInscription(atelier, interlocuteurs.find(id), structure.nom);
      return `${pageDeFichePro(slug)}?fait=ajoutee#personnes`;
    });
  });

  type ParId = FastifyRequest<{ Params: { id: string } }>;
  const openPersonne = async (requete: ParId) => {
    // A stranger to the entry learns nothing of who is in it, not even that there is somebody.
    requireDroit(requete, 'gerer-interlocuteurs');
    const personne = interlocuteurs.find(requete.params.id);
    return { personne, structure: await requireStructure(requete, readCle(personne.fiche)) };
  };
  app.get('/espace/pro/personnes/:id/', async (requete: ParId, reponse) => {
    const { personne, structure } = await openPersonne(requete);
    const action = pageDe(personne.id);
    return send(reponse, { structure, action, retirer: `${action}retirer/`, saisie: toSaisie(personne) });
  });
  app.post('/espace/pro/personnes/:id/', async (requete: ParId, reponse) => {
    const { personne, structure } = await openPersonne(requete);
    const action = pageDe(personne.id);
    const formulaire = { structure, action, retirer: `${action}retirer/`, saisie: toSaisie(requete.body) };
    return tryForm(reponse, formulaire, () => {
      const saisi = readInterlocuteur(requete.body, aujourdhui());
      interlocuteurs.update(personne.id, saisi, auteurOf(requete));
      // A new address has never been told.
      if (saisi.courriel !== personne.courriel)
        tellInscription(atelier, interlocuteurs.find(personne.id), structure.nom);
      return `${pageDeFichePro(structure.cle.slug)}?fait=changee#personnes`;
    });
  });
  app.post('/espace/pro/personnes/:id/retirer/', async (requete: ParId, reponse) => {
    const { personne, structure } = await openPersonne(requete);
    interlocuteurs.remove(personne.id);
    return reponse.redirect(`${pageDeFichePro(structure.cle.slug)}?fait=retiree#personnes`, 303);
  });
}
