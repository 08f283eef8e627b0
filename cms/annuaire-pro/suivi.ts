/** `/espace/pro/suivi/`: what the coordination follows: counts, orientations by quarter, agreements that end, readings. */
import type { FastifyInstance } from 'fastify';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { GARDE_DES_LECTURES, isARedemander } from '../../src/domain/interlocuteur/conservation';
import { type ComptesDeLAnnuaire, countAnnuairePro } from '../../src/domain/portail/annuaire-pro';
import { describeObservatoire } from '../../src/domain/portail/observatoire';
import { getType } from '../../src/domain/structure/type';
import { requireDroit } from '../acces/acces';
import type { AtelierPro } from './annuaire-pro';
import { SORTES_DE_LECTURE } from './lectures';
import { pageDeFichePro } from './vue';

/** A quarter, in words. */
export interface TrimestreVu {
  titre: string;
  relayees: number;
  passages: { de: string; vers: string; nombre: number }[];
  fiches: number;
  types: { libelle: string; nombre: number }[];
}

/** What the page `/espace/pro/suivi/` is given. */
export interface PropsDeSuivi {
  comptes: ComptesDeLAnnuaire;
  /** Open entries that lack one of the minimal fields. */
  incompletes: number;
  trimestres: TrimestreVu[];
  aRedemander: { nom: string; structure: string; href: string; fin: string; demande: string }[];
  lectures: { quand: string; qui: string; quoi: string }[];
  lecturesEnTout: number;
  garde: number;
}

const LECTURES_MONTREES = 200;
const HEURE = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
});
const RANGS = ['1er', '2e', '3e', '4e'];

/** `2026-T4` is « 4e trimestre 2026 ». */
export function formatTrimestre(trimestre: string): string {
  return `${RANGS[Number(trimestre.slice(6)) - 1]} trimestre ${trimestre.slice(0, 4)}`;
}

export function serveSuivi(app: FastifyInstance, atelier: AtelierPro): void {
  const { portails, interlocuteurs, lectures, orientations, sendPage, aujourdhui } = atelier;

  app.get('/espace/pro/suivi/', async (requete, reponse) => {
    requireDroit(requete, 'suivre-annuaire-pro');
    const [pro, tous] = await Promise.all([portails.read('professionnels'), portails.read('tous')]);
    const nameOf = (slug: string) => pro.structureBySlug.get(slug)?.nom ?? slug;
    const props: PropsDeSuivi = {
      comptes: countAnnuairePro(pro, interlocuteurs.byFiche()),
      incompletes: describeObservatoire(tous).incompletes.length,
      trimestres: orientations.listTrimestres().map((each) => ({
        titre: formatTrimestre(each.trimestre),
        relayees: each.relayees,
        passages: each.passages.map(({ de, vers, nombre }) => ({
          de: nameOf(de),
          vers: nameOf(vers),
          nombre,
        })),
        fiches: each.fiches,
        types: Object.entries(each.types)
          .map(([type, nombre]) => ({ libelle: getType(type as keyof typeof each.types).libelle, nombre }))
          .sort((a, b) => b.nombre - a.nombre),
      })),
      aRedemander: interlocuteurs
        .list()
        .filter(({ finLe }) => isARedemander(finLe, aujourdhui()))
        .map(({ nom, fiche, finLe, courriel, rappeleLe }) => {
          const slug = fiche.replace(/^structures\//, '');
          return {
            nom,
            structure: nameOf(slug),
            href: `${pageDeFichePro(slug)}#personnes`,
            fin: formatDate(finLe, { annee: true, jour: false }),
            demande:
              courriel === undefined
                ? 'Sans courriel : à lui demander.'
                : `La question ${rappeleLe === undefined ? 'part' : 'est partie'} par courriel.`,
          };
        }),
      lectures: lectures.list(LECTURES_MONTREES).map(({ luLe, personne, quoi, fiche, combien }) => ({
        quand: `${formatDate(toDateInParis(luLe), { annee: true, jour: false })}, ${HEURE.format(luLe)}`,
        qui: personne
          ? [personne.nom, personne.organisme].filter(Boolean).join(', ')
          : 'Un compte effacé depuis',
        quoi: [
          SORTES_DE_LECTURE[quoi],
          fiche && `« ${nameOf(fiche.replace(/^structures\//, ''))} »`,
          combien !== undefined && `(${combien} ${combien > 1 ? 'fiches' : 'fiche'})`,
        ]
          .filter(Boolean)
          .join(' '),
      })),
      lecturesEnTout: lectures.count(),
      garde: GARDE_DES_LECTURES,
    };
    return sendPage(reponse, '/espace/pro/suivi/', props);
  });
}
