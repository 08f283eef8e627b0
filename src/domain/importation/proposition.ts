/**
 * What a foreign file adds to a territory, or changes in it: drafts that somebody reviews. A field changes only where ours
 * is absent, or surely older.
 */
import type { Contact } from '../contact/schema';
import { normalizeTelephone } from '../contact/telephone';
import { NBSP } from '../date/espace';
import { formatDatePartielle } from '../date/format';
import { toSlug } from '../reference/slug';
import { type Comparaison } from '../rapprochement/comparaison';
import type { Doublon } from '../rapprochement/doublons';
import {
  type Empreinte,
  type LieuNomme,
  empreinteDeLieu,
  empreinteDeStructure,
  normalizeAdresse,
  normalizeSite,
} from '../rapprochement/empreinte';
import { PROBABLE } from '../rapprochement/rapprochement';
import { formatPermanence } from '../permanence/phrase';
import { permanenceSchema } from '../permanence/schema';
import type { Lieu } from '../lieu/schema';
import type { Source } from '../source/schema';
import { type Structure, structureSchema } from '../structure/schema';
import { getType } from '../structure/type';
import type { EndroitImporte, FicheImportee, HorairesImportes } from './fiche-importee';
import { type PermanenceEcrite, listPlages, toPermanences } from './horaires';

type Donnees = Record<string, unknown>;

/** An entry of the territory, published or only a draft. */
export interface FicheConnue {
  slug: string;
  /** As it is written. */
  donnees: Donnees;
  structure: Structure;
  /** Somebody is writing it: nothing is proposed over what they write. */
  hasBrouillon: boolean;
}

export interface TerritoireConnu {
  fiches: readonly FicheConnue[];
  lieux: readonly LieuNomme[];
  /** Of the structures and places above, drafts included. */
  comparaison: Comparaison;
  /** `structures/le-hangar`, and any other name that is taken. */
  isPris: (collection: 'structures' | 'lieux', slug: string) => boolean;
}

export interface Proposition {
  cle: { collection: 'structures' | 'lieux'; slug: string };
  genre: 'ajout' | 'changement';
  nom: string;
  donnees: Donnees;
  /** What changes, one thing a line. */
  changements: string[];
  /** For whoever reviews; empty when there is nothing to say. */
  note: string;
  doublons: Doublon[];
  /** Names the element of the file, and what it says. */
  origine: { titre: string; id: string };
}

export interface Laissee {
  nom: string;
  ou: string;
  raison: string;
}

export interface Propositions {
  propositions: Proposition[];
  /** Entries of the file that ask for nothing, and why. */
  laissees: Laissee[];
  /** How many are already as the file says. */
  identiques: number;
  /** What was corrected or left out of elements that ask for nothing. */
  remarques: { nom: string; ou: string; phrases: string[] }[];
}

/** `cle.ts` allows a hundred; room is kept to tell two of the same name apart. */
const SLUG_MAX = 90;

const debutOf = (date: string): string =>
  date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
const finOf = (date: string): string =>
  date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;

/** Whether the first date is surely after the other: 2026-03 is after 2025, and nobody knows for 2025-03. */
export function isSurementApres(date: string | undefined, autre: string | undefined): boolean {
  return date !== undefined && autre !== undefined && debutOf(date) > finOf(autre);
}

/** The mark that recognises an element of the file the next time: it is in the note of the source. */
const noteOf = (id: string): string => `Identifiant dans ce fichier : ${id}.`;

const isSourceOf = (source: Source, { source: { titre }, id }: FicheImportee): boolean =>
  source.titre === titre && (source.note ?? '').includes(noteOf(id));

/**
 * The latest date of a group of fields: when somebody confirmed it, else when its sources did. A source without a date
 * may be the latest, unless an older edition of the same list is among them.
 */
