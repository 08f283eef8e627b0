/** `/espace/`: what each person comes for, first. */
import type { FastifyInstance } from 'fastify';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { requireDroit, requirePersonne } from '../acces/acces';
import type { Atelier } from '../atelier';
import type { EtatDesCourriels } from '../courriels/courriels';
import { type Depot, readCle } from '../depot/depot';
import { SUIVIS, type Suivi, suiviOf } from '../espace/suivi';
import { createNotes } from '../notes/notes';
import { listRubriques } from '../layouts/rubriques';
import { decide } from './droits';
import { COLLECTIONS_TENUES, nameOf } from './equipe';

export interface MaFiche {
  nom: string;
  /** What it is: « Structure ». */
  sorte: string;
  href: string;
  suivi: Suivi;
  libelle: string;
}

/** What the page `/espace/` is given. */
export interface PropsDeLAccueil {
  prenom: string;
  /** For whoever holds entries: theirs, those that wait for them first. */
  fiches: MaFiche[] | undefined;
  /** For whoever reviews: how many entries wait. */
  aRelire: number | undefined;
  /** For whoever reviews: mails do not leave any more; since when. */
  courriels: { combien: number; depuis: string } | undefined;
  rubriques: { titre: string; href: string; phrase: string }[];
}

async function listMesFiches(
  depot: Depot,
  cles: Iterable<string>,
  retournees: ReadonlySet<string>,
): Promise<MaFiche[]> {
  const fiches = await Promise.all(
    [...cles].map(async (texte): Promise<MaFiche[]> => {
      const cle = readCle(texte);
      if (!cle || !(cle.collection in COLLECTIONS_TENUES)) return [];
      const [publie, brouillon] = await Promise.all([depot.readFiche(cle), depot.readBrouillon(cle)]);
      // Taken back since: nothing is left to hold.
      const lue = brouillon?.donnees ? brouillon : publie;
      if (!lue) return [];
      const suivi = suiviOf(brouillon, retournees.has(texte));
      const sorte = COLLECTIONS_TENUES[cle.collection as keyof typeof COLLECTIONS_TENUES].singulier;
      const href = `/espace/fiches/${cle.collection}/${cle.slug}/`;
      return [{ nom: nameOf(lue), sorte, href, suivi, libelle: SUIVIS[suivi] }];
    }),
  );
  const rangs = { retourne: 0, brouillon: 1, relecture: 2, publie: 3 };
  const collator = new Intl.Collator('fr', { numeric: true });
  return fiches.flat().sort((a, b) => rangs[a.suivi] - rangs[b.suivi] || collator.compare(a.nom, b.nom));
}

/** A mail server takes a mail within seconds: one that waits longer than this says that something is to be repaired. */
const RETARD = 30 * 60_000;

function describeRetard(
  { enAttente, depuis }: EtatDesCourriels,
  maintenant: Date,
): PropsDeLAccueil['courriels'] {
  if (depuis === undefined || maintenant.getTime() - depuis.getTime() < RETARD) return undefined;
  return { combien: enAttente, depuis: formatDate(toDateInParis(depuis), { annee: true }) };
}

export function serveAccueil(app: FastifyInstance, { base, depot, courriels, sendPage, now }: Atelier): void {
  const notes = createNotes({ base });
  app.get('/espace/', async (requete, reponse) => {
    requireDroit(requete, 'entrer');
    const { nom, role } = requirePersonne(requete);
    const isRelecture = decide(requete.qui, 'publier') === 'oui';
    const brouillons = isRelecture ? await depot.listBrouillons() : [];
    const props: PropsDeLAccueil = {
      prenom: nom,
      fiches:
        role === 'partenaire'
          ? await listMesFiches(depot, requete.qui.fiches, notes.listRetournees())
          : undefined,
      aRelire: isRelecture ? brouillons.filter(({ etat }) => etat !== 'draft').length : undefined,
      courriels: isRelecture ? describeRetard(courriels.state(), now()) : undefined,
      rubriques: listRubriques(role).flatMap(({ titre, href, phrase }) =>
        phrase === undefined ? [] : [{ titre, href, phrase }],
      ),
    };
    return sendPage(reponse, '/espace/', props);
  });
}
