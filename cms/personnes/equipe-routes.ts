/** `/espace/equipe/`: people and organisations, as the coordination manages them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireDroit, requirePersonne } from '../acces/acces';
import { cochesSchema, readCorps } from '../acces/corps';
import type { Atelier } from '../atelier';
import { formatCle, readCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { COLLECTIONS_A_TENIR } from './droits';
import { type ChoixDeRole, type FichesATenir, isGeree, listChoixDeRole, listFichesATenir } from './equipe';
import { writeInvitation } from './invitation';
import type { Organisme, OrganismeTenu, Personne } from './personnes';
import { ROLES, ROLE_SLUGS } from './role';

type Erreurs = Readonly<Record<string, string>>;
interface Saisie {
  nom: string;
  courriel: string;
  role: string;
  organisme: string;
}

/** What the page `/espace/equipe/` is given. */
export interface PropsDeLEquipe {
  personnes: (Personne & { libelle: string; isGeree: boolean })[];
  organismes: OrganismeTenu[];
  roles: ChoixDeRole[];
  avis: string | undefined;
  /** What was typed and refused. */
  saisie: Saisie;
  erreurs: Erreurs;
  organismeSaisi: string;
  erreursDOrganisme: Erreurs;
}
/** What the page `/espace/equipe/personne/` is given. */
export interface PropsDeLaPersonne {
  personne: Personne;
  saisie: Saisie;
  erreurs: Erreurs;
  roles: ChoixDeRole[];
  organismes: Organisme[];
  isSoi: boolean;
  avis: string | undefined;
}
/** What the page `/espace/equipe/organisme/` is given. */
export interface PropsDeLOrganisme {
  organisme: Organisme;
  personnes: Personne[];
  fiches: FichesATenir;
  nom: string;
  erreurs: Erreurs;
  avis: string | undefined;
}

const AVIS: Readonly<Record<string, string>> = {
  invitee: 'Cette personne est dans la liste : un courriel lui dit comment entrer.',
  enregistre: 'C’est enregistré.',
  retiree: 'Cette personne n’a plus de compte. Rien de ce qui la concerne n’est gardé.',
  'organisme-ajoute': 'Cet organisme est dans la liste : choisissez maintenant les fiches qu’il tient.',
  'organisme-retire': 'Cet organisme n’est plus dans la liste. Les fiches qu’il tenait restent publiées.',
};

const TEXTE_MAX = 500;
const inscriptionSchema = z.object({
  nom: z.string().max(TEXTE_MAX),
  courriel: z.string().max(TEXTE_MAX),
  role: z.enum(ROLE_SLUGS),
  organisme: z.string().max(TEXTE_MAX).default(''),
});
const organismeSchema = z.object({ nom: z.string().max(TEXTE_MAX) });
const ficheDOrganismeSchema = organismeSchema.extend({ fiches: cochesSchema });

type AvecId = FastifyRequest<{ Params: { id: string } }>;

const avisOf = ({ query }: FastifyRequest) => AVIS[(query as { fait?: string }).fait ?? ''];

/** Runs what may be refused field by field, and gives these refusals; anything else is thrown. */
function collectErreurs(travail: () => void): Erreurs | undefined {
  try {
    travail();
    return undefined;
  } catch (erreur) {
    const champs = erreur instanceof ErreurHttp && erreur.statut === 422 ? erreur.details.champs : undefined;
    if (champs === undefined) throw erreur;
    return champs as Erreurs;
  }
}