function dateOf(
  { verifications, sources }: Structure,
  groupe: 'horaires' | 'contact' | undefined,
  titre: string,
): string | undefined {
  const verifiee = groupe === undefined ? undefined : verifications[groupe];
  const dates = sources.flatMap(({ date }) => (date === undefined ? [] : [date]));
  const isDatee =
    dates.length === sources.length || sources.some((source) => source.titre === titre && source.date);
  return verifiee ?? (isDatee ? dates.sort((a, b) => (finOf(a) < finOf(b) ? -1 : 1)).at(-1) : undefined);
}

function describeHoraires(horaires: HorairesImportes): string {
  if ('texte' in horaires) return horaires.texte;
  return toPermanences(horaires.lus)
    .map((permanence) => formatPermanence(permanenceSchema.parse(permanence)))
    .join(' ; ');
}

const HORAIRES_COMMUNIQUES = 'horaires communiqués';

function writePermanences(
  horaires: HorairesImportes,
  options: { lieu?: string | undefined; libelle?: string | undefined; prefixe?: string | undefined },
): PermanenceEcrite[] {
  if ('lus' in horaires) return toPermanences(horaires.lus, options);
  const { lieu, libelle, prefixe } = options;
  return [
    {
      id: [prefixe, 'horaires-communiques'].filter(Boolean).join('-'),
      ...(libelle === undefined ? {} : { libelle }),
      ...(lieu === undefined ? {} : { lieu }),
      rythme: {
        type: 'date-communiquee',
        precision: `${HORAIRES_COMMUNIQUES} : ${horaires.texte}`,
        dates: [],
      },
    },
  ];
}

