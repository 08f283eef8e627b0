/**
 * All that the printed guide says, from the same functions as the pages: what a child of each age may attend is the
 * list of `/ages/<n>/`. The template only lays it out.
 */
import { yearsToAges } from '../age/age';
import { ANNEES, type Couleur, ETAPES, ETAPE_SLUGS, type Etape, etapeOfYear } from '../age/etape';
import { formatTelephone } from '../contact/schema';
import { NBSP, formatDate } from '../date/format';
import { describeAge, listByTheme } from '../portail/annuaire';
import { structuresIn, voisinesOf } from '../portail/commune';
import { PARTIES, type PartieDuGuide, partiesOf } from '../portail/guide';
import type { Commune, Portail } from '../portail/portail';
import { communeOf, communesOf, isOuverte, isTournee } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { getType } from '../structure/type';
import { formatDistance } from '../territoire/distance';
import { THEMES, THEME_SLUGS } from '../theme/theme';
import { groupUrgences } from '../urgence/appel';
import { type CalendrierImprime, describeCalendrier } from './calendrier';
import { type Enseigne, describeEnseigne } from './enseigne';
import { type LigneDeListe, NOTICES_MAX, type Notice, toLigneDeListe, toNotice } from './notice';
import { isDansLeGuide, listDuGuide } from './perimetre';

/** An entry named elsewhere than where it is printed: the template finds its page. */
export interface Renvoi {
  slug: string;
  nom: string;
}

export interface AgeImprime {
  /** « De 3 à 5 ans »: consecutive ages that may attend the same places share one list. */
  titre: string;
  deAns: number;
  aAns: number;
  lieux: Renvoi[];
  /** Places of a type made for that age, which do not say the ages they welcome. */
  aDemander: Renvoi[];
}

export interface EtapeImprimee {
  titre: string;
  description: string;
  couleur: Couleur;
  questions: { titre: string; resume: string }[];
  ages: AgeImprime[];
}

export interface SectionDeLAnnuaire {
  id: string;
  titre: string;
  note?: string;
  notices: Notice[];
  /** Instead of the entries, in a territory that has too many for a booklet. */
  lignes: LigneDeListe[];
  /** Services printed elsewhere, which come here too. */
  aussi: Renvoi[];
  /** What to say of a commune where nothing is listed, and the nearest service. */
  vide?: { texte: string; renvoi?: Renvoi };
}

export interface GuideImprime extends Enseigne {
  presentation: string;
  edito: { texte: string[]; signature?: string } | undefined;
  nombre: number;
  /** True when there are too many entries for a booklet: it lists them, and the pages say the rest. */
  abrege: boolean;
  etapes: EtapeImprimee[];
  themes: { titre: string; description: string; lieux: Renvoi[] }[];
  annuaire: SectionDeLAnnuaire[];
  calendrier: CalendrierImprime & { periode: string };
  urgences: {
    titre: string;
    numeros: { nom: string; numero: string; pour: string; disponibilite?: string }[];
  }[];
  lexique: { terme: string; sigle?: string; definition: string }[];
  index: { mot: string; slugs: string[] }[];
}

const toRenvoi = ({ slug, nom }: Structure): Renvoi => ({ slug, nom });

function formatAnnees(deAns: number, aAns: number): string {
  const an = (n: number) => `${n}${NBSP}an${n > 1 ? 's' : ''}`;
  if (aAns === 0) return `Avant ${an(1)}`;
  if (deAns === 0) return `De la naissance à ${an(aAns)}`;
  return deAns === aAns ? `À ${an(deAns)}` : `De ${deAns} à ${an(aAns)}`;
}

/** The lists of the given ages; one list for those that follow each other and hold the same. */
function listAges(annees: readonly number[], portail: Portail): AgeImprime[] {
  const ages: AgeImprime[] = [];
  for (const annee of annees) {
    const vue = describeAge(yearsToAges(annee), portail);
    const lieux = vue.structures.map(toRenvoi);
    const aDemander = vue.sansAge.filter(isDansLeGuide).map(toRenvoi);
    const dernier = ages.at(-1);
    if (dernier && JSON.stringify([dernier.lieux, dernier.aDemander]) === JSON.stringify([lieux, aDemander]))
      dernier.aAns = annee;
    else ages.push({ titre: '', deAns: annee, aAns: annee, lieux, aDemander });
  }
  return ages.map((age) => ({ ...age, titre: formatAnnees(age.deAns, age.aAns) }));
}

