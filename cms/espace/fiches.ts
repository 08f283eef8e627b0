/** `/espace/fiches/`: every entry that one may change, and where each is. */
import type { FastifyInstance } from 'fastify';
import { requireDroit } from '../acces/acces';
import { formatCle } from '../depot/depot';
import { decide } from '../personnes/droits';
import { COLLECTIONS_DE_FICHES, type CollectionDeFiche, isCollectionDeFiche } from './champs-de-fiche';
import { pageDHistorique, pageDeFiche } from './dossier';
import type { OptionsDEspace } from './options';
import { SUIVIS, type Suivi, describeFraicheur, nameFiche, suiviOf } from './suivi';

export interface FicheVue {
  nom: string;
  href: string;
  historique: string;
  suivi: Suivi;
  libelle: string;
  isAConfirmer: boolean;
}

/** What the page `/espace/fiches/` is given. */
export interface PropsDesFiches {
  sortes: { titre: string; fiches: FicheVue[] }[];
  peutValider: boolean;
}

const SORTES: Record<CollectionDeFiche, string> = {
  structures: 'Structures',
  evenements: 'Évènements',
  lieux: 'Lieux',
};
const collator = new Intl.Collator('fr', { numeric: true });

export function serveFiches(
  app: FastifyInstance,
  { depot, notes, sendPage, aujourdhui }: OptionsDEspace,
): void {
  app.get('/espace/fiches/', async (requete, reponse) => {
    requireDroit(requete, 'ecrire-brouillon');
    const [publiees, brouillons] = await Promise.all([depot.listFiches(), depot.listBrouillons()]);
    const parCle = new Map(brouillons.map((brouillon) => [formatCle(brouillon.cle), brouillon]));
    const retournees = notes.listRetournees();
    const miennes = [...publiees, ...brouillons.filter(({ isNouveau }) => isNouveau)].filter(
      ({ cle }) =>
        isCollectionDeFiche(cle.collection) && decide(requete.qui, 'ecrire-brouillon', cle) === 'oui',
    );
    const sortes = COLLECTIONS_DE_FICHES.map((collection) => ({
      titre: SORTES[collection],
      fiches: miennes
        .filter(({ cle }) => cle.collection === collection)
        .map(({ cle, donnees }): FicheVue => {
          const chemin = formatCle(cle);
          const suivi = suiviOf(parCle.get(chemin), retournees.has(chemin));
          return {
            nom: nameFiche(donnees, cle.slug),
            href: pageDeFiche(cle),
            historique: pageDHistorique(cle),
            suivi,
            libelle: SUIVIS[suivi],
            isAConfirmer:
              collection === 'structures' &&
              describeFraicheur({ donnees }, 'horaires', aujourdhui()).isAncienne,
          };
        })
        .sort((a, b) => collator.compare(a.nom, b.nom)),
    }));
    const props: PropsDesFiches = {
      sortes: sortes.filter(({ fiches }) => fiches.length > 0),
      peutValider: decide(requete.qui, 'valider') === 'oui',
    };
    return sendPage(reponse, '/espace/fiches/', props);
  });
}
