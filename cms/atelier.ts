/** The atelier: opens what its parts need, and adds their routes to the server of the site. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { FastifyInstance } from 'fastify';
import { toDateInParis } from '../src/domain/date/heure';
import { type Territoire, territoireSchema } from '../src/domain/territoire/schema';
import { serveDerriereAcces } from './acces/acces';
import { serveAnnuairePro } from './annuaire-pro/annuaire-pro';
import { serveAide } from './aide/aide';
import { openBase } from './base/base';
import { serveDemandes } from './confirmations/confirmations';
import { type Courriels, createCourriels } from './courriels/courriels';
import { serveDecap } from './decap/decap';
import { type Depot, formatSynchronisation, openDepot } from './depot/depot';
import { serveDoublons } from './doublons/doublons';
import { tellEchec } from './espace/echec';
import { serveEspace } from './espace/espace';
import { buildInterface } from './interface/construction';
import { type SendPage, serveInterface } from './interface/rendu';
import { serveLettre } from './lettre/lettre';
import { createNotes } from './notes/notes';
import { type Orientations, createOrientations } from './orientations/compte';
import { serveOrientations } from './orientations/reception';
import { ensureComptes } from './personnes/comptes';
import { type Connexion, createConnexion } from './personnes/connexion';
import { serveAccueil } from './personnes/accueil-routes';
import { serveConnexion } from './personnes/connexion-routes';
import { serveEquipe } from './personnes/equipe-routes';
import { serveSessions } from './personnes/sessions-routes';
import { type Registre, createRegistre } from './personnes/personnes';
import { type Portails, createPortails } from './portail';
import { fingerprintOfCode, readDemarrage } from './publication/code';
import { createConstructeur } from './publication/constructeur';
import { openJournal } from './publication/journal';
import { type Publication, createPublication, formatEchec } from './publication/publication';
import { type Sites, openSites } from './publication/sites';
import { serveObservatoire, serveRecherchesVaines } from './recherches/recherches';
import { type Recherches, createRecherches } from './recherches/registre';
import type { Reglages } from './reglages';
import { serveSignalements } from './signalements/signalements';

/** What the parts share. */
export interface Atelier {
  reglages: Reglages;
  base: DatabaseSync;
  depot: Depot;
  personnes: Registre;
  connexion: Connexion;
  courriels: Courriels;
  publication: Publication;
  orientations: Orientations;
  recherches: Recherches;
  /** What is published, as the pages of the site know it. */
  portails: Portails;
  sendPage: SendPage;
  readTerritoire: () => Promise<Territoire>;
  now: () => Date;
}

export interface OptionsDeLAtelier {
  reglages: Reglages;
  secret: string;
  /** The built sites that the server serves. */
  sites?: Sites;
  now?: () => Date;
}

/** Routes of each part; all are behind `acces/`. */
const PARTIES: readonly ((app: FastifyInstance, atelier: Atelier) => void)[] = [
  serveConnexion,
  serveAccueil,
  serveAide,
  serveSessions,
  serveEquipe,
  serveEspace,
  serveSignalements,
  serveDoublons,
  serveDecap,
  serveDemandes,
  serveAnnuairePro,
  serveObservatoire,
  serveLettre,
];

/**
 * Opens the atelier and adds it to a server that does not listen yet. It stops with the server: what was being sent
 * is sent, what was being written is written.
 */
export async function serveAtelier(
  app: FastifyInstance,
  { reglages, secret, sites, now = () => new Date() }: OptionsDeLAtelier,
): Promise<Atelier> {
  const { dossier, contenu, territoire, adresse } = reglages;
  const dossierDuDepot = join(dossier, 'depot.git');
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());
  const base = openBase(join(dossier, 'base.sqlite'));
  const depot = await openDepot({
    dossier: dossierDuDepot,
    contenu,
    territoire,
    aujourdhui,
    now,
    distant: reglages.depotDistant,
    onSynchronisation: (synchronisation) => console.error(formatSynchronisation(synchronisation)),
  });
  const personnes = createRegistre({ base, now });
  await ensureComptes(personnes, depot, reglages);
  const courriels = createCourriels({ base, reglages, now });
  const notes = createNotes({ base, now });

  const readTerritoire = async () => {
    const fiche = await depot.readFiche({ collection: 'territoire', slug: 'territoire' });
    return territoireSchema.parse(fiche?.donnees);
  };
  let nomDuSite = (await readTerritoire()).nom;
  const { sendPage } = serveInterface(app, {
    dossier: await buildInterface(),
    readTerritoire: async () => {
      const lu = await readTerritoire();
      nomDuSite = lu.nom;
      return lu;
    },
  });
  const connexion = createConnexion({
    base,
    registre: personnes,
    courriels,
    adresse,
    secret,
    nomDuSite: () => nomDuSite,
  });
  const publication = createPublication({
    depot,
    journal: openJournal(dossierDuDepot),
    sites: sites ?? openSites(join(dossier, 'sites')),
    constructeur: createConstructeur(),
    territoire,
    cache: join(dossier, 'cache'),
    aujourdhui,
    code: fingerprintOfCode(reglages),
    demarrage: readDemarrage(),
    onEchec: async (echec) => {
      console.error(formatEchec(echec));
      // What cannot be told must not keep the site from being built.
      await tellEchec({ registre: personnes, courriels, depot, notes, adresse }, echec).catch(console.error);
    },
  });

  depot.onForge((commit) => publication.request({ collection: 'territoire', slug: 'territoire' }, commit));

  const atelier: Atelier = {
    reglages,
    base,
    depot,
    personnes,
    connexion,
    courriels,
    publication,
    orientations: createOrientations({ base, now }),
    recherches: createRecherches({ base, secret, now }),
    portails: createPortails({ depot, contenu, territoire, aujourdhui }),
    sendPage,
    readTerritoire,
    now,
  };
  serveOrientations(app, atelier);
  serveRecherchesVaines(app, atelier);
  serveDerriereAcces(app, { adresse, registre: personnes, connexion, sendPage }, (contexte) => {
    for (const servePartie of PARTIES) servePartie(contexte, atelier);
  });
  app.addHook('onClose', async () => {
    await publication.stop();
    await connexion.settle();
    await courriels.stop();
    await depot.close();
    base.close();
  });
  return atelier;
}
