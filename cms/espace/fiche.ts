/** « Ma fiche »: an entry as a plain form. Saving writes a draft; what is published changes only after a review. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import { createLimite, requireDroit, requirePersonne } from '../acces/acces';
import { PLUS_DE_PLACE } from '../acces/erreurs';
import { ConflitDEcriture, FicheInvalide, isDisquePlein } from '../depot/depot';
import type { Ressemblance } from '../doublons/ressemblances';
import { ErreurHttp } from '../erreur-http';
import { decide } from '../personnes/droits';
import { type Changement, listChangements } from './changements';
import { type CollectionDeFiche, isCollectionDeFiche } from './champs-de-fiche';
import { type Contexte, listProchaines, readContexte } from './contexte';
import { announceRelecture } from './courrier';
import {
  type Adresse,
  type Dossier,
  editeurDe,
  pageDHistorique,
  pageDeFiche,
  pageDeRelecture,
  pagePublique,
  readDossier,
  requireCle,
  toLu,
} from './dossier';
import { applyFormulaire, findNom } from './formulaire';
import { elementsOf } from './liste';
import { type OptionsDEspace, signatureOf } from './options';
import { addPermanence, carryOver, fillFormulaire, listDisputes, separateJour } from './remplissage';
import { SUIVIS, formatJour } from './suivi';
import { type Valeurs, readValeurs, textOf } from './valeurs';
import { type FormulaireVu, createVue } from './vue';

/** A person presses a button a few times a minute; writings wait for one another, whoever they are from. */
const PAR_MINUTE = 60;

type Element = Record<string, unknown>;
type Requete = FastifyRequest<{ Params: Adresse }>;

/** A message above the form, by its name in the address. */
const AVIS: Record<string, string> = {
  envoye: 'C’est envoyé à la coordination. Elle relit, puis publie ; vous recevrez un message.',
  enregistre: 'C’est enregistré, rien n’est encore envoyé. Reprenez quand vous voulez.',
  inchange: 'Vous n’avez rien changé : il n’y a rien à envoyer.',
  abandonne: 'Le brouillon est abandonné. La fiche publiée n’a pas changé.',
  mot: 'Votre mot est enregistré.',
};

export interface MotVu {
  auteur: string;
  texte: string;
  quand: string;
  isRetour: boolean;
  isReglee: boolean;
}

/** What the page `/espace/fiche/` is given. */
export interface PropsDeFiche {
  titre: string;
  adresse: string;
  publique: string | undefined;
  editeur: string;
  historique: string | undefined;
  relecture: string | undefined;
  suivi: { nom: string; libelle: string; detail: string };
  avis: string | undefined;
  changements: Changement[];
  isNouvelle: boolean;
  ressemblances: Ressemblance[];
  lu: string;
  peutPublier: boolean;
  formulaire: FormulaireVu;
  mots: MotVu[];
  /** Somebody saved before: what this person had written, and what was saved. */
  conflit: { ecrits: Changement[]; enregistres: Changement[] } | undefined;
}

export function listMots(options: OptionsDEspace, { cle }: Pick<Dossier, 'cle'>): MotVu[] {
  return options.notes.list(cle).map(({ auteur, texte, ecriteLe, isRetour, isReglee }) => ({
    auteur,
    texte,
    quand: formatJour(ecriteLe),
    isRetour,
    isReglee,
  }));
}

/** The changes of a draft, in words, with the next dates that its new hours give. */
export function describeBrouillon(
  { cle, publie, brouillon, donnees, isRetrait }: Dossier,
  contexte: Contexte,
): Changement[] {
  if (!brouillon) return [];
  const fermetures = elementsOf(donnees, 'fermetures');
  return listChangements(
    cle.collection,
    publie?.donnees as Element | undefined,
    isRetrait ? undefined : donnees,
    contexte.lieux,
    (permanence) => listProchaines(permanence, fermetures, contexte, 3).map(({ texte }) => texte),
  );
}

function describeSuivi({ suivi, brouillon, publie }: Dossier): PropsDeFiche['suivi'] {
  const quand = brouillon ? formatJour(brouillon.modifieLe) : undefined;
  const details = {
    publie: 'Ce que les familles lisent est ce que vous voyez ci-dessous.',
    brouillon: `Enregistré le ${quand}, pas encore envoyé.`,
    relecture: `Envoyé le ${quand}. La coordination doit le relire.`,
    retourne: 'La coordination vous a laissé un mot : corrigez, puis renvoyez.',
  };
  const nouvelle = publie ? '' : ' Cette fiche n’est pas encore sur le site.';
  return { nom: suivi, libelle: SUIVIS[suivi], detail: `${details[suivi]}${nouvelle}` };
}

