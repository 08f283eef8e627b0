/**
 * What search knows: an entry by page, in the order of `listFacettes`, and the words by which people call things.
 * Everyday words, acronyms and old names lead to what they mean; they are searched, never shown.
 */
import { type Ages, formatAges } from '../age/age';
import { formatDuree } from '../balade/duree';
import type { Balade } from '../balade/schema';
import { formatDate, formatListe, formatPeriode } from '../date/format';
import { NATURES, STATUTS_EVENEMENT, type Evenement } from '../evenement/schema';
import { formatCreneauCourt } from '../permanence/phrase';
import type { CarteDeResultat, DateDeCarte, FicheDIndex } from '../recherche/resultat';
import { isMotVide, normalize } from '../recherche/mots';
import { type Notion, type Vocabulaire, listMotsEcrits } from '../recherche/vocabulaire';
import { STATUTS, type Structure } from '../structure/schema';
import { TYPE_SLUGS, formatType, getType } from '../structure/type';
import { THEMES } from '../theme/theme';
import { type DateDEvenement, lastDayOf, listComingDates, listDatesOf } from './agenda';
import { toFicheCard } from './fiche-card';
import { couleurOfArticle } from './guide';
import { departOf } from './balade';
import type { Portail } from './portail';
import type { Occurrence } from './structure';

/** Weights of Pagefind go from 0 to 10; an ordinary text has 1. */
const NOM = 8;
const GENRE = 5;
const MOTS = 3;
const TEXTE = 1;

/** Dates that a card holds: it is read some days after it is made. */
const DATES = 6;

const join = (...textes: (string | undefined | false | readonly string[])[]): string =>
  textes
    .flat()
    .filter((texte) => typeof texte === 'string' && texte !== '')
    .join('. ');
const joinMeta = (...textes: (string | undefined | false)[]): { meta?: string } => {
  const meta = textes.filter(Boolean).join(' · ');
  return meta ? { meta } : {};
};
const agesOf = (ages: Ages | undefined): string | undefined => ages && formatAges(ages);

function toDate(occurrence: Occurrence, isSeveral: boolean): DateDeCarte {
  const { debut, fin, debutIso, termineIso, date, commune, statut } = occurrence;
  const heures = formatCreneauCourt(occurrence);
  return {
    debut: debutIso,
    fin: termineIso,
    ...(debut && fin ? {} : { journee: true as const }),
    jours: formatDate(date),
    ...(heures ? { heures } : {}),
    ...(isSeveral && commune ? { ou: commune.nom } : {}),
    ...(statut === 'a-confirmer' ? { aConfirmer: true as const } : {}),
  };
}

function ficheOfStructure(structure: Structure, portail: Portail): FicheDIndex {
  const { slug, nom, type, role, statut, precisions, publics, tarif } = structure;
  const { couleur, communes, ou, prochaines, message } = toFicheCard(structure, portail);
  const [commune] = communes;
  return {
    carte: {
      genre: 'structure',
      href: `/structures/${slug}/`,
      titre: nom,
      resume: role,
      libelle: getType(type).libelle,
      pictogramme: getType(type).pictogramme,
      couleur,
      type,
      ...(commune ? { commune: commune.codeInsee } : {}),
      ...(statut === 'ouvert' ? {} : { statut: STATUTS[statut].libelle }),
      ...(prochaines.length > 0
        ? { dates: prochaines.slice(0, DATES).map((date) => toDate(date, communes.length > 1)) }
        : {}),
      ...(message ? { message } : {}),
      ...joinMeta(ou, agesOf(publics.ages), tarif?.gratuit && 'gratuit'),
    },
    textes: [
      // Its types and its communes are in the facets: thousands of times the same words would weigh on every search.
      { poids: NOM, texte: nom },
      { poids: MOTS, texte: role },
      { poids: TEXTE, texte: join(precisions, structure.surPlace) },
    ],
  };
}