export function serveEquipe(app: FastifyInstance, atelier: Atelier): void {
  const { personnes, depot, courriels, sendPage, reglages, readTerritoire } = atelier;
  const VIDE: Saisie = { nom: '', courriel: '', role: 'partenaire', organisme: '' };

  const requireGeree = (requete: FastifyRequest, id: string): Personne => {
    requireDroit(requete, 'gerer-personnes');
    const personne = personnes.find(id);
    if (!personne) throw new ErreurHttp(404, 'introuvable', 'Cette personne n’est plus dans la liste.');
    if (!isGeree(requete.qui, personne))
      throw new ErreurHttp(403, 'refuse', 'Le compte d’une personne qui administre ne se change pas d’ici.');
    return personne;
  };
  /** Nobody makes somebody more powerful than themselves. */
  const requireRole = (requete: FastifyRequest, role: string): void => {
    if (!listChoixDeRole(requete.qui).some(({ slug }) => slug === role))
      throw new ErreurHttp(403, 'refuse', 'Vous ne pouvez pas donner ce rôle.');
  };
  const requireOrganisme = (id: string): Organisme => {
    const organisme = personnes.findOrganisme(id);
    if (!organisme) throw new ErreurHttp(404, 'introuvable', 'Cet organisme n’est plus dans la liste.');
    return organisme;
  };

  const sendEquipe = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    refus: Partial<PropsDeLEquipe> = {},
  ) => {
    const props: PropsDeLEquipe = {
      personnes: personnes.list().map((personne) => ({
        ...personne,
        libelle: ROLES[personne.role].libelle,
        isGeree: isGeree(requete.qui, personne),
      })),
      organismes: personnes.listOrganismes(),
      roles: listChoixDeRole(requete.qui),
      avis: avisOf(requete),
      saisie: VIDE,
      erreurs: {},
      organismeSaisi: '',
      erreursDOrganisme: {},
      ...refus,
    };
    const isRefus = refus.erreurs !== undefined || refus.erreursDOrganisme !== undefined;
    return sendPage(reponse, '/espace/equipe/', props, isRefus ? 422 : 200);
  };

  const sendInvitation = async (personne: Personne, par: string): Promise<void> => {
    const { organisme, role } = personne;
    const isTenant = role === 'partenaire' && organisme !== undefined;
    const { tenues } = isTenant ? await listFichesATenir(depot, personnes, organisme.id) : { tenues: [] };
    const fiches = tenues.map(({ nom }) => nom);
    const { nom: site } = await readTerritoire();
    courriels.send(writeInvitation({ personne, par, site, adresse: reglages.adresse, fiches }));
  };

  app.get('/espace/equipe/', (requete, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    return sendEquipe(requete, reponse);
  });

  app.post('/espace/equipe/personnes/', async (requete, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    const saisie = readCorps(inscriptionSchema, requete.body);
    requireRole(requete, saisie.role);
    let nouvelle: Personne | undefined;
    const erreurs = collectErreurs(() => {
      nouvelle = personnes.add({ ...saisie, organisme: saisie.organisme || undefined });
    });
    if (!nouvelle) return sendEquipe(requete, reponse, { saisie, erreurs: erreurs! });
    await sendInvitation(nouvelle, requirePersonne(requete).nom);
    return reponse.redirect('/espace/equipe/?fait=invitee', 303);
  });

  const sendPersonne = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    personne: Personne,
    refus?: { saisie: Saisie; erreurs: Erreurs },
  ) => {
    const { nom, courriel, role, organisme } = personne;
    const props: PropsDeLaPersonne = {
      personne,
      saisie: { nom, courriel, role, organisme: organisme?.id ?? '' },
      erreurs: {},
      roles: listChoixDeRole(requete.qui),
      organismes: personnes.listOrganismes().map((each) => ({ id: each.id, nom: each.nom })),
      isSoi: requete.personne?.id === personne.id,
      avis: avisOf(requete),
      ...refus,
    };
    return sendPage(reponse, '/espace/equipe/personne/', props, refus ? 422 : 200);
  };

  app.get('/espace/equipe/personnes/:id/', (requete: AvecId, reponse) =>
    sendPersonne(requete, reponse, requireGeree(requete, requete.params.id)),
  );

  app.post('/espace/equipe/personnes/:id/', (requete: AvecId, reponse) => {
    const personne = requireGeree(requete, requete.params.id);
    const saisie = readCorps(inscriptionSchema, requete.body);
    requireRole(requete, saisie.role);
    if (requete.personne?.id === personne.id && saisie.role !== personne.role)
      throw new ErreurHttp(409, 'soi-meme', 'Demandez à quelqu’un d’autre de changer votre propre rôle.');
    const erreurs = collectErreurs(() => {
      personnes.update(personne.id, { ...saisie, organisme: saisie.organisme || undefined });
    });
    if (erreurs) return sendPersonne(requete, reponse, personne, { saisie, erreurs });
    return reponse.redirect(`/espace/equipe/personnes/${personne.id}/?fait=enregistre`, 303);
  });

  app.post('/espace/equipe/personnes/:id/inviter/', async (requete: AvecId, reponse) => {
    const personne = requireGeree(requete, requete.params.id);
    await sendInvitation(personne, requirePersonne(requete).nom);
    return reponse.redirect('/espace/equipe/?fait=invitee', 303);
  });

  app.post('/espace/equipe/personnes/:id/retirer/', (requete: AvecId, reponse) => {
    const { id } = requireGeree(requete, requete.params.id);
    if (requete.personne?.id === id)
      throw new ErreurHttp(409, 'soi-meme', 'Demandez à quelqu’un d’autre de retirer votre propre compte.');
    courriels.forget(personnes.remove(id).courriel);
    return reponse.redirect('/espace/equipe/?fait=retiree', 303);
  });

  /** What is held about the person, to give them when they ask. */
  app.get('/espace/equipe/personnes/:id/donnees.json', (requete: AvecId, reponse) => {
    const { id } = requireGeree(requete, requete.params.id);
    return reponse
      .header('Content-Disposition', 'attachment; filename="donnees-personnelles.json"')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(personnes.exportPersonne(id), null, 2));
  });

  app.post('/espace/equipe/organismes/', (requete, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    const { nom } = readCorps(organismeSchema, requete.body);
    let id: string | undefined;
    const erreurs = collectErreurs(() => {
      id = personnes.addOrganisme(nom).id;
    });
    if (erreurs) return sendEquipe(requete, reponse, { organismeSaisi: nom, erreursDOrganisme: erreurs });
    return reponse.redirect(`/espace/equipe/organismes/${id!}/?fait=organisme-ajoute`, 303);
  });

  const sendOrganisme = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    organisme: Organisme,
    refus?: { nom: string; erreurs: Erreurs },
  ) => {
    const props: PropsDeLOrganisme = {
      organisme,
      personnes: personnes.list().filter((personne) => personne.organisme?.id === organisme.id),
      fiches: await listFichesATenir(depot, personnes, organisme.id),
      nom: organisme.nom,
      erreurs: {},
      avis: avisOf(requete),
      ...refus,
    };
    return sendPage(reponse, '/espace/equipe/organisme/', props, refus ? 422 : 200);
  };

  app.get('/espace/equipe/organismes/:id/', (requete: AvecId, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    return sendOrganisme(requete, reponse, requireOrganisme(requete.params.id));
  });

  app.post('/espace/equipe/organismes/:id/', async (requete: AvecId, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    const organisme = requireOrganisme(requete.params.id);
    const { nom, fiches } = readCorps(ficheDOrganismeSchema, requete.body);
    // What was already held stays allowed: an entry that is taken back may come again.
    const connues = new Set(personnes.listFiches(organisme.id));
    const groupes = await Promise.all(COLLECTIONS_A_TENIR.map((collection) => depot.listFiches(collection)));
    for (const { cle } of groupes.flat()) connues.add(formatCle(cle));
    if (fiches.some((fiche) => readCle(fiche) === undefined || !connues.has(fiche)))
      throw new ErreurHttp(422, 'invalide', 'Une des fiches choisies n’existe plus : rechargez la page.');
    const erreurs = collectErreurs(() => {
      personnes.updateOrganisme(organisme.id, nom, fiches);
    });
    if (erreurs) return sendOrganisme(requete, reponse, organisme, { nom, erreurs });
    return reponse.redirect(`/espace/equipe/organismes/${organisme.id}/?fait=enregistre`, 303);
  });

  app.post('/espace/equipe/organismes/:id/retirer/', (requete: AvecId, reponse) => {
    requireDroit(requete, 'gerer-personnes');
    personnes.removeOrganisme(requireOrganisme(requete.params.id).id);
    return reponse.redirect('/espace/equipe/?fait=organisme-retire', 303);
  });
}
