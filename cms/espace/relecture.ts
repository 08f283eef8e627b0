/** The coordination's queue: what waits for a review, and what became of what was published. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireDroit, requirePersonne } from '../acces/acces';
import { toErreurHttp } from '../acces/erreurs';
import { ConflitDEcriture, ConflitDeChamps, FicheInvalide, formatCle } from '../depot/depot';
import type { Ressemblance } from '../doublons/ressemblances';
import type { Note } from '../notes/notes';
import { formatErreur } from '../../src/domain/contenu/erreur';
import { type Changement, formatValeur, listChangements } from './changements';
import { isCollectionDeFiche } from './champs-de-fiche';
import { readContexte } from './contexte';
import { announcePublication, announceRetour } from './courrier';
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
import { type MotVu, describeBrouillon, listMots } from './fiche';
import { type OptionsDEspace, signatureOf } from './options';
import { SUIVIS, type Suivi, formatJour, nameFiche, suiviOf } from './suivi';
import { readValeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;
type Requete = FastifyRequest<{ Params: Adresse }>;

export interface BrouillonVu {
  nom: string;
  href: string;
  par: string;
  quand: string;
  suivi: Suivi;
  libelle: string;
  /** « Horaires, Contact ». */
  quoi: string;
  isNouvelle: boolean;
  isRetrait: boolean;
}

export interface MiseEnLigneVue {
  nom: string;
  href: string;
  publique: string | undefined;
  etat: 'en-cours' | 'en-ligne' | 'echec';
  raison: string | undefined;
}

/** What the page `/espace/relecture/` is given. */
export interface PropsDeFile {
  aRelire: BrouillonVu[];
  autres: BrouillonVu[];
  misesEnLigne: MiseEnLigneVue[];
  avis: string | undefined;
}

/** What the page `/espace/relecture/fiche/` is given. */
export interface PropsDeRelecture {
  nom: string;
  adresse: string;
  par: string;
  quand: string;
  suivi: { nom: Suivi; libelle: string };
  changements: Changement[];
  isNouvelle: boolean;
  ressemblances: Ressemblance[];
  isRetrait: boolean;
  lu: string;
  modifier: string;
  editeur: string;
  historique: string;
  publique: string | undefined;
  mots: MotVu[];
  /** Why the site would refuse it. */
  erreurs: string[];
  erreurDeMot: string | undefined;
  /** The word that could not be sent with the draft: it stays on the screen. */
  mot: string;
  /** Where a note is sent; nowhere for what has no plain form. */
  annoter: string | undefined;
  avis: string | undefined;
}

/** What the page `/espace/relecture/accord/` is given. */
export interface PropsDAccord {
  nom: string;
  adresse: string;
  lu: string;
  par: string;
  conflits: { nom: string; libelle: string; base: string; publie: string; brouillon: string }[];
  isIncomplet: boolean;
}

const AVIS: Record<string, string> = {
  renvoye: 'C’est renvoyé, avec votre mot.',
  retire: 'La fiche est retirée du site. Vous pouvez la rétablir depuis son historique.',
  mot: 'Votre mot est enregistré.',
  brouillon: 'Cette version est maintenant un brouillon : relisez-la, puis publiez-la.',
};
const avisOf = (requete: FastifyRequest): string | undefined => {
  const { avis = '' } = requete.query as { avis?: string };
  return Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined;
};

/** Where one changes this draft: the plain form when it has one. */
const pageDeModification = ({ cle }: Pick<Dossier, 'cle'>): string =>
  isCollectionDeFiche(cle.collection) ? pageDeFiche(cle) : editeurDe(cle);