function ficheOfEvenement(evenement: Evenement, portail: Portail): FicheDIndex {
  const dates = listDatesOf([evenement], portail).filter(
    (date) => (lastDayOf(date) ?? portail.aujourdhui) >= portail.aujourdhui,
  );
  const communes = [...new Set(dates.flatMap((date) => date.communes))];
  const toDateDeCarte = ({ seance, debutIso, finIso }: DateDEvenement): DateDeCarte[] => {
    if (!seance || !debutIso || !finIso) return [];
    const heures = formatCreneauCourt(seance);
    return [
      {
        debut: debutIso,
        fin: finIso,
        ...(seance.debut ? {} : { journee: true as const }),
        jours: formatPeriode(seance.du, seance.au ?? seance.du),
        ...(heures ? { heures } : {}),
      },
    ];
  };
  const prochaines = dates.flatMap(toDateDeCarte).slice(0, DATES);
  const { slug, titre, resume, nature, statut, periode, ages, gratuit, themes } = evenement;
  return {
    carte: {
      genre: 'evenement',
      href: `/agenda/#${slug}`,
      titre,
      resume,
      libelle: NATURES[nature],
      pictogramme: 'calendar-days',
      couleur: 'tous',
      type: nature,
      ...(communes[0] ? { commune: communes[0].codeInsee } : {}),
      ...(statut === 'confirme' ? {} : { statut: STATUTS_EVENEMENT[statut] }),
      ...(prochaines.length > 0 ? { dates: prochaines } : {}),
      ...(prochaines.length === 0 && periode ? { message: periode } : {}),
      ...joinMeta(formatListe(communes.map(({ nom }) => nom)), agesOf(ages), gratuit && 'gratuit'),
    },
    textes: [
      { poids: NOM, texte: titre },
      { poids: GENRE, texte: NATURES[nature] },
      { poids: MOTS, texte: resume },
      {
        poids: TEXTE,
        texte: join(
          themes.map((theme) => THEMES[theme].libelle),
          communes.map(({ nom }) => nom),
        ),
      },
    ],
  };
}

function ficheOfBalade(balade: Balade, portail: Portail): FicheDIndex {
  const { slug, titre, resume, dureeMinutes, ages, poussette, depart, equipements } = balade;
  const { commune } = departOf(balade, portail);
  return {
    carte: toCarte({
      genre: 'balade',
      href: `/balades/${slug}/`,
      titre,
      resume,
      commune: commune.codeInsee,
      ...joinMeta(
        commune.nom,
        formatDuree(dureeMinutes),
        agesOf(ages),
        poussette?.possible && 'avec une poussette',
      ),
    }),
    textes: [
      { poids: NOM, texte: titre },
      { poids: GENRE, texte: join('balade, promenade, randonnée', poussette?.possible && 'poussette') },
      { poids: MOTS, texte: join(resume, commune.nom) },
      { poids: TEXTE, texte: join(depart.precisions, equipements) },
    ],
  };
}

type Doc = Pick<CarteDeResultat, 'genre' | 'href' | 'titre' | 'resume'> & Partial<CarteDeResultat>;
const DOCUMENTS = {
  guide: { libelle: 'Guide', pictogramme: 'book-open', couleur: 'tous' },
  aide: { libelle: 'Aide financière', pictogramme: 'piggy-bank', couleur: 'tous' },
  lexique: { libelle: 'Mot expliqué', pictogramme: 'info', couleur: 'tous' },
  commune: { libelle: 'Commune', pictogramme: 'map-pin', couleur: 'tous' },
  balade: { libelle: 'Balade', pictogramme: 'footprints', couleur: 'tous' },
} as const;
const toCarte = (doc: Doc): CarteDeResultat => ({
  ...DOCUMENTS[doc.genre as keyof typeof DOCUMENTS],
  ...doc,
});

/** Every entry of the index, in the order of `listFacettes`: a row is found by its rank in both. */
export function* listFiches(portail: Portail): Generator<FicheDIndex, void, undefined> {
  for (const structure of portail.structures) yield ficheOfStructure(structure, portail);
  for (const article of portail.articles) {
    const { slug, titre, resume, motsCles, types, ages } = article;
    const carte = { genre: 'guide', href: `/guide/${slug}/`, titre, resume } as const;
    yield {
      carte: toCarte({ ...carte, couleur: couleurOfArticle(article), ...joinMeta(agesOf(ages)) }),
      textes: [
        { poids: NOM, texte: titre },
        { poids: GENRE, texte: join(motsCles) },
        { poids: MOTS, texte: join(resume, types.map(formatType)) },
        {
          poids: TEXTE,
          texte: join(
            article.aQuoiCaSert,
            article.pourQui,
            article.combien,
            article.commentFaire,
            article.bonASavoir,
          ),
        },
      ],
    };
  }
  for (const {
    slug,
    nom,
    sigle,
    organisme,
    resume,
    condition,
    demarche,
    motsCles,
    types,
    ages,
  } of portail.aides) {
    const titre = sigle && !nom.includes(sigle) ? `${nom} (${sigle})` : nom;
    yield {
      carte: toCarte({
        genre: 'aide',
        href: `/aides/${slug}/`,
        titre,
        resume,
        ...joinMeta(organisme, agesOf(ages)),
      }),
      textes: [
        { poids: NOM, texte: join(nom, sigle) },
        { poids: GENRE, texte: join(motsCles) },
        { poids: MOTS, texte: join(resume, organisme, types.map(formatType)) },
        { poids: TEXTE, texte: join(condition, demarche) },
      ],
    };
  }
  for (const { slug, terme, sigle, definition, synonymes, anciensNoms, types } of portail.termes) {
    const titre = sigle ? `${terme} (${sigle})` : terme;
    yield {
      carte: toCarte({ genre: 'lexique', href: `/lexique/#${slug}`, titre, resume: definition }),
      textes: [
        { poids: NOM, texte: join(terme, sigle) },
        { poids: GENRE, texte: join(synonymes, anciensNoms) },
        { poids: TEXTE, texte: join(definition, types.map(formatType)) },
      ],
    };
  }
  for (const { slug, nom, codeInsee, codesPostaux } of portail.communes) {
    const resume = 'Ce qu’il y a pour les familles dans la commune et autour, et les prochaines dates.';
    yield {
      carte: toCarte({
        genre: 'commune',
        href: `/communes/${slug}/`,
        titre: nom,
        resume,
        commune: codeInsee,
      }),
      textes: [{ poids: NOM, texte: join(nom, codesPostaux) }],
    };
  }
  const evenements = new Set(listComingDates(portail).map(({ evenement }) => evenement));
  for (const evenement of evenements) yield ficheOfEvenement(evenement, portail);
  for (const balade of portail.balades) yield ficheOfBalade(balade, portail);
}

