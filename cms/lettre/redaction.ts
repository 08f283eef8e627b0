/** `/espace/lettre/`: the letter before it leaves. It is read, completed by a few words, tried, and sent once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { type CourrielDeLettre, toCourrielDeLettre } from '../../src/domain/lettre/courriel';
import { type Lettre, composeLettre } from '../../src/domain/lettre/lettre';
import { type MoisCivil, findMois, formatMois, listMois } from '../../src/domain/lettre/mois';
import type { Portail } from '../../src/domain/portail/portail';
import { contentSecurityPolicy } from '../../src/layouts/csp';
import { requireDroit, requirePersonne } from '../acces/acces';
import { readCorps } from '../acces/corps';
import type { Atelier } from '../atelier';
import { ErreurHttp } from '../erreur-http';
import type { Abonnes } from './abonnes';
import type { Expedition } from './expedition';
import {
  INTRODUCTION_MAX,
  type LettreEcrite,
  PLACE_DU_LIEN,
  type RegistreDesLettres,
  moisSchema,
} from './registre';

export interface LettrePartie {
  nom: string;
  partieLe: string;
  /** « 120 envoyées, 2 refusées ». */
  phrase: string;
  isFinie: boolean;
}

/** What the page `/espace/lettre/` is given. */
export interface PropsDeRedaction {
  mois: MoisCivil;
  choix: { mois: MoisCivil; nom: string }[];
  sujet: string;
  texte: string;
  introduction: string;
  introductionMax: number;
  abonnes: number;
  attente: number;
  /** Where the trial goes. */
  courriel: string;
  /** The letter of this month, when it has left. */
  partie: LettrePartie | undefined;
  parties: LettrePartie[];
  /** True when nothing tells what is new: there is no earlier letter, nor content from a month ago. */
  isSansNouveautes: boolean;
  avis: string | undefined;
  erreur: string | undefined;
}

const ADRESSE = '/espace/lettre/';
const MOIS_DE_REGARD = 31;
const AVIS: Readonly<Record<string, string>> = {
  garde: 'C’est enregistré.',
  essai: 'L’essai est envoyé à votre adresse, et à elle seule.',
  partie: 'La lettre part, adresse après adresse. Vous pouvez fermer cette page.',
};

/** The preview is the mail itself, with its own styles; nothing in it may run nor ask for anything elsewhere. */
const POLITIQUE_DE_L_APERCU =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";
const POLITIQUE_DE_LA_PAGE = `${contentSecurityPolicy({ enTete: true })}; frame-src 'self'`;

const corpsSchema = z.object({
  mois: moisSchema,
  introduction: z
    .string()
    .max(4 * INTRODUCTION_MAX)
    .optional(),
});

const plural = (nombre: number, mot: string): string | undefined =>
  nombre === 0 ? undefined : `${nombre} ${mot}${nombre > 1 ? 's' : ''}`;

function describePartie({ mois, partieLe, finieLe, comptes }: LettreEcrite): LettrePartie {
  const restent = comptes['a-envoyer'] + comptes['en-cours'];
  const phrases = [
    plural(comptes.parti, 'envoyée') ?? 'aucune envoyée',
    restent > 0 ? `${restent} à envoyer` : undefined,
    plural(comptes.refuse, 'refusée'),
    // Sent neither again nor counted as sent.
    plural(comptes.inconnu, 'interrompue'),
    comptes['sans-suite'] > 0 ? `${comptes['sans-suite']} sans destinataire (parti entre-temps)` : undefined,
  ];
  return {
    nom: formatMois(mois),
    partieLe: formatDate(toDateInParis(partieLe!), { annee: true }),
    phrase: phrases.filter(Boolean).join(', '),
    isFinie: finieLe !== undefined,
  };
}