export function serveRelecture(app: FastifyInstance, options: OptionsDEspace): void {
  const { depot, notes, sendPage, miseEnLigne, aujourdhui, now } = options;
  const contexteNow = () => readContexte(depot, options.calendrier, aujourdhui());

  app.get('/espace/relecture/', async (requete, reponse) => {
    requireDroit(requete, 'valider');
    const [brouillons, { lieux }] = await Promise.all([depot.listBrouillons(), contexteNow()]);
    const retournees = notes.listRetournees();
    const vus = brouillons
      .sort((a, b) => a.modifieLe.localeCompare(b.modifieLe))
      .map((brouillon): BrouillonVu & { etat: string } => {
        const { cle, publie, auteur, modifieLe, isNouveau, oid, etat } = brouillon;
        const donnees = oid === null ? publie?.donnees : brouillon.donnees;
        const suivi = suiviOf(brouillon, retournees.has(formatCle(cle)));
        const changements = listChangements(
          cle.collection,
          publie?.donnees as Element | undefined,
          oid === null ? undefined : (donnees as Element),
          lieux,
        );
        const quoi = [...new Set(changements.map(({ libelle }) => libelle.split(' : ')[0]!))];
        return {
          nom: nameFiche(donnees, cle.slug),
          href: pageDeRelecture(cle),
          par: auteur.nom,
          quand: formatJour(modifieLe),
          suivi,
          libelle: SUIVIS[suivi],
          quoi: quoi.length > 4 ? `${quoi.slice(0, 4).join(', ')}…` : quoi.join(', '),
          isNouvelle: isNouveau,
          isRetrait: oid === null,
          etat,
        };
      });
    const props: PropsDeFile = {
      aRelire: vus.filter(({ etat }) => etat !== 'draft'),
      autres: vus.filter(({ etat }) => etat === 'draft'),
      misesEnLigne: miseEnLigne.list().map(({ cle, nom, etat, raison }) => ({
        nom,
        href: pageDeRelecture(cle),
        publique: pagePublique(cle),
        etat,
        raison,
      })),
      avis: avisOf(requete),
    };
    return sendPage(reponse, '/espace/relecture/', props);
  });

  async function open(requete: Requete, action: 'valider' | 'publier' | 'regler-conflit'): Promise<Dossier> {
    const cle = requireCle(requete.params);
    requireDroit(requete, action, cle);
    return readDossier(depot, cle, notes.listRetournees());
  }

  async function send(
    requete: Requete,
    reponse: FastifyReply,
    dossier: Dossier,
    {
      statut = 200,
      erreurs = [],
      erreurDeMot,
      mot = '',
    }: { statut?: number; erreurs?: string[]; erreurDeMot?: string; mot?: string } = {},
  ): Promise<FastifyReply> {
    const { cle, nom, brouillon, publie, suivi, isRetrait, lu } = dossier;
    if (!brouillon) return reponse.redirect('/espace/relecture/', 303);
    const props: PropsDeRelecture = {
      nom,
      adresse: pageDeRelecture(cle),
      par: brouillon.auteur.nom,
      quand: formatJour(brouillon.modifieLe),
      suivi: { nom: suivi, libelle: SUIVIS[suivi] },
      changements: describeBrouillon(dossier, await contexteNow()),
      isNouvelle: brouillon.isNouveau,
      ressemblances: brouillon.isNouveau ? await options.readRessemblances(cle, 'tout') : [],
      isRetrait,
      lu,
      modifier: pageDeModification(dossier),
      editeur: editeurDe(cle),
      historique: pageDHistorique(cle),
      publique: publie && pagePublique(cle),
      mots: listMots(options, dossier),
      erreurs,
      erreurDeMot,
      mot,
      annoter: isCollectionDeFiche(cle.collection) ? `${pageDeFiche(cle)}mot/` : undefined,
      avis: avisOf(requete),
    };
    return sendPage(reponse, '/espace/relecture/fiche/', props, statut);
  }

  function sendAccord(
    reponse: FastifyReply,
    { cle, nom, lu, brouillon }: Dossier,
    { champs }: ConflitDeChamps,
    isIncomplet: boolean,
  ): Promise<FastifyReply> {
    const props: PropsDAccord = {
      nom,
      adresse: `${pageDeRelecture(cle)}accorder/`,
      lu,
      par: brouillon?.auteur.nom ?? '',
      conflits: champs.map(({ chemin, base, publie, brouillon: propose }) => ({
        nom: `choix.${chemin}`,
        ...formatValeur(cle.collection, chemin, { base, publie, brouillon: propose }),
      })),
      isIncomplet,
    };
    return sendPage(reponse, '/espace/relecture/accord/', props, isIncomplet ? 422 : 409);
  }

  /** Publishes the draft, tells its people, and waits for the site to show it. */
  async function publish(
    requete: Requete,
    reponse: FastifyReply,
    dossier: Dossier,
    lu: string,
  ): Promise<FastifyReply> {
    const { cle, nom } = dossier;
    const personne = requirePersonne(requete);
    try {
      const { commit } = await depot.publish(cle, { lu: toLu(lu), relecteur: signatureOf(personne) });
      notes.settleRetours(cle);
      announcePublication(options, dossier, personne.id);
      await miseEnLigne.publish(cle, nom, commit, now().toISOString());
      return await reponse.redirect('/espace/relecture/#mises-en-ligne', 303);
    } catch (erreur) {
      if (erreur instanceof ConflitDeChamps) return sendAccord(reponse, dossier, erreur, false);
      if (!(erreur instanceof FicheInvalide)) throw erreur;
      return send(requete, reponse, dossier, { statut: 422, erreurs: erreur.erreurs.map(formatErreur) });
    }
  }

  app.get('/espace/relecture/:collection/:slug/', async (requete: Requete, reponse) =>
    send(requete, reponse, await open(requete, 'valider')),
  );

  app.post('/espace/relecture/:collection/:slug/publier/', async (requete: Requete, reponse) => {
    const dossier = await open(requete, 'publier');
    return publish(requete, reponse, dossier, textOf(readValeurs(requete.body), 'lu') ?? '');
  });

  app.post('/espace/relecture/:collection/:slug/renvoyer/', async (requete: Requete, reponse) => {
    const dossier = await open(requete, 'valider');
    const { cle } = dossier;
    const personne = requirePersonne(requete);
    const valeurs = readValeurs(requete.body);
    const texte = textOf(valeurs, 'texte') ?? '';
    if (texte.trim() === '')
      return send(requete, reponse, dossier, {
        statut: 422,
        erreurDeMot: 'Écrivez ce qu’il faut revoir : l’organisme ne peut pas le deviner.',
      });
    const auteur = signatureOf(personne);
    let note: Note | undefined;
    try {
      // The word first: a draft that came back without it could not be understood.
      note = notes.add(cle, { auteur: auteur.nom, personne: personne.id, texte, isRetour: true });
      await depot.setEtat(cle, 'draft', { lu: toLu(textOf(valeurs, 'lu')), auteur });
    } catch (erreur) {
      // It is about a draft that does not come back: it returns to the screen of whoever wrote it.
      if (note) notes.remove(cle, note.id);
      const { statut, message } = toErreurHttp(erreur);
      if (statut >= 500) console.error(erreur);
      const actuel = await readDossier(depot, cle, notes.listRetournees()).catch(() => dossier);
      // Published or abandoned meanwhile: there is no longer anything to send back.
      if (!actuel.brouillon) throw erreur;
      const erreurDeMot =
        erreur instanceof ConflitDEcriture
          ? 'La fiche a changé pendant que vous écriviez : relisez-la. Votre mot est gardé ici, il n’est pas encore envoyé.'
          : message;
      return send(requete, reponse, actuel, { statut, erreurDeMot, mot: texte });
    }
    announceRetour(options, dossier, personne.id);
    return reponse.redirect('/espace/relecture/?avis=renvoye', 303);
  });

  app.post('/espace/relecture/:collection/:slug/accorder/', async (requete: Requete, reponse) => {
    const dossier = await open(requete, 'regler-conflit');
    const valeurs = readValeurs(requete.body);
    const choix: Record<string, 'publie' | 'brouillon'> = {};
    for (const [nom, [valeur]] of valeurs) {
      if (nom.startsWith('choix.') && (valeur === 'publie' || valeur === 'brouillon'))
        choix[nom.slice('choix.'.length)] = valeur;
    }
    try {
      const auteur = signatureOf(requirePersonne(requete));
      const { oid } = await depot.settle(dossier.cle, choix, { lu: toLu(textOf(valeurs, 'lu')), auteur });
      return await publish(requete, reponse, dossier, oid ?? '');
    } catch (erreur) {
      if (!(erreur instanceof ConflitDeChamps)) throw erreur;
      return sendAccord(reponse, dossier, erreur, true);
    }
  });
}