/** Words kept besides the names: enough to correct a query, light enough for a phone. */
const MOTS_RETENUS = 2_500;
const LETTRES_MIN = 3;

/** The words of the texts, the most frequent first, each as it is most often written. */
function listMotsDuSite(portail: Portail, connus: ReadonlySet<string>): string[] {
  const ecrits = new Map<string, Map<string, number>>();
  for (const { textes } of listFiches(portail)) {
    for (const mot of textes.flatMap(({ texte }) => listMotsEcrits(texte.toLowerCase()))) {
      const normal = normalize(mot);
      if (normal.length < LETTRES_MIN || /\d/.test(normal) || isMotVide(normal) || connus.has(normal))
        continue;
      const formes = ecrits.get(normal) ?? new Map<string, number>();
      formes.set(mot, (formes.get(mot) ?? 0) + 1);
      ecrits.set(normal, formes);
    }
  }
  return [...ecrits.values()]
    .map((formes) => [...formes].sort(([, a], [, b]) => b - a))
    .map((formes) => ({ mot: formes[0]![0], nombre: formes.reduce((somme, [, n]) => somme + n, 0) }))
    .sort((a, b) => b.nombre - a.nombre || (a.mot < b.mot ? -1 : 1))
    .slice(0, MOTS_RETENUS)
    .map(({ mot }) => mot);
}

/** « Je cherche une nounou : comment faire ? » is also said « je cherche une nounou ». */
function splitTitre(titre: string): string[] {
  return titre.split(/\s*[:?,]\s*/).filter((partie) => partie.includes(' ') && partie !== titre);
}

/** Everything that has names, then the other words of the site. */
export function describeVocabulaire(portail: Portail): Vocabulaire {
  const { termes, articles, aides } = portail;
  const only = (...noms: (string | undefined)[]) => [...new Set(noms.filter((nom) => nom !== undefined))];
  const notions: Notion[] = [
    ...TYPE_SLUGS.map((type) => {
      const { libelle, pluriel, sigle } = getType(type);
      return { noms: only(libelle, pluriel, ...(sigle?.split(' ou ') ?? [])), types: [type] };
    }),
    ...termes.map(({ slug, terme, sigle, synonymes, anciensNoms, types, articles: a, aides: b }) => ({
      genre: 'lexique' as const,
      slug,
      noms: only(terme, sigle, ...synonymes, ...anciensNoms),
      types,
      fiches: [...a.map((article) => `guide/${article}`), ...b.map((aide) => `aide/${aide}`)],
    })),
    ...articles.map(({ slug, titre, motsCles, types, aides: b }) => ({
      genre: 'guide' as const,
      slug,
      noms: only(titre, ...splitTitre(titre), ...motsCles),
      types,
      fiches: b.map((aide) => `aide/${aide}`),
    })),
    ...aides.map(({ slug, nom, sigle, motsCles, types }) => ({
      genre: 'aide' as const,
      slug,
      noms: only(nom, sigle, ...motsCles),
      types,
      fiches: [],
    })),
  ];
  const connus = new Set(notions.flatMap(({ noms }) => noms.flatMap(listMotsEcrits)).map(normalize));
  return { notions, mots: listMotsDuSite(portail, connus).join(' ') };
}
