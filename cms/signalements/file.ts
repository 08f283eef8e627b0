/** `/espace/signalements/`: what visitors wrote, from the oldest, and what the coordination does of it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { forgetOn } from '../../src/domain/signalement/conservation';
import { type GenreDeSignalement, GENRES_DE_SIGNALEMENT } from '../../src/domain/signalement/schema';
import { TYPE_SLUGS, type TypeSlug, getType } from '../../src/domain/structure/type';
import { requireDroit, requirePersonne } from '../acces/acces';
import type { Atelier } from '../atelier';
import { type Cle, readCle } from '../depot/depot';
import type { Notes } from '../notes/notes';
import { ficheOf, makeBrouillon } from './brouillon';
import { forget } from './oubli';
import type { Signalement, Signalements } from './registre';
import { toReponse } from './reponse';

/** A message, as the page shows it. */
export interface SignalementVu {
  id: string;
  genre: GenreDeSignalement;
  libelle: string;
  nom: string | undefined;
  message: string;
  courriel: string | undefined;
  /** Opens the coordinator’s own mail program. */
  reponse: string | undefined;
  page: { href: string; nom: string } | undefined;
  recuLe: string;
  effaceLe: string;
  isDouteux: boolean;
  isTraite: boolean;
  /** Where the draft made of it is. */
  fiche: { href: string; nom: string } | undefined;
  peutFaireUnBrouillon: boolean;
}

/** What the page `/espace/signalements/` is given. */
export interface PropsDeFile {
  signalements: SignalementVu[];
  vue: 'ouverts' | 'traites';
  nombres: { ouverts: number; traites: number };
  types: { slug: TypeSlug; libelle: string }[];
  avis: string | undefined;
}

const ADRESSE = '/espace/signalements/';
const AVIS: Readonly<Record<string, string>> = {
  classe: 'C’est classé.',
  repris: 'Le message attend à nouveau.',
  efface: 'Le message est effacé, avec l’adresse qu’il contenait.',
};
/** What is proposed most; the coordination changes it before or after. */
const TYPE_PAR_DEFAUT: TypeSlug = 'association';
const COORDINATION = { id: 'coordination', nom: 'Coordination' };

const formatJour = (instant: Date) => formatDate(toDateInParis(instant), { annee: true });
const pageDeFiche = ({ collection, slug }: Cle) => `/espace/fiches/${collection}/${slug}/`;

type Requete = FastifyRequest<{ Params: { id: string }; Body: unknown }>;

function readType(corps: unknown): TypeSlug {
  const { type } = (corps ?? {}) as { type?: unknown };
  return TYPE_SLUGS.find((slug) => slug === type) ?? TYPE_PAR_DEFAUT;
}

export function serveFile(
  app: FastifyInstance,
  { depot, sendPage, now, readTerritoire, reglages }: Atelier,
  signalements: Signalements,
  notes: Notes,
): void {
  async function readNoms(): Promise<Map<string, string>> {
    const fiches = [...(await depot.listFiches('structures')), ...(await depot.listFiches('lieux'))];
    return new Map(
      fiches.map(({ cle, donnees }) => [
        `/${cle.collection}/${cle.slug}/`,
        (donnees as { nom?: string } | undefined)?.nom ?? cle.slug,
      ]),
    );
  }

  function toVu(signalement: Signalement, noms: ReadonlyMap<string, string>, site: string): SignalementVu {
    const { id, genre, nom, message, courriel, page, recuLe, isDouteux, traiteLe, fiche } = signalement;
    const cle = fiche === undefined ? undefined : readCle(fiche);
    const nommee = page !== undefined && noms.has(page);
    return {
      id,
      genre,
      libelle: GENRES_DE_SIGNALEMENT[genre].libelle,
      nom,
      message,
      courriel,
      reponse: courriel === undefined ? undefined : toReponse(signalement, site, reglages.adresse),
      page: page === undefined ? undefined : { href: page, nom: noms.get(page) ?? page },
      recuLe: formatJour(recuLe),
      effaceLe: formatJour(forgetOn(signalement)),
      isDouteux,
      isTraite: traiteLe !== undefined,
      fiche: cle && { href: pageDeFiche(cle), nom: noms.get(`/${fiche ?? ''}/`) ?? nom ?? cle.slug },
      peutFaireUnBrouillon: !cle && (genre === 'proposition' || (nommee && ficheOf(page) !== undefined)),
    };
  }

  app.get(ADRESSE, async (requete, reponse) => {
    requireDroit(requete, 'lire-signalements');
    const { vue, avis = '' } = requete.query as { vue?: string; avis?: string };
    const ouverts = signalements.listOuverts();
    const traites = signalements.listTraites();
    const [noms, { nom: site }] = await Promise.all([readNoms(), readTerritoire()]);
    const props: PropsDeFile = {
      signalements: (vue === 'traites' ? traites : ouverts).map((each) => toVu(each, noms, site)),
      vue: vue === 'traites' ? 'traites' : 'ouverts',
      nombres: { ouverts: ouverts.length, traites: traites.length },
      types: TYPE_SLUGS.map((slug) => ({ slug, libelle: getType(slug).libelle })),
      avis: Object.hasOwn(AVIS, avis) ? AVIS[avis] : undefined,
    };
    return sendPage(reponse, ADRESSE, props);
  });

  const open = (requete: Requete): Signalement => {
    requireDroit(requete, 'traiter-signalements');
    return signalements.find(requete.params.id);
  };

  app.post(`${ADRESSE}:id/brouillon/`, async (requete: Requete, reponse) => {
    const signalement = open(requete);
    const { organisme } = requirePersonne(requete);
    const cle = await makeBrouillon({ depot, notes, signalements }, signalement, {
      auteur: organisme ?? COORDINATION,
      type: readType(requete.body),
      aujourdhui: toDateInParis(now()),
    });
    return reponse.redirect(pageDeFiche(cle), 303);
  });
  app.post(`${ADRESSE}:id/classer/`, async (requete: Requete, reponse) => {
    signalements.settle(open(requete).id);
    return reponse.redirect(`${ADRESSE}?avis=classe`, 303);
  });
  app.post(`${ADRESSE}:id/reprendre/`, async (requete: Requete, reponse) => {
    signalements.reopen(open(requete).id);
    return reponse.redirect(`${ADRESSE}?avis=repris`, 303);
  });
  // Whoever wrote may ask for it.
  app.post(`${ADRESSE}:id/effacer/`, async (requete: Requete, reponse) => {
    forget(open(requete), signalements, notes);
    return reponse.redirect(`${ADRESSE}?avis=efface`, 303);
  });
}