const majuscule = (texte: string) => texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1);

export function serveFiche(app: FastifyInstance, options: OptionsDEspace): void {
  const { depot, notes, sendPage, aujourdhui: today } = options;
  const contexteNow = () => readContexte(depot, options.calendrier, today());

  /** The entry of this address, for somebody who may write in it, when it has a plain form. */
  async function open(requete: Requete): Promise<Dossier & { collection: CollectionDeFiche }> {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'ecrire-brouillon', cle);
    if (!isCollectionDeFiche(cle.collection))
      throw new ErreurHttp(404, 'introuvable', 'Cette fiche se change dans l’éditeur complet.');
    return { ...(await readDossier(depot, cle, notes.listRetournees())), collection: cle.collection };
  }

  interface Reponse {
    statut?: number;
    valeurs?: Valeurs;
    erreurs?: readonly { nom: string | undefined; champ: string; message: string }[];
    autres?: ReadonlyMap<string, string>;
    conflit?: PropsDeFiche['conflit'];
    avis?: string | undefined;
  }

  async function send(
    requete: Requete,
    reponse: FastifyReply,
    dossier: Dossier & { collection: CollectionDeFiche },
    { statut = 200, valeurs, erreurs = [], autres, conflit, avis }: Reponse,
  ): Promise<FastifyReply> {
    const { cle, collection, donnees, publie } = dossier;
    const contexte = await contexteNow();
    const initiales = fillFormulaire(collection, donnees, contexte.aujourdhui);
    const { qui } = requete;
    const props: PropsDeFiche = {
      titre: dossier.nom,
      adresse: pageDeFiche(cle),
      publique: publie && pagePublique(cle),
      editeur: editeurDe(cle),
      historique: decide(qui, 'lire-historique', cle) === 'oui' ? pageDHistorique(cle) : undefined,
      relecture:
        decide(qui, 'publier', cle) === 'oui' && dossier.brouillon ? pageDeRelecture(cle) : undefined,
      suivi: describeSuivi(dossier),
      avis,
      changements: describeBrouillon(dossier, contexte),
      isNouvelle: publie === undefined,
      ressemblances: publie
        ? []
        : await options.readRessemblances(cle, decide(qui, 'valider') === 'oui' ? 'tout' : 'publie'),
      lu: dossier.lu,
      peutPublier: decide(qui, 'publier', cle) === 'oui',
      formulaire: createVue({
        collection,
        donnees,
        valeurs: valeurs ?? initiales,
        initiales,
        contexte,
        publie,
        erreurs,
        ...(autres ? { autres } : {}),
      }),
      mots: listMots(options, dossier),
      conflit,
    };
    return sendPage(reponse, '/espace/fiche/', props, statut);
  }

  /** Somebody saved before: what was written is laid over the newer version, and nothing is saved. */
  async function sendConflit(
    requete: Requete,
    reponse: FastifyReply,
    ecrites: Valeurs,
  ): Promise<FastifyReply> {
    const dossier = await open(requete);
    const { cle, collection, donnees } = dossier;
    const { aujourdhui, lieux } = await contexteNow();
    const lue = await depot.readAncienne(cle, textOf(ecrites, 'lu') ?? '');
    const base = (lue?.donnees ?? donnees) as Element;
    const lues = fillFormulaire(collection, base, aujourdhui);
    const actuelles = fillFormulaire(collection, donnees, aujourdhui);
    const autres = new Map(
      listDisputes(lues, ecrites, actuelles).map((nom) => [nom, (actuelles.get(nom) ?? []).join(', ')]),
    );
    const ecrit = applyFormulaire(collection, base, ecrites, aujourdhui).donnees;
    return send(requete, reponse, dossier, {
      statut: 409,
      valeurs: carryOver(lues, ecrites, actuelles),
      autres,
      conflit: {
        ecrits: listChangements(collection, base, ecrit, lieux),
        enregistres: listChangements(collection, base, donnees, lieux),
      },
    });
  }

  app.get('/espace/fiches/:collection/:slug/', async (requete: Requete, reponse) => {
    const cle = requireCle(requete.params);
    requireDroit(requete, 'ecrire-brouillon', cle);
    // What has no plain form is changed in the full editor.
    if (!isCollectionDeFiche(cle.collection)) return reponse.redirect(editeurDe(cle), 303);
    const dossier = await open(requete);
    const { avis = '' } = requete.query as { avis?: string };
    return send(requete, reponse, dossier, { avis: Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined });
  });

  const limit = createLimite(app, {
    max: PAR_MINUTE,
    minutes: 1,
    cle: ({ personne, ip }) => personne?.id ?? ip,
  });
  app.post('/espace/fiches/:collection/:slug/', async (requete: Requete, reponse) => {
    await limit(requete);
    const dossier = await open(requete);
    const { cle, collection, donnees, brouillon, lu } = dossier;
    const valeurs = readValeurs(requete.body);
    const geste = textOf(valeurs, 'geste') ?? 'enregistrer';
    if ((textOf(valeurs, 'lu') ?? '') !== lu) return sendConflit(requete, reponse, valeurs);

    if (geste === 'ajouter-horaires')
      return send(requete, reponse, dossier, { valeurs: addPermanence(donnees, valeurs).valeurs });
    const [, permanence, jour] = /^jour:([a-z0-9-]+):([a-z]+)$/.exec(geste) ?? [];
    if (permanence !== undefined && jour !== undefined)
      return send(requete, reponse, dossier, {
        valeurs: separateJour(donnees, valeurs, permanence, jour).valeurs,
      });

    const personne = requirePersonne(requete);
    const auteur = signatureOf(personne);
    const etat = geste === 'enregistrer' ? 'draft' : 'pending_review';
    if (etat === 'pending_review') requireDroit(requete, 'soumettre', cle);
    const { donnees: ecrites, noms } = applyFormulaire(collection, donnees, valeurs, today());
    const isSame = ecrites === donnees;
    if (isSame && !brouillon) return reponse.redirect(`${pageDeFiche(cle)}?avis=inchange`, 303);
    try {
      if (isSame) await depot.setEtat(cle, etat, { lu: toLu(lu), auteur });
      else await depot.saveBrouillon(cle, ecrites, { lu: toLu(lu), auteur, etat });
    } catch (erreur) {
      if (erreur instanceof ConflitDEcriture) return sendConflit(requete, reponse, valeurs);
      if (isDisquePlein(erreur)) {
        // The form comes back with what was typed: an error page would lose it.
        console.error(erreur);
        const erreurs = [{ nom: undefined, champ: '', message: PLUS_DE_PLACE }];
        return send(requete, reponse, dossier, { statut: 507, valeurs, erreurs });
      }
      if (!(erreur instanceof FicheInvalide)) throw erreur;
      const toErreur = ({ fichier, champ, message }: ErreurDeContenu) => {
        const isIci = fichier.endsWith(`${cle.collection}/${cle.slug}.yaml`);
        return {
          nom: isIci ? findNom(noms, champ) : undefined,
          champ: isIci ? champ : fichier,
          message: majuscule(message),
        };
      };
      return send(requete, reponse, dossier, { statut: 422, valeurs, erreurs: erreur.erreurs.map(toErreur) });
    }
    if (etat === 'draft') return reponse.redirect(`${pageDeFiche(cle)}?avis=enregistre`, 303);
    notes.settleRetours(cle);
    if (geste === 'publier' && decide(requete.qui, 'publier', cle) === 'oui')
      return reponse.redirect(pageDeRelecture(cle), 303);
    announceRelecture(options, dossier, auteur.nom);
    return reponse.redirect(`${pageDeFiche(cle)}?avis=envoye`, 303);
  });

  app.post('/espace/fiches/:collection/:slug/abandonner/', async (requete: Requete, reponse) => {
    const { cle, publie } = await open(requete);
    requireDroit(requete, 'abandonner', cle);
    const lu = toLu(textOf(readValeurs(requete.body), 'lu'));
    await depot.deleteBrouillon(cle, { lu, auteur: signatureOf(requirePersonne(requete)) });
    notes.settleRetours(cle);
    return reponse.redirect(publie ? `${pageDeFiche(cle)}?avis=abandonne` : '/espace/', 303);
  });

  app.post('/espace/fiches/:collection/:slug/mot/', async (requete: Requete, reponse) => {
    const { cle } = await open(requete);
    requireDroit(requete, 'annoter', cle);
    const personne = requirePersonne(requete);
    const valeurs = readValeurs(requete.body);
    notes.add(cle, {
      auteur: signatureOf(personne).nom,
      personne: personne.id,
      texte: textOf(valeurs, 'texte') ?? '',
    });
    const page = textOf(valeurs, 'page') === 'relecture' ? pageDeRelecture(cle) : pageDeFiche(cle);
    return reponse.redirect(`${page}?avis=mot#mots`, 303);
  });
}