/** Compares a file with a territory. Nothing is written: the same call always gives the same answer. */
export function proposer(importees: readonly FicheImportee[], territoire: TerritoireConnu): Propositions {
  const { comparaison, fiches, lieux, isPris } = territoire;
  const propositions: Proposition[] = [];
  const laissees: Laissee[] = [];
  const aSavoir: Propositions['remarques'] = [];
  let identiques = 0;
  const nouveaux = new Set<string>();
  const lieuxConnus = [...lieux];

  function reserveSlug(collection: 'structures' | 'lieux', nom: string): string {
    const court = toSlug(nom).slice(0, SLUG_MAX).replace(/-+$/, '') || 'sans-nom';
    for (let rang = 1; ; rang++) {
      const slug = rang === 1 ? court : `${court}-${rang}`;
      if (isPris(collection, slug) || nouveaux.has(`${collection}/${slug}`)) continue;
      nouveaux.add(`${collection}/${slug}`);
      return slug;
    }
  }

  const sourceOf = ({ source, id }: FicheImportee): Source => ({ ...source, note: noteOf(id) });

  /** The place of the territory that this is, or a new one, proposed too. Nothing is known of an address that is empty. */
  function findLieu(endroit: EndroitImporte, nom: string, importee: FicheImportee): string | undefined {
    const { commune, adresse, codePostal, position } = endroit;
    if (adresse === undefined && position === undefined) return undefined;
    const normale = normalizeAdresse(adresse ?? '');
    const voisin = lieuxConnus.find(
      (lieu) =>
        lieu.commune === commune && normale !== undefined && normalizeAdresse(lieu.adresse ?? '') === normale,
    );
    if (voisin) return voisin.slug;
    const donnees: Lieu = {
      nom: endroit.nom ?? nom,
      commune,
      ...(adresse === undefined ? {} : { adresse }),
      ...(codePostal === undefined ? {} : { codePostal }),
      ...(position === undefined ? {} : { position: { ...position, precision: 'adresse' as const } }),
      sources: [sourceOf(importee)],
    };
    const semblables = comparaison.find(empreinteDeLieu({ ...donnees, slug: '' }, comparaison.nommage));
    const [meme] = semblables.filter(({ isPresqueSur }) => isPresqueSur);
    if (meme) return meme.un.slug === '' ? meme.autre.slug : meme.un.slug;
    const slug = reserveSlug('lieux', donnees.nom);
    lieuxConnus.push({ ...donnees, slug });
    propositions.push({
      cle: { collection: 'lieux', slug },
      genre: 'ajout',
      nom: donnees.nom,
      donnees: { ...donnees },
      changements: [],
      note: sayNote([`Lieu de « ${importee.nom} ». Publiez-le avant elle.`], semblables, slug),
      doublons: semblables,
      origine: { titre: importee.source.titre, id: `lieu ${importee.id} ${slug}` },
    });
    return slug;
  }

  function writePermanencesDe(importee: FicheImportee, lieu: string | undefined): PermanenceEcrite[] {
    const sur = importee.horaires ? writePermanences(importee.horaires, { lieu }) : [];
    const arrets = importee.arrets.flatMap(({ id, nom, endroit, horaires }) => {
      const sien = findLieu(endroit, nom, importee);
      const prefixe = toSlug(id).slice(-40).replace(/^-/, '');
      if (!horaires && sien === undefined) return [];
      return writePermanences(horaires ?? { texte: 'non précisés' }, { lieu: sien, libelle: nom, prefixe });
    });
    return [...sur, ...arrets];
  }

  function toContacts({ telephone, courriel }: FicheImportee): Donnees[] {
    if (telephone === undefined && courriel === undefined) return [];
    return [
      {
        fonction: 'accueil',
        ...(telephone === undefined ? {} : { telephone }),
        ...(courriel === undefined ? {} : { courriel }),
      },
    ];
  }

  function proposeAjout(importee: FicheImportee, semblables: readonly Doublon[]): void {
    const { nom, type, isTypeDevine, precisions, profils, endroit, site, acces, gratuit } = importee;
    const lieu = findLieu(endroit, nom, importee);
    const permanences = writePermanencesDe(importee, lieu);
    const slug = reserveSlug('structures', nom);
    const donnees: Donnees = {
      nom,
      type,
      statut: 'ouvert',
      role: getType(type).definition,
      precisions,
      publics: { profils },
      ...(lieu === undefined ? { commune: endroit.commune } : { lieu }),
      contacts: toContacts(importee),
      ...(site === undefined ? {} : { site }),
      ...(acces === undefined ? {} : { acces }),
      ...(gratuit === undefined ? {} : { tarif: { gratuit } }),
      permanences,
      sources: [sourceOf(importee)],
    };
    const remarques = [
      ...(isTypeDevine
        ? ['Le fichier ne dit pas le type de ce service : choisissez-le, et relisez la phrase du rôle.']
        : []),
      ...importee.remarques.map(toPhrase),
    ];
    propositions.push({
      cle: { collection: 'structures', slug },
      genre: 'ajout',
      nom,
      donnees,
      changements: [],
      note: sayNote(remarques, semblables, slug),
      doublons: [...semblables],
      origine: { titre: importee.source.titre, id: importee.id },
    });
  }

  /** What of ours changes, field by field. */
  function proposeChangement(
    importee: FicheImportee,
    { slug, donnees, structure, hasBrouillon }: FicheConnue,
  ): void {
    const { ou } = importee;
    const changements: string[] = [];
    const remarques: string[] = [];
    let apres: Donnees = donnees;
    const write = (champ: string, valeur: unknown, phrase: string) => {
      apres = { ...apres, [champ]: valeur };
      changements.push(phrase);
    };
    const isNewer = (groupe?: 'horaires' | 'contact') =>
      isSurementApres(importee.source.date, dateOf(structure, groupe, importee.source.titre));

    /** The contacts, restricted ones aside, and where ours has this field. */
    const change = (
      champ: 'telephone' | 'courriel',
      valeur: string | undefined,
      normalize: (texte: string) => string,
      libelle: string,
    ) => {
      if (valeur === undefined) return;
      const contacts = (apres['contacts'] as Contact[] | undefined) ?? [];
      const isPublic = ({ visibilite }: Partial<Contact>) => visibilite !== 'professionnels';
      const ecrits = contacts.flatMap((contact) => contact[champ] ?? []).map(normalize);
      if (ecrits.includes(normalize(valeur))) return;
      const rang = contacts.findIndex((contact) => isPublic(contact) && contact[champ] !== undefined);
      const avant = contacts[rang]?.[champ];
      if (avant !== undefined && !isNewer('contact')) return;
      const place = avant === undefined ? contacts.findIndex(isPublic) : rang;
      const suite =
        place === -1
          ? [...contacts, { fonction: 'accueil', [champ]: valeur }]
          : contacts.map((contact, n) => (n === place ? { ...contact, [champ]: valeur } : contact));
      write(
        'contacts',
        suite,
        avant === undefined ? `${libelle} : ${valeur}` : `${libelle} : ${avant} → ${valeur}`,
      );
    };
    change('telephone', importee.telephone, normalizeTelephone, 'téléphone');
    change('courriel', importee.courriel, (texte) => texte.toLowerCase(), 'courriel');

    const { site, acces, gratuit } = importee;
    if (
      site !== undefined &&
      (structure.site === undefined || (normalizeSite(structure.site) !== normalizeSite(site) && isNewer()))
    )
      write(
        'site',
        site,
        structure.site === undefined ? `site : ${site}` : `site : ${structure.site} → ${site}`,
      );
    if (acces !== undefined && structure.acces === undefined) write('acces', acces, `accès : ${acces}`);
    if (gratuit !== undefined && structure.tarif?.gratuit === undefined)
      write('tarif', { ...structure.tarif, gratuit }, 'prix : gratuit');

    if (
      structure.lieu === undefined &&
      structure.adresse === undefined &&
      structure.permanences.length === 0
    ) {
      const lieu = findLieu(importee.endroit, importee.nom, importee);
      if (lieu !== undefined) write('lieu', lieu, `lieu : ${lieu}`);
    }
    if (importee.horaires) {
      const lieuDesHoraires = structure.permanences[0]?.lieu ?? (apres['lieu'] as string | undefined);
      const siennes = writePermanences(importee.horaires, { lieu: lieuDesHoraires });
      const [ecrites, lues] = [listPlages(structure.permanences), listPlages(siennes)];
      const isSimple =
        ecrites !== undefined && new Set(structure.permanences.map(({ lieu }) => lieu)).size <= 1;
      const isSame = ecrites !== undefined && lues !== undefined && ecrites.join() === lues.join();
      if (structure.permanences.length === 0)
        write('permanences', siennes, `horaires : ${describeHoraires(importee.horaires)}`);
      else if (!isSame && isNewer('horaires')) {
        if (isSimple && lues !== undefined)
          write('permanences', siennes, `horaires : ${describeHoraires(importee.horaires)}`);
        else
          remarques.push(
            `Horaires du fichier, à comparer avec ceux de la fiche : ${describeHoraires(importee.horaires)}.`,
          );
      }
    }

    if (changements.length === 0) {
      identiques += 1;
      const phrases = [...remarques, ...importee.remarques.map(toPhrase)];
      if (phrases.length > 0) aSavoir.push({ nom: structure.nom, ou, phrases });
      return;
    }
    if (hasBrouillon) {
      const raison = `un brouillon de cette fiche existe déjà, il est laissé comme il est (le fichier dit : ${changements.join(' ; ')})`;
      laissees.push({ nom: structure.nom, ou, raison });
      return;
    }
    const sources = (donnees['sources'] as Source[] | undefined) ?? [];
    const isKnown = sources.some(
      (source) => isSourceOf(source, importee) && source.date === importee.source.date,
    );
    if (!isKnown) apres = { ...apres, sources: [...sources, sourceOf(importee)] };
    propositions.push({
      cle: { collection: 'structures', slug },
      genre: 'changement',
      nom: structure.nom,
      donnees: apres,
      changements,
      note: sayNote([...remarques, ...importee.remarques.map(toPhrase)], [], slug),
      doublons: [],
      origine: { titre: importee.source.titre, id: importee.id },
    });
  }

  /** Other entries of the same commune and type that were made from an older edition of the same list. */
  function listDeLaMemeListe(importee: FicheImportee, empreinte: Empreinte): Doublon[] {
    const trouvees = new Set(comparaison.find(empreinte).flatMap(({ un, autre }) => [un.slug, autre.slug]));
    return comparaison.empreintes.flatMap((autre) => {
      const fiche = fiches.find(({ slug }) => autre.collection === 'structures' && slug === autre.slug);
      const isDeLaListe =
        fiche?.structure.sources.some(({ titre }) => titre === importee.source.titre) ?? false;
      const isVoisine =
        fiche?.structure.type === importee.type && autre.communes.includes(importee.endroit.commune);
      if (!isDeLaListe || !isVoisine || trouvees.has(autre.slug)) return [];
      const raisons = ['même liste', 'même commune', 'même type'];
      return [
        { un: empreinte, autre, score: PROBABLE, isProbable: true, isPresqueSur: false, raisons, ecarts: [] },
      ];
    });
  }

  for (const importee of importees) {
    const parId = fiches.find(({ structure }) =>
      structure.sources.some((source) => isSourceOf(source, importee)),
    );
    if (parId) {
      proposeChangement(importee, parId);
      continue;
    }
    const empreinte = empreinteOf(importee, territoire);
    const semblables = [...comparaison.find(empreinte), ...listDeLaMemeListe(importee, empreinte)];
    const surs = semblables.filter(({ isPresqueSur }) => isPresqueSur);
    const nomDe = ({ un, autre }: Doublon) => (un.slug === '' ? autre.slug : un.slug);
    const connue = surs.length === 1 ? fiches.find(({ slug }) => slug === nomDe(surs[0]!)) : undefined;
    if (connue) proposeChangement(importee, connue);
    else proposeAjout(importee, semblables);
  }
  return { propositions, laissees, identiques, remarques: aSavoir };
}