export function serveRedaction(
  app: FastifyInstance,
  { depot, reglages, courriels, portails, sendPage, now }: Atelier,
  {
    abonnes,
    registre,
    expedition,
  }: { abonnes: Abonnes; registre: RegistreDesLettres; expedition: Expedition },
): void {
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());
  /** Where the link of each reader leads, for who only tries. */
  const DES_LECTEURS = `${reglages.adresse}/lettre/`;

  /** What was published when the last letter was written; before the first, a month ago. */
  async function findVersion(): Promise<string | undefined> {
    const [derniere] = registre.listParties();
    if (derniere?.version !== undefined) return derniere.version;
    const avant = new Date(now().getTime() - MOIS_DE_REGARD * 86_400_000);
    return depot.versionAt(avant.toISOString());
  }

  let connu: { portail: Portail; ici: Portail } | undefined;

  /** Mails lead to the site that sends them, wherever the content says that it is. Kept with the dates it computed. */
  async function readIci(): Promise<Portail> {
    const portail = await portails.read('tous');
    if (connu?.portail !== portail) {
      const territoire = { ...portail.territoire, urlDeBase: reglages.adresse };
      connu = { portail, ici: { ...portail, territoire } };
    }
    return connu.ici;
  }

  async function compose(mois: MoisCivil): Promise<{ lettre: Lettre; isSansNouveautes: boolean }> {
    const version = await findVersion();
    const avant =
      version === undefined ? undefined : await portails.readAt(version, 'tous').catch(() => undefined);
    return { lettre: composeLettre(await readIci(), mois, avant), isSansNouveautes: avant === undefined };
  }

  const write = (lettre: Lettre): CourrielDeLettre =>
    toCourrielDeLettre(lettre, {
      introduction: registre.find(lettre.mois)?.introduction ?? '',
      desinscription: PLACE_DU_LIEN,
    });

  function readMois({ query }: FastifyRequest): MoisCivil {
    const { mois } = query as { mois?: unknown };
    return listMois(aujourdhui()).find((each) => each === mois) ?? findMois(aujourdhui());
  }

  async function sendRedaction(
    requete: FastifyRequest,
    reponse: FastifyReply,
    mois: MoisCivil,
    { avis, erreur, introduction }: { avis?: unknown; erreur?: string; introduction?: string } = {},
  ): Promise<FastifyReply> {
    const { lettre, isSansNouveautes } = await compose(mois);
    const ecrite = registre.find(mois);
    const { confirmes, attente } = abonnes.count();
    const props: PropsDeRedaction = {
      mois,
      choix: listMois(aujourdhui()).map((each) => ({ mois: each, nom: formatMois(each) })),
      sujet: lettre.sujet,
      texte: write(lettre).texte.replaceAll(PLACE_DU_LIEN, '[ici, le lien de chacun]'),
      introduction: introduction ?? ecrite?.introduction ?? '',
      introductionMax: INTRODUCTION_MAX,
      abonnes: confirmes,
      attente,
      courriel: requirePersonne(requete).courriel,
      partie: ecrite?.partieLe ? describePartie(ecrite) : undefined,
      parties: registre.listParties().map(describePartie),
      isSansNouveautes,
      avis: typeof avis === 'string' && Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined,
      erreur,
    };
    reponse.header('Content-Security-Policy', POLITIQUE_DE_LA_PAGE);
    return sendPage(reponse, ADRESSE, props, erreur === undefined ? 200 : 422);
  }

  app.get(ADRESSE, async (requete, reponse) => {
    requireDroit(requete, 'envoyer-lettre');
    const { avis } = requete.query as { avis?: unknown };
    return sendRedaction(requete, reponse, readMois(requete), { avis });
  });

  app.get(`${ADRESSE}apercu/`, async (requete, reponse) => {
    requireDroit(requete, 'envoyer-lettre');
    const { lettre } = await compose(readMois(requete));
    const html = write(lettre).html.replaceAll(PLACE_DU_LIEN, DES_LECTEURS);
    reponse.removeHeader('X-Frame-Options');
    return reponse
      .headers({ 'Content-Security-Policy': POLITIQUE_DE_L_APERCU, 'Cache-Control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(html);
  });

  /** The month of a form, when its letter can still be written. */
  function readCorpsDeLettre(requete: FastifyRequest): { mois: MoisCivil; introduction: string | undefined } {
    requireDroit(requete, 'envoyer-lettre');
    const { mois, introduction } = readCorps(corpsSchema, requete.body);
    if (!listMois(aujourdhui()).includes(mois))
      throw new ErreurHttp(422, 'invalide', 'Cette lettre est celle d’un autre mois : revenez à la page.');
    return { mois, introduction: introduction?.replaceAll('\r\n', '\n').trim() };
  }

  /** Every button keeps what is typed: whoever reads the preview reads it with their words. */
  app.post(`${ADRESSE}:geste/`, async (requete: FastifyRequest<{ Params: { geste: string } }>, reponse) => {
    const { mois, introduction } = readCorpsDeLettre(requete);
    const { geste } = requete.params;
    if (!Object.hasOwn(GESTES, geste)) throw new ErreurHttp(404, 'introuvable', 'Cette page n’existe pas.');
    if (introduction !== undefined && introduction.length > INTRODUCTION_MAX) {
      const erreur = `C’est trop long : ${INTRODUCTION_MAX.toLocaleString('fr-FR')} signes au plus.`;
      return sendRedaction(requete, reponse, mois, { erreur, introduction });
    }
    if (introduction !== undefined) registre.writeIntroduction(mois, introduction);
    const avis = await GESTES[geste]!(requete, mois);
    return reponse.redirect(`${ADRESSE}?mois=${mois}&avis=${avis}`, 303);
  });

  const GESTES: Readonly<Record<string, (requete: FastifyRequest, mois: MoisCivil) => Promise<string>>> = {
    garder: () => Promise.resolve('garde'),
    async essayer(requete, mois) {
      const { courriel } = requirePersonne(requete);
      const { lettre } = await compose(mois);
      const { sujet, html, texte } = write(lettre);
      const issue = await courriels.deliver(`essai-${mois}-${now().getTime()}`, {
        a: courriel,
        sujet: `Essai : ${sujet}`,
        html: html.replaceAll(PLACE_DU_LIEN, DES_LECTEURS),
        texte: texte.replaceAll(PLACE_DU_LIEN, DES_LECTEURS),
      });
      if (issue !== 'parti')
        throw new ErreurHttp(
          503,
          'courriel-en-panne',
          'Le serveur de courriel n’a pas pris l’essai : réessayez dans quelques minutes.',
        );
      return 'essai';
    },
    async envoyer(_requete, mois) {
      if (abonnes.count().confirmes === 0)
        throw new ErreurHttp(
          409,
          'personne',
          'Personne n’a encore demandé la lettre : elle n’est pas partie.',
        );
      const version = await depot.head();
      const { lettre } = await compose(mois);
      registre.start(mois, write(lettre), version);
      expedition.wake();
      return 'partie';
    },
  };
}