function listEtape(etape: Etape, portail: Portail): AgeImprime[] {
  if (etape !== 'grossesse')
    return listAges(
      ANNEES.filter((annee) => etapeOfYear(annee) === etape),
      portail,
    );
  const { structures, sansAge } = describeAge(ETAPES.grossesse.ages, portail);
  const aDemander = sansAge.filter(isDansLeGuide).map(toRenvoi);
  return [{ titre: 'Pendant la grossesse', deAns: -1, aAns: -1, lieux: structures.map(toRenvoi), aDemander }];
}

/** The stages of life, then the questions that no single stage holds. */
function listEtapes(abrege: boolean, portail: Portail): EtapeImprimee[] {
  const questions = (partie: PartieDuGuide) =>
    portail.articles
      .filter((article) => partiesOf(article).includes(partie))
      .map(({ titre, resume }) => ({ titre, resume }));
  const autres = (['tout-age', 'tous'] as const).map((partie) => ({
    ...PARTIES[partie],
    description: 'Les questions qui se posent à plusieurs âges.',
    questions: questions(partie),
    ages: [],
  }));
  const etapes = ETAPE_SLUGS.map((etape) => ({
    titre: ETAPES[etape].titre,
    description: ETAPES[etape].description,
    couleur: etape,
    questions: questions(etape),
    ages: abrege ? [] : listEtape(etape, portail),
  }));
  return [...etapes, ...autres.filter((partie) => partie.questions.length > 0)];
}

/** The commune under which an entry is printed; nothing for what goes everywhere, or is elsewhere. */
function communeOfNotice(structure: Structure, portail: Portail): Commune | undefined {
  if (isTournee(structure, portail)) return undefined;
  return communeOf(structure, portail) ?? communesOf(structure, portail)[0];
}

/** The nearest commune where an open service is printed. */
function describeVide(
  commune: Commune,
  abrege: boolean,
  portail: Portail,
): NonNullable<SectionDeLAnnuaire['vide']> {
  const texte = `Aucun service recensé à ${commune.nom}.`;
  for (const { commune: voisine, km } of voisinesOf(commune, portail)) {
    const proche = structuresIn(voisine, portail).find(
      (structure) => isOuverte(structure) && structure.type !== 'mairie' && isDansLeGuide(structure),
    );
    if (proche) {
      const ou = `${texte} Le plus proche est à ${voisine.nom}, ${formatDistance(km)} à vol d’oiseau${NBSP}:`;
      return abrege ? { texte: `${ou} ${proche.nom}.` } : { texte: ou, renvoi: toRenvoi(proche) };
    }
  }
  return { texte };
}

