/** Completeness and freshness, entry by entry and partner by partner: whom to call, and about what. */
import { GROUPES, LIBELLES_DE_GROUPE, verifieLe } from '../confirmation/groupe';
import { formatDatePartielle, formatListe } from '../date/format';
import type { Structure } from '../structure/schema';
import type { Cellule, Tableau } from '../tableau/tableau';
import { CHAMPS, type Champ, describeObservatoire, toPart } from './observatoire';
import type { Portail } from './portail';
import { completudeOf, isFresh, isOuverte } from './structure';

const CHAMP_SLUGS = Object.keys(CHAMPS) as Champ[];
const SANS_GESTIONNAIRE = 'Gestionnaire non renseigné';

/** Each field of the open entries: how many have it. */
export function toTableauDesChamps(portail: Portail): Tableau {
  return {
    legende: 'Ce que disent les fiches des services ouverts',
    colonnes: [
      { titre: 'Information' },
      { titre: 'Renseignée', nombre: true },
      { titre: 'Manquante', nombre: true },
      { titre: 'Part (%)', nombre: true },
    ],
    lignes: describeObservatoire(portail).completude.map(({ champ, renseignes, manquants, part }) => [
      CHAMPS[champ],
      renseignes,
      manquants,
      part,
    ]),
  };
}

function manquantsOf(structure: Structure): Champ[] {
  const completude = completudeOf(structure);
  return CHAMP_SLUGS.filter((champ) => !completude[champ]);
}

/** One line an open entry: what it lacks, and when each group of fields was last confirmed. */
export function toTableauDesFiches(portail: Portail): Tableau {
  return {
    legende: 'Fraîcheur et complétude, fiche par fiche',
    colonnes: [
      ...['Fiche', 'Gestionnaire', 'Ce qui manque'].map((titre) => ({ titre })),
      { titre: 'Informations manquantes', nombre: true },
      ...GROUPES.map((groupe) => ({ titre: `${LIBELLES_DE_GROUPE[groupe]} : vérification` })),
    ],
    lignes: portail.structures.filter(isOuverte).map((structure): Cellule[] => {
      const manquants = manquantsOf(structure);
      return [
        { valeur: structure.nom, href: `/structures/${structure.slug}/` },
        structure.gestionnaire ?? SANS_GESTIONNAIRE,
        formatListe(manquants.map((champ) => CHAMPS[champ].toLowerCase())) || 'rien',
        manquants.length,
        ...GROUPES.map((groupe) => {
          const date = verifieLe(structure, groupe);
          return date ? formatDatePartielle(date) : 'jamais';
        }),
      ];
    }),
  };
}

/** One line an organisation that runs open services: those that lack nothing, those that were confirmed lately. */
export function toTableauDesPartenaires(portail: Portail): Tableau {
  const parGestionnaire = Map.groupBy(
    portail.structures.filter(isOuverte),
    ({ gestionnaire }) => gestionnaire ?? SANS_GESTIONNAIRE,
  );
  const lignes = [...parGestionnaire]
    .sort(
      ([a], [b]) =>
        Number(a === SANS_GESTIONNAIRE) - Number(b === SANS_GESTIONNAIRE) || a.localeCompare(b, 'fr'),
    )
    .map(([gestionnaire, structures]): Cellule[] => {
      const completes = structures.filter((structure) => manquantsOf(structure).length === 0).length;
      return [
        gestionnaire,
        structures.length,
        completes,
        toPart(completes, structures.length),
        ...GROUPES.map(
          (groupe) =>
            structures.filter((structure) =>
              isFresh(verifieLe(structure, groupe), groupe, portail.aujourdhui),
            ).length,
        ),
      ];
    });
  return {
    legende: 'Fraîcheur et complétude, partenaire par partenaire',
    colonnes: [
      { titre: 'Gestionnaire' },
      { titre: 'Services ouverts', nombre: true },
      { titre: 'Fiches complètes', nombre: true },
      { titre: 'Part (%)', nombre: true },
      ...GROUPES.map((groupe) => ({
        titre: `${LIBELLES_DE_GROUPE[groupe]} vérifiés depuis moins de 12 mois`,
        nombre: true,
      })),
    ],
    lignes,
  };
}
