/**
 * « Toujours exact ? »: the page a link opens, without logging in, and « Mes confirmations » for whoever is logged in.
 * Opening a page changes nothing; a link can do one thing, for one entry.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Calendrier } from '../../src/domain/calendrier/calendrier';
import {
  type Groupe,
  LIBELLES_DE_GROUPE,
  listGroupesRemplis,
  verifieLe,
} from '../../src/domain/confirmation/groupe';
import { formatDate } from '../../src/domain/date/format';
import type { DateCivile } from '../../src/domain/date/jour';
import { isFresh } from '../../src/domain/portail/structure';
import type { StructureData } from '../../src/domain/structure/schema';
import { createLimite, requireDroit, requirePersonne } from '../acces/acces';
import type { Atelier } from '../atelier';
import { type Cle, type Fiche, formatCle, readCle, toCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { readContexte } from '../espace/contexte';
import { signatureOf } from '../espace/options';
import { decide } from '../personnes/droits';
import { confirmFiche } from './confirmation';
import { type FaitsDuGroupe, describeFaits, readStructure } from './faits';
import { ADRESSE_DU_LIEN } from './planificateur';
import type { RegistreDesDemandes } from './registre';

/** What the page `/espace/confirmations/fiche/` is given. */
export interface PropsDeConfirmation {
  nom: string;
  /** Where the button sends. */
  action: string;
  /** Sent with it: what was read, and the token of a link. */
  champs: Record<string, string>;
  faits: FaitsDuGroupe[];
  /** Groups where nothing is published. */
  vides: string[];
  modifier: string;
  publique: string;
}

/** What the page `/espace/confirmations/merci/` is given. */
export interface PropsDeRemerciement {
  nom: string;
  confirmeeLe: string;
  publique: string;
}

export interface FicheAConfirmer {
  href: string;
  nom: string;
  isADemander: boolean;
  groupes: { titre: string; texte: string; isAncien: boolean }[];
}

/** What the page `/espace/confirmations/` is given. */
export interface PropsDeMesConfirmations {
  fiches: FicheAConfirmer[];
  avis: string | undefined;
  peutVoirLesEnvois: boolean;
}

const QUART_D_HEURE = 15;
const PAR_ADRESSE = 60;
const JETON_MAX = 100;
const ACCUEIL = '/espace/confirmations/';

export const pageDeConfirmation = ({ slug }: Cle): string => `${ACCUEIL}fiches/${slug}/`;
export const pagePublique = ({ collection, slug }: Cle): string => `/${collection}/${slug}/`;
const pageDeFiche = ({ collection, slug }: Cle): string => `/espace/fiches/${collection}/${slug}/`;
const formatJour = (date: DateCivile) => formatDate(date, { annee: true, jour: false });

/** Where each group stands. */
export function describeGroupes(
  structure: StructureData,
  aujourdhui: DateCivile,
): { groupe: Groupe; titre: string; texte: string; isAncien: boolean; date: DateCivile | undefined }[] {
  return listGroupesRemplis(structure).map((groupe) => {
    const date = verifieLe(structure, groupe);
    return {
      groupe,
      date,
      titre: LIBELLES_DE_GROUPE[groupe],
      texte: date === undefined ? 'jamais vérifié' : `vérifié le ${formatJour(date)}`,
      isAncien: !isFresh(date, groupe, aujourdhui),
    };
  });
}

interface Corps {
  lu?: unknown;
  jeton?: unknown;
}
type Requete = FastifyRequest<{ Params: { slug: string } }>;

const textIn = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : '');

