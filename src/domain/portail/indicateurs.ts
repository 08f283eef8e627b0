/** The figures of the territory: those that people enter, with their source, and those that the portal counts. */
import { drawSerie } from '../dessin/serie';
import { publicContacts } from '../contact/schema';
import { formatDatePartielle, formatListe } from '../date/format';
import { listRealisations } from '../indicateur/objectif';
import type { Indicateur } from '../indicateur/schema';
import { type Somme, checkSomme } from '../indicateur/somme';
import { formatValeur } from '../indicateur/valeur';
import { type Cellule, type Tableau, formatNombre } from '../tableau/tableau';
import { THEMES } from '../theme/theme';
import { groupByTheme } from '../theme/group-by-theme';
import { toPart } from './observatoire';
import { communesOf, isFresh, isOuverte } from './structure';
import type { Portail } from './portail';

const sansDate = 'date non précisée';

/** By date; what has none comes first, since it is the oldest for all we know. */
function sortValeurs({ valeurs }: Indicateur): Indicateur['valeurs'] {
  return [...valeurs].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
}

const formatDate = (date: string | undefined): string => (date ? formatDatePartielle(date) : sansDate);

/** The sources of a figure in one cell. */
function formatSources({ sources }: Indicateur): string {
  return sources
    .map(({ titre, date }) => (date ? `${titre}, ${formatDatePartielle(date)}` : titre))
    .join(' ; ');
}

/** The values of one figure. */
export function toTableauDeSerie(indicateur: Indicateur): Tableau {
  const { libelle, unite } = indicateur;
  return {
    legende: libelle,
    colonnes: [
      { titre: 'Date' },
      { titre: unite ? `Valeur (${unite})` : 'Valeur', nombre: true },
      { titre: 'Réserve de la source' },
    ],
    lignes: sortValeurs(indicateur).map(({ date, valeur, precision }): Cellule[] => [
      formatDate(date),
      valeur,
      precision ?? '',
    ]),
  };
}

/** What was to be reached and what was, year by year. */
export function toTableauDObjectifs(indicateur: Indicateur): Tableau | undefined {
  if (indicateur.objectifs.length === 0) return undefined;
  return {
    legende: `${indicateur.libelle} : objectif et réalisé`,
    colonnes: [
      { titre: 'Année' },
      { titre: 'Objectif', nombre: true },
      { titre: 'Réalisé', nombre: true },
      { titre: 'Taux (%)', nombre: true },
    ],
    lignes: listRealisations(indicateur).map(({ annee, objectif, realise, taux }) => [
      annee,
      objectif,
      realise,
      taux,
    ]),
  };
}

export interface VueParCommune {
  tableau: Tableau;
  /** One sentence for each date, when the figures add up by nature. */
  verifications: { etat: Somme['etat']; texte: string }[];
}

function formatSomme({ etat, somme, manquantes }: Somme, total: number, portail: Portail): string {
  if (etat === 'egale') return `la somme des communes est le total donné, ${formatNombre(total)}`;
  if (etat === 'differente')
    return `la somme des communes est ${formatNombre(somme)} ; le total donné est ${formatNombre(total)}`;
  const noms = manquantes.map((code) => portail.communeByCode.get(code)?.nom ?? code);
  return `somme incomplète, ${formatNombre(somme)} sur ${formatNombre(total)} : ${noms.length} commune${noms.length > 1 ? 's ne sont pas renseignées' : ' n’est pas renseignée'} (${formatListe(noms)})`;
}

/** The same figure by commune, one column a date, with what the sum is worth. */
export function describeParCommune(indicateur: Indicateur, portail: Portail): VueParCommune | undefined {
  const valeurs = sortValeurs(indicateur).filter(({ parCommune }) => parCommune.length > 0);
  if (valeurs.length === 0) return undefined;
  const codes = portail.communes.map(({ codeInsee }) => codeInsee);
  const sommes = valeurs.map((valeur) => checkSomme(indicateur, valeur, codes));
  return {
    tableau: {
      legende: `${indicateur.libelle}, commune par commune`,
      colonnes: [
        { titre: 'Commune' },
        ...valeurs.map(({ date }) => ({ titre: formatDate(date), nombre: true })),
      ],
      lignes: portail.communes.map(({ nom, slug, codeInsee }) => [
        { valeur: nom, href: `/communes/${slug}/` },
        ...valeurs.map(({ parCommune }) => parCommune.find(({ commune }) => commune === codeInsee)?.valeur),
      ]),
      ...(sommes.every((somme) => somme !== undefined)
        ? { total: ['Somme des communes renseignées', ...sommes.map(({ somme }) => somme)] }
        : {}),
    },
    verifications: sommes.flatMap((somme, rang) => {
      const { date, valeur } = valeurs[rang]!;
      return somme
        ? [{ etat: somme.etat, texte: `${formatDate(date)} : ${formatSomme(somme, valeur, portail)}.` }]
        : [];
    }),
  };
}

