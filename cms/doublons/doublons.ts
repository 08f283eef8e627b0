/** `/espace/doublons/`: the entries that are probably the same, and the postal codes that are not those of their commune. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { lieuSchema } from '../../src/domain/lieu/schema';
import type { Doublon } from '../../src/domain/rapprochement/doublons';
import type { Empreinte } from '../../src/domain/rapprochement/empreinte';
import { findFauteDeCodePostal } from '../../src/domain/territoire/code-postal';
import { requireDroit } from '../acces/acces';
import type { Atelier } from '../atelier';
import { type Cle, formatCle, readCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { pageDeFiche } from '../espace/dossier';
import { readValeurs, textOf } from '../espace/valeurs';
import { type ComparaisonDuDepot, readComparaison, readTermes } from './comparaison';
import { type Paire, createDistinctions } from './distinctions';

export interface FicheDeDoublon {
  /** `structures/le-hangar`. */
  cle: string;
  nom: string;
  href: string;
  /** Its draft alone exists. */
  isNouvelle: boolean;
}

export interface DoublonVu {
  fiches: [FicheDeDoublon, FicheDeDoublon];
  sorte: string;
  degre: 'presque sûr' | 'probable';
  raisons: string[];
  ecarts: string[];
}

/** What the page `/espace/doublons/` is given. */
export interface PropsDeDoublons {
  doublons: DoublonVu[];
  /** Looked at by the coordination: two things. */
  distincts: DoublonVu[];
  codesPostaux: { nom: string; href: string; phrase: string }[];
  avis: string | undefined;
}

const ADRESSE = '/espace/doublons/';
const SORTES = { structures: 'Structures', evenements: 'Évènements', lieux: 'Lieux' } as const;
const AVIS: Readonly<Record<string, string>> = {
  distinguees: 'C’est noté : ce sont deux fiches différentes.',
  reprises: 'Ces deux fiches sont à nouveau dans la liste.',
};

const cleOf = ({ collection, slug }: Empreinte): Cle => ({ collection, slug });

function toVu(
  { un, autre, raisons, ecarts, isPresqueSur }: Doublon,
  nouvelles: ReadonlySet<string>,
): DoublonVu {
  const toFiche = (empreinte: Empreinte): FicheDeDoublon => {
    const cle = formatCle(cleOf(empreinte));
    return { cle, nom: empreinte.nom, href: pageDeFiche(cleOf(empreinte)), isNouvelle: nouvelles.has(cle) };
  };
  return {
    fiches: [toFiche(un), toFiche(autre)],
    sorte: SORTES[un.collection],
    degre: isPresqueSur ? 'presque sûr' : 'probable',
    raisons,
    ecarts,
  };
}

function listFautesDeCodePostal({ fiches, communes }: ComparaisonDuDepot): PropsDeDoublons['codesPostaux'] {
  const parCode = new Map(communes.map((commune) => [commune.codeInsee, commune]));
  return fiches.flatMap(({ cle, donnees }) => {
    const lieu = cle.collection === 'lieux' ? lieuSchema.safeParse(donnees).data : undefined;
    const commune = lieu && parCode.get(lieu.commune);
    if (!lieu || !commune || lieu.codePostal === undefined) return [];
    const faute = findFauteDeCodePostal(lieu.codePostal, commune, lieu.adresse);
    return faute ? [{ nom: lieu.nom, href: pageDeFiche(cle), phrase: faute.phrase }] : [];
  });
}

/** The two entries that a form names; throws 422 when they are none. */
function readPaire(requete: FastifyRequest): Paire {
  const valeurs = readValeurs(requete.body);
  const [un, autre] = ['un', 'autre'].map((nom) => readCle(textOf(valeurs, nom) ?? ''));
  if (!un || !autre || formatCle(un) === formatCle(autre))
    throw new ErreurHttp(422, 'invalide', 'Ces deux fiches ne sont pas connues : revenez à la liste.');
  return [un, autre];
}

export function serveDoublons(app: FastifyInstance, { base, depot, sendPage, now, reglages }: Atelier): void {
  const termes = readTermes(reglages.contenu, reglages.territoire);
  const distinctions = createDistinctions({ base, now });

  app.get(ADRESSE, async (requete, reponse) => {
    requireDroit(requete, 'valider');
    const { avis = '' } = requete.query as { avis?: string };
    const comparaison = await readComparaison(depot, termes);
    const nouvelles = new Set(
      comparaison.fiches.flatMap(({ cle, isNouvelle }) => (isNouvelle ? [formatCle(cle)] : [])),
    );
    const isDistincte = distinctions.read();
    const doublons = comparaison.listDoublons();
    const listVus = (distincts: boolean) =>
      doublons
        .filter(({ un, autre }) => isDistincte([cleOf(un), cleOf(autre)]) === distincts)
        .map((doublon) => toVu(doublon, nouvelles));
    const props: PropsDeDoublons = {
      doublons: listVus(false),
      distincts: listVus(true),
      codesPostaux: listFautesDeCodePostal(comparaison),
      avis: Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined,
    };
    return sendPage(reponse, ADRESSE, props);
  });

  app.post(`${ADRESSE}distinguer/`, async (requete, reponse) => {
    requireDroit(requete, 'valider');
    distinctions.add(readPaire(requete));
    return reponse.redirect(`${ADRESSE}?avis=distinguees`, 303);
  });
  app.post(`${ADRESSE}reprendre/`, async (requete, reponse) => {
    requireDroit(requete, 'valider');
    distinctions.remove(readPaire(requete));
    return reponse.redirect(`${ADRESSE}?avis=reprises`, 303);
  });
}