/** Every entry once: those that go everywhere, then commune by commune, then those that are elsewhere. */
function listAnnuaire(
  structures: readonly Structure[],
  abrege: boolean,
  portail: Portail,
): SectionDeLAnnuaire[] {
  const print = (liste: readonly Structure[]) => ({
    notices: abrege ? [] : liste.map((structure) => toNotice(structure, portail)),
    lignes: abrege ? liste.map((structure) => toLigneDeListe(structure, portail)) : [],
  });
  const parCommune = Map.groupBy(structures, (structure) => communeOfNotice(structure, portail));
  const sansCommune = parCommune.get(undefined) ?? [];
  const [partout, ailleurs] = [false, true].map((hors) =>
    sansCommune.filter(
      (structure) => (structure.horsTerritoire !== undefined && !isTournee(structure, portail)) === hors,
    ),
  );
  const toSection = (id: string, titre: string, note: string, liste: readonly Structure[] = []) =>
    liste.length === 0 ? [] : [{ id, titre, note, ...print(liste), aussi: [] }];
  const communes = portail.communes.map((commune): SectionDeLAnnuaire => {
    const ici = parCommune.get(commune) ?? [];
    const aussi = structuresIn(commune, portail).filter(
      (structure) => isDansLeGuide(structure) && !ici.includes(structure),
    );
    const services = [...ici, ...aussi].filter(
      ({ type, statut }) => type !== 'mairie' && statut !== 'en-projet',
    );
    return {
      id: commune.slug,
      titre: commune.nom,
      note: commune.codesPostaux.join(', '),
      ...print(ici),
      aussi: abrege ? [] : aussi.map(toRenvoi),
      ...(services.length === 0 ? { vide: describeVide(commune, abrege, portail) } : {}),
    };
  });
  return [
    ...toSection(
      'partout',
      'Dans tout le territoire',
      'Les services qui se déplacent ou qui reçoivent tout le monde',
      partout,
    ),
    ...communes,
    ...toSection('ailleurs', 'Hors du territoire', 'Ce qui n’existe pas ici, mais qui vous reçoit', ailleurs),
  ];
}

/** Each theme that holds something, in the order of the registry. */
function listThemes(portail: Portail): GuideImprime['themes'] {
  return THEME_SLUGS.flatMap((theme) => {
    const lieux = listByTheme(theme, portail).filter(isDansLeGuide).map(toRenvoi);
    const { libelle, description } = THEMES[theme];
    return lieux.length === 0 ? [] : [{ titre: libelle, description, lieux }];
  });
}

/** Every name and every kind of service, with the entries where they are. */
function listIndex(structures: readonly Structure[]): GuideImprime['index'] {
  const parType = Map.groupBy(structures, ({ type }) => type);
  return [
    ...structures.map(({ slug, nom }) => ({ mot: nom, slugs: [slug] })),
    ...[...parType].map(([type, groupe]) => ({
      mot: getType(type).pluriel,
      slugs: groupe.map(({ slug }) => slug),
    })),
  ].sort((a, b) => a.mot.localeCompare(b.mot, 'fr'));
}

/** The words that name the services of this guide. */
function listLexique(structures: readonly Structure[], portail: Portail): GuideImprime['lexique'] {
  const types = new Set(structures.flatMap(({ type, autresTypes }) => [type, ...autresTypes]));
  return portail.termes
    .filter(
      (terme) =>
        (terme.sigle !== undefined || terme.anciensNoms.length > 0) &&
        terme.types.some((type) => types.has(type)),
    )
    .map(({ terme, sigle, definition }) => ({ terme, ...(sigle ? { sigle } : {}), definition }));
}

/** What a booklet cannot hold of a large territory; the lists of ages and themes are on the pages. */
const ABREGE = { themes: [], index: [] };

export function describeGuide(portail: Portail): GuideImprime {
  const structures = listDuGuide(portail);
  const abrege = structures.length > NOTICES_MAX;
  const calendrier = describeCalendrier(abrege ? [] : structures, portail);
  const { presentation, edito } = portail.territoire;
  const periode = [calendrier.du, calendrier.au].map((date) =>
    formatDate(date, { jour: false, annee: true }),
  );
  return {
    ...describeEnseigne(portail),
    presentation,
    edito: edito && { texte: edito.texte, ...(edito.signature ? { signature: edito.signature } : {}) },
    nombre: structures.length,
    abrege,
    etapes: listEtapes(abrege, portail),
    annuaire: listAnnuaire(structures, abrege, portail),
    calendrier: { ...calendrier, periode: `du ${periode[0]} au ${periode[1]}` },
    urgences: groupUrgences(portail.urgences).map(({ titre, urgences }) => ({
      titre,
      numeros: urgences.map(({ nom, numero, pour, disponibilite }) => ({
        nom,
        numero: formatTelephone(numero),
        pour,
        ...(disponibilite ? { disponibilite } : {}),
      })),
    })),
    lexique: listLexique(structures, portail),
    ...(abrege ? ABREGE : { themes: listThemes(portail), index: listIndex(structures) }),
  };
}