export function serveConfirmations(
  app: FastifyInstance,
  atelier: Atelier,
  {
    registre,
    calendrier,
    aujourdhui,
  }: { registre: RegistreDesDemandes; calendrier: Calendrier; aujourdhui: () => DateCivile },
): void {
  const { depot, sendPage } = atelier;
  const config = { acces: 'public' } as const;
  const limite = createLimite(app, { max: PAR_ADRESSE, minutes: QUART_D_HEURE });

  async function requireStructure(
    cle: Cle | undefined,
  ): Promise<{ cle: Cle; fiche: Fiche; structure: StructureData }> {
    const fiche = cle && (await depot.readFiche(cle));
    const structure = readStructure(fiche);
    if (!cle || !fiche || !structure)
      throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’est plus publiée.');
    return { cle, fiche, structure };
  }

  async function sendFaits(
    reponse: FastifyReply,
    cle: Cle,
    { action, jeton }: { action: string; jeton?: string },
  ): Promise<FastifyReply> {
    const { fiche, structure } = await requireStructure(cle);
    const faits = describeFaits(structure, await readContexte(depot, calendrier, aujourdhui()));
    const remplis = new Set(faits.map(({ groupe }) => groupe));
    const vides = (Object.keys(LIBELLES_DE_GROUPE) as Groupe[]).filter((groupe) => !remplis.has(groupe));
    const props: PropsDeConfirmation = {
      nom: structure.nom,
      action,
      champs: jeton === undefined ? { lu: fiche.oid } : { lu: fiche.oid, jeton },
      faits,
      vides: vides.map((groupe) => LIBELLES_DE_GROUPE[groupe].toLowerCase()),
      modifier: pageDeFiche(cle),
      publique: pagePublique(cle),
    };
    return sendPage(reponse, `${ACCUEIL}fiche/`, props);
  }

  function openLien(jeton: string) {
    const lien = jeton === '' || jeton.length > JETON_MAX ? undefined : registre.openLien(jeton);
    if (lien) return lien;
    throw new ErreurHttp(
      401,
      'lien-perime',
      'Ce lien est trop ancien, ou incomplet. Entrez dans votre espace : vos fiches à confirmer y sont.',
    );
  }

  app.get(ADRESSE_DU_LIEN, { config }, async (requete, reponse) => {
    await limite(requete);
    const jeton = textIn((requete.query as Corps).jeton);
    const { demande } = openLien(jeton);
    const { cle, structure } = await requireStructure(readCle(demande.fiche));
    if (demande.etat !== 'confirmee') return sendFaits(reponse, cle, { action: ADRESSE_DU_LIEN, jeton });
    const confirmeeLe = formatJour(demande.confirmeeLe ?? aujourdhui());
    const props: PropsDeRemerciement = { nom: structure.nom, confirmeeLe, publique: pagePublique(cle) };
    return sendPage(reponse, `${ACCUEIL}merci/`, props);
  });

  app.post(ADRESSE_DU_LIEN, { config }, async (requete, reponse) => {
    await limite(requete);
    const { jeton, lu } = (requete.body ?? {}) as Corps;
    const { demande, personne } = openLien(textIn(jeton));
    const { cle } = await requireStructure(readCle(demande.fiche));
    // Whoever no longer holds the entry no longer speaks for it.
    const titulaires = atelier.personnes.listTitulaires(formatCle(cle));
    const titulaire = titulaires.find(({ id }) => id === personne);
    if (!titulaire) throw new ErreurHttp(403, 'refuse', 'Votre organisme ne tient plus cette fiche.');
    if (demande.etat === 'envoyee') {
      const auteur = signatureOf(titulaire);
      await confirmFiche(atelier, registre, { cle, lu: textIn(lu), auteur, date: aujourdhui() });
    }
    return reponse.redirect(`${ADRESSE_DU_LIEN}?jeton=${encodeURIComponent(textIn(jeton))}`, 303);
  });

  app.get(ACCUEIL, async (requete, reponse) => {
    requireDroit(requete, 'confirmer');
    const demandees = new Set(
      registre.list().flatMap(({ fiche, etat }) => (etat === 'envoyee' ? [fiche] : [])),
    );
    const toutes = await depot.listFiches('structures');
    // Those of the person’s own organisation: whoever may confirm everything does not hold everything.
    const tenues = toutes.filter(({ cle }) => requete.qui.fiches.has(formatCle(cle)));
    const fiches = tenues.flatMap((fiche): FicheAConfirmer[] => {
      const structure = readStructure(fiche);
      if (!structure) return [];
      return [
        {
          href: pageDeConfirmation(fiche.cle),
          nom: structure.nom,
          isADemander: demandees.has(formatCle(fiche.cle)),
          groupes: describeGroupes(structure, aujourdhui()),
        },
      ];
    });
    const weight = ({ isADemander, groupes }: FicheAConfirmer) =>
      (isADemander ? 10 : 0) + groupes.filter(({ isAncien }) => isAncien).length;
    const { avis } = requete.query as { avis?: string };
    const props: PropsDeMesConfirmations = {
      fiches: fiches.sort((a, b) => weight(b) - weight(a) || a.nom.localeCompare(b.nom, 'fr')),
      avis: avis === 'confirme' ? 'Merci, c’est confirmé. Le site le dit dans un instant.' : undefined,
      peutVoirLesEnvois: decide(requete.qui, 'voir-confirmations') === 'oui',
    };
    return sendPage(reponse, ACCUEIL, props);
  });

  const open = (requete: Requete): Cle => {
    const cle = toCle('structures', requete.params.slug);
    if (!cle) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas.');
    requireDroit(requete, 'confirmer', cle);
    return cle;
  };
  app.get(`${ACCUEIL}fiches/:slug/`, async (requete: Requete, reponse) => {
    const cle = open(requete);
    return sendFaits(reponse, cle, { action: pageDeConfirmation(cle) });
  });
  app.post(`${ACCUEIL}fiches/:slug/`, async (requete: Requete, reponse) => {
    const cle = open(requete);
    const auteur = signatureOf(requirePersonne(requete));
    const lu = textIn((requete.body as Corps | undefined)?.lu);
    await confirmFiche(atelier, registre, { cle, lu, auteur, date: aujourdhui() });
    return reponse.redirect(`${ACCUEIL}?avis=confirme`, 303);
  });
}