/** What the file says, as one of our entries: it has no name yet. */
function empreinteOf(importee: FicheImportee, { comparaison }: TerritoireConnu): Empreinte {
  const { nom, type, endroit, site, telephone, courriel } = importee;
  const structure = structureSchema.parse({
    nom,
    type,
    statut: 'ouvert',
    role: getType(type).definition,
    commune: endroit.commune,
    ...(endroit.adresse === undefined ? {} : { adresse: endroit.adresse }),
    ...(site === undefined ? {} : { site }),
    contacts: [{ telephone, courriel }],
    sources: [importee.source],
  });
  const empreinte = empreinteDeStructure({ ...structure, slug: '' }, new Map(), comparaison.nommage);
  return { ...empreinte, position: endroit.position, ...(importee.isTypeSur ? {} : { sortes: [] }) };
}

const toPhrase = (texte: string): string =>
  `${texte.charAt(0).toLocaleUpperCase('fr')}${texte.slice(1)}${/[.?!]$/.test(texte) ? '' : '.'}`;

/** « Ressemble à « Le Hangar » : même nom ; même commune (Castelnoir). » */
export function describeRessemblance(doublon: Doublon, slug: string): string {
  const autre = doublon.un.slug === slug || doublon.un.slug === '' ? doublon.autre : doublon.un;
  return `« ${autre.nom} »${NBSP}: ${doublon.raisons.join(' ; ')}`;
}

function sayNote(remarques: readonly string[], semblables: readonly Doublon[], slug: string): string {
  const ressemblances = semblables.map(
    (doublon) => `Ressemble à ${describeRessemblance(doublon, slug)}. Est-ce la même fiche ?`,
  );
  return [...ressemblances, ...remarques].join('\n');
}

/** « Liste des structures… (1er août 2024) ». */
export function nameSource({ titre, date }: Source): string {
  return date === undefined ? titre : `${titre} (${formatDatePartielle(date)})`;
}