/** The picture of a series: at least two dates, since one column says nothing of an evolution. */
export function drawIndicateur(indicateur: Indicateur): string | undefined {
  const { libelle, slug, unite, objectifs } = indicateur;
  const datees = sortValeurs(indicateur).filter(({ date }) => date !== undefined);
  const annees = new Map(objectifs.map(({ annee, valeur }) => [annee, valeur]));
  const points = datees.map(({ date, valeur, precision }) => {
    const annee = date!.slice(0, 4);
    // The last figure of the year answers to its objective.
    const isDernier = datees.findLast((autre) => autre.date!.startsWith(annee))?.date === date;
    const objectif = isDernier ? annees.get(annee) : undefined;
    if (isDernier) annees.delete(annee);
    const texte = precision ? `${precision} ${formatNombre(valeur)}` : formatNombre(valeur);
    return {
      date: date!,
      valeur,
      texte: precision && precision.length > 12 ? formatNombre(valeur) : texte,
      ...toCible(objectif),
    };
  });
  const aVenir = [...annees].map(([date, objectif]) => ({
    date,
    valeur: undefined,
    texte: '',
    ...toCible(objectif),
  }));
  const tous = [...points, ...aVenir].sort((a, b) => a.date.localeCompare(b.date));
  if (tous.length < 2) return undefined;
  return drawSerie({
    id: `serie-${slug}`,
    titre: libelle,
    description: datees
      .map((valeur) => `${formatDate(valeur.date)} : ${formatValeur(valeur, unite)}`)
      .join(' ; '),
    points: tous,
  });
}

const toCible = (objectif: number | undefined) =>
  objectif === undefined ? {} : { objectif, texteObjectif: `objectif ${formatNombre(objectif)}` };

/** Figures by theme, in the order of the themes. */
export function groupIndicateurs(portail: Portail) {
  return groupByTheme(
    portail.indicateurs.map((indicateur) => ({ ...indicateur, themes: [indicateur.theme] })),
  );
}

/** Every entered figure in one file: a line a value, for the territory then for each commune. */
export function toTableauDesIndicateurs(portail: Portail): Tableau {
  return {
    legende: 'Les chiffres du territoire',
    colonnes: [
      ...['Thème', 'Indicateur', 'Date', 'Commune', 'Code Insee'].map((titre) => ({ titre })),
      { titre: 'Valeur', nombre: true },
      ...['Unité', 'Réserve de la source', 'Source'].map((titre) => ({ titre })),
    ],
    lignes: portail.indicateurs.flatMap((indicateur) =>
      sortValeurs(indicateur).flatMap(({ date, valeur, precision, parCommune }) => {
        const ligne = (commune: string, code: string, ici: number | undefined): Cellule[] => [
          THEMES[indicateur.theme].libelle,
          indicateur.libelle,
          formatDate(date),
          commune,
          code,
          ici,
          indicateur.unite ?? '',
          precision ?? '',
          formatSources(indicateur),
        ];
        const communes = parCommune.length === 0 ? [] : portail.communes;
        return [
          ligne('tout le territoire', '', valeur),
          ...communes.map(({ nom, codeInsee }) =>
            ligne(nom, codeInsee, parCommune.find(({ commune }) => commune === codeInsee)?.valeur),
          ),
        ];
      }),
    ),
  };
}

/** Objectives and rates of every figure that has some, in one file. */
export function toTableauDesObjectifs(portail: Portail): Tableau {
  const avec = portail.indicateurs.flatMap((indicateur) => {
    const tableau = toTableauDObjectifs(indicateur);
    return tableau ? [{ indicateur, tableau }] : [];
  });
  return {
    legende: 'Objectifs annuels',
    colonnes: ['Indicateur', 'Année', 'Objectif', 'Réalisé', 'Taux (%)'].map((titre, rang) => ({
      titre,
      nombre: rang > 1,
    })),
    lignes: avec.flatMap(({ indicateur, tableau }) =>
      tableau.lignes.map((ligne) => [indicateur.libelle, ...ligne]),
    ),
  };
}

/** What the portal counts by itself, the day it is built: nobody has to enter it. */
export function listCalculs(portail: Portail): Tableau {
  const { structures, communes, aujourdhui } = portail;
  const ouvertes = structures.filter(isOuverte);
  const contacts = ouvertes.flatMap((structure) =>
    publicContacts(structure.contacts).filter(({ telephone, courriel }) => telephone ?? courriel),
  );
  const gestionnaires = new Set(ouvertes.flatMap(({ gestionnaire }) => gestionnaire ?? []));
  const servies = new Set(ouvertes.flatMap((structure) => communesOf(structure, portail)));
  const verifiees = ouvertes.filter(({ verifications }) =>
    isFresh(verifications.contact, 'contact', aujourdhui),
  );
  const lignes: [string, number | undefined][] = [
    ['Services ouverts recensés', ouvertes.length],
    ['Contacts publics recensés', contacts.length],
    ['Organismes qui gèrent au moins un service ouvert', gestionnaires.size],
    ['Communes où l’on rencontre au moins un service', servies.size],
    ['Part des communes où l’on rencontre au moins un service (%)', toPart(servies.size, communes.length)],
    [
      'Part des services dont les contacts sont vérifiés depuis moins de douze mois (%)',
      toPart(verifiees.length, ouvertes.length),
    ],
  ];
  return {
    legende: `Compté par le portail, ${formatDatePartielle(aujourdhui)}`,
    colonnes: [{ titre: 'Ce qui est compté' }, { titre: 'Valeur', nombre: true }],
    lignes,
  };
}
