/**
 * Opening hours of foreign files, turned into permanences when they can be read surely. What cannot is undefined: the
 * text is then kept as it is, and nothing is made up.
 */
import { JOURS_DE_SEMAINE, type JourDeSemaine } from '../date/jour';
import type { Acces, Permanence } from '../permanence/schema';

export interface Heures {
  debut: string;
  fin?: string;
}

/** Hours of some days, as a rhythm says it. */
export interface HorairesLus {
  jours: JourDeSemaine[];
  rangs?: (1 | 2 | 3 | 4 | 5 | -1 | -2)[];
  semaines?: 'paires' | 'impaires';
  heures: Heures[];
  vacances?: 'exclues' | 'seulement';
  acces?: Acces;
}

const JOURS_OSM = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const MINUTES_PAR_JOUR = 24 * 60;

const deuxChiffres = (n: number): string => String(n).padStart(2, '0');
const formatHeure = (minutes: number): string => {
  const reste = minutes % MINUTES_PAR_JOUR;
  return `${deuxChiffres(Math.floor(reste / 60))}:${deuxChiffres(reste % 60)}`;
};

/** Minutes since midnight; undefined when it is no hour. After midnight, up to 48:00. */
function toMinutes(texte: string, max: number): number | undefined {
  const [, heures, minutes] = /^(\d{1,2}):(\d{2})$/.exec(texte) ?? [];
  if (heures === undefined || Number(minutes) > 59) return undefined;
  const total = Number(heures) * 60 + Number(minutes);
  return total <= max ? total : undefined;
}

/** `09:00-12:00,14:00+`; undefined where there is anything else. */
function readPlages(texte: string): Heures[] | undefined {
  const plages: Heures[] = [];
  for (const plage of texte.split(',')) {
    const [, debutEcrit = '', finEcrite, ouverte] =
      /^(\d{1,2}:\d{2})(?:\s*-\s*(\d{1,2}:\d{2})|(\+))$/.exec(plage.trim()) ?? [];
    const debut = toMinutes(debutEcrit, MINUTES_PAR_JOUR - 1);
    if (debut === undefined) return undefined;
    if (ouverte !== undefined) {
      plages.push({ debut: formatHeure(debut) });
      continue;
    }
    const fin = toMinutes(finEcrite ?? '', 2 * MINUTES_PAR_JOUR - 1);
    if (fin === undefined || fin % MINUTES_PAR_JOUR === debut || fin - debut > MINUTES_PAR_JOUR)
      return undefined;
    plages.push({ debut: formatHeure(debut), fin: formatHeure(fin) });
  }
  return plages;
}

const MOTIF_DE_JOUR = '(?:Mo|Tu|We|Th|Fr|Sa|Su)';
const SELECTEUR = new RegExp(
  `^${MOTIF_DE_JOUR}(?:-${MOTIF_DE_JOUR}|\\[-?\\d(?:,-?\\d)*\\])?(?:,${MOTIF_DE_JOUR}(?:-${MOTIF_DE_JOUR}|\\[-?\\d(?:,-?\\d)*\\])?)*`,
);

interface JourLu {
  jour: JourDeSemaine;
  rangs?: HorairesLus['rangs'];
}

const isRang = (n: number): n is NonNullable<HorairesLus['rangs']>[number] =>
  [1, 2, 3, 4, 5, -1, -2].includes(n);

/** `Mo-We,Fr[1,3]`, day by day. */
function readJours(texte: string): JourLu[] | undefined {
  const lus: JourLu[] = [];
  for (const [, de = '', a, ecrits] of texte.matchAll(/([A-Z][a-z])(?:-([A-Z][a-z])|\[([^\]]*)\])?/g)) {
    const debut = JOURS_OSM.indexOf(de);
    if (ecrits !== undefined) {
      const rangs = ecrits.split(',').map(Number);
      if (!rangs.every(isRang)) return undefined;
      lus.push({ jour: JOURS_DE_SEMAINE[debut]!, rangs: [...new Set(rangs)] });
      continue;
    }
    const fin = a === undefined ? debut : JOURS_OSM.indexOf(a);
    for (let rang = debut; ; rang = (rang + 1) % 7) {
      lus.push({ jour: JOURS_DE_SEMAINE[rang]! });
      if (rang === fin) break;
    }
  }
  const vus = lus.map(({ jour }) => jour);
  return new Set(vus).size === vus.length ? lus : undefined;
}

/** Odd weeks, or even ones: the whole year, every second week. */
const SEMAINES: Readonly<Record<string, 'paires' | 'impaires'>> = {
  '1-53/2': 'impaires',
  '01-53/2': 'impaires',
  '2-53/2': 'paires',
  '02-53/2': 'paires',
  '2-52/2': 'paires',
  '02-52/2': 'paires',
};

interface Regle {
  jours: JourLu[];
  semaines?: 'paires' | 'impaires';
  vacances?: 'seulement';
  heures: Heures[];
  acces?: Acces;
  /** Adds to the rules before it, instead of replacing them. */
  isAjout?: boolean;
}

const ACCES_DITS: Readonly<Record<string, Acces | undefined>> = {
  'sur rendez-vous': 'sur-rendez-vous',
  'sur rdv': 'sur-rendez-vous',
  'sur inscription': 'sur-inscription',
  // What comes from a file is always to be confirmed.
  'à confirmer': undefined,
};

/** How one comes, from a comment whose every word is understood. */
function readCommentaire(texte: string): { acces?: Acces } | undefined {
  const mots = texte
    .split(',')
    .map((mot) => mot.trim().toLowerCase())
    .filter(Boolean);
  if (!mots.every((mot) => Object.hasOwn(ACCES_DITS, mot))) return undefined;
  const acces = mots.map((mot) => ACCES_DITS[mot]).find(Boolean);
  return acces === undefined ? {} : { acces };
}

/** One rule with hours; undefined when something of it is not understood. */
function readRegle(texte: string): Regle | undefined {
  let reste = texte;
  const take = (motif: RegExp): RegExpExecArray | null => {
    const trouve = motif.exec(reste);
    if (trouve) reste = reste.slice(trouve[0].length).trimStart();
    return trouve;
  };
  const commentaire = /\s*"([^"]*)"$/.exec(reste);
  if (commentaire) reste = reste.slice(0, commentaire.index);
  const acces = readCommentaire(commentaire?.[1] ?? '');
  if (acces === undefined) return undefined;
  const semaine = take(/^week\s*(\S+)\s+/i);
  const semaines = semaine ? SEMAINES[semaine[1]!] : undefined;
  if (semaine && semaines === undefined) return undefined;
  const vacances = take(/^SH\s+/) ? ('seulement' as const) : undefined;
  const selecteur = take(SELECTEUR);
  const jours = selecteur ? readJours(selecteur[0]) : JOURS_DE_SEMAINE.map((jour) => ({ jour }));
  const heures = readPlages(
    reste
      .replace(/^:/, '')
      .replace(/\s+open$/, '')
      .trim(),
  );
  if (!jours || !heures) return undefined;
  return {
    jours,
    heures,
    ...(semaines ? { semaines } : {}),
    ...(vacances ? { vacances } : {}),
    ...acces,
  };
}

/** Whether two days of two rules may be the same: the later one would then replace the other. */
function mayMeet(a: JourLu, b: JourLu, un: Regle, autre: Regle): boolean {
  if (a.jour !== b.jour) return false;
  if (un.semaines && autre.semaines && un.semaines !== autre.semaines) return false;
  if (a.rangs && b.rangs) {
    const isSameSide = [...a.rangs, ...b.rangs].every((rang) => rang > 0);
    return !isSameSide || a.rangs.some((rang) => b.rangs!.includes(rang));
  }
  return true;
}

/** The rules of a text, in order: after a semicolon, one replaces what is before; after a comma, it adds to it. */
function listRegles(texte: string): { texte: string; isAjout: boolean }[] {
  const regles: { texte: string; isAjout: boolean }[] = [];
  for (const groupe of texte.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const morceaux = groupe.split(
      new RegExp(`,\\s*(?=(?:week\\s|SH\\s|${MOTIF_DE_JOUR}\\b))(?=(?:[^"]*"[^"]*")*[^"]*$)`),
    );
    let attente = '';
    let isPremier = true;
    for (const morceau of morceaux) {
      attente = attente === '' ? morceau : `${attente},${morceau}`;
      // « Mo,We 09:00-12:00 » is one rule: its first day has no hours.
      if (!/\d:\d\d|\b(?:off|closed)\b/.test(attente)) continue;
      regles.push({ texte: attente.trim(), isAjout: !isPremier });
      attente = '';
      isPremier = false;
    }
    if (attente.trim() !== '') regles.push({ texte: attente.trim(), isAjout: !isPremier });
  }
  return regles;
}

/**
 * Reads the simple part of the language of OpenStreetMap: days, ranks in the month, odd and even weeks, school holidays,
 * « sur rendez-vous ». Hours that say nothing of public holidays are those of other days: nobody is sent to a closed door.
 */
export function readHorairesOsm(texte: string): HorairesLus[] | undefined {
  const regles: Regle[] = [];
  let vacances: 'exclues' | undefined;
  let isFin = false;
  for (const { texte: ecrite, isAjout } of listRegles(texte)) {
    const [, fermes] = /^((?:PH|SH)(?:\s*,\s*(?:PH|SH))*)\s+(?:off|closed)$/.exec(ecrite) ?? [];
    if (fermes !== undefined) {
      isFin = true;
      if (fermes.includes('SH')) vacances = 'exclues';
      continue;
    }
    const [, fermesLesJours] =
      new RegExp(`^(${MOTIF_DE_JOUR}(?:[-,]${MOTIF_DE_JOUR})*)\\s+(?:off|closed)$`).exec(ecrite) ?? [];
    if (fermesLesJours !== undefined) {
      const jours = readJours(fermesLesJours);
      if (!jours || isFin) return undefined;
      const fermees = new Set(jours.map(({ jour }) => jour));
      for (const regle of regles) regle.jours = regle.jours.filter(({ jour }) => !fermees.has(jour));
      continue;
    }
    const regle = readRegle(ecrite);
    // A rule after « SH off » would open again during the holidays.
    if (!regle || isFin) return undefined;
    for (const autre of isAjout ? [] : regles) {
      const rencontres = autre.jours.filter((a) => regle.jours.some((b) => mayMeet(a, b, autre, regle)));
      if (rencontres.length === 0) continue;
      // « Mo-Fr 09:00-12:00; We 14:00-17:00 »: the whole day is replaced. Anything less is a puzzle.
      const isPlein = ({ jours, semaines, vacances: seulement }: Regle) =>
        semaines === undefined && seulement === undefined && jours.every(({ rangs }) => rangs === undefined);
      if (!isPlein(autre) || !isPlein(regle)) return undefined;
      autre.jours = autre.jours.filter((jour) => !rencontres.includes(jour));
    }
    regles.push(regle);
  }
  if (vacances !== undefined && regles.some((regle) => regle.vacances)) return undefined;
  const lus = regles.flatMap(({ jours, ...regle }) =>
    jours.map(({ jour, rangs }): HorairesLus => ({
      jours: [jour],
      ...(rangs ? { rangs } : {}),
      ...(vacances ? { vacances } : {}),
      ...regle,
    })),
  );
  return lus.length === 0 ? undefined : groupHoraires(lus);
}

/** « 09:00 - 12:00 / 14:00 - 17:00 », as the national list of France services writes a day; undefined when it is none. */
export function readHeuresDuJour(texte: string): Heures[] | undefined {
  const plages = texte
    .split('/')
    .map((plage) =>
      plage
        .trim()
        .replace(/(\d)\s*h\s*(\d{2})?/gi, (_, heure: string, minutes = '00') => `${heure}:${minutes}`),
    )
    // A half-day when it is closed.
    .filter((plage) => plage !== '' && !/^0?0:00\s*-\s*0?0:00$/.test(plage));
  return plages.length === 0 ? [] : readPlages(plages.join(','));
}

const memeRegle = ({ rangs, semaines, heures, vacances, acces }: HorairesLus): string =>
  JSON.stringify([rangs, semaines, heures, vacances, acces]);

/** Days that have the same hours together, in the order of the week. */
export function groupHoraires(lus: readonly HorairesLus[]): HorairesLus[] {
  const rangDe = (jour: JourDeSemaine) => JOURS_DE_SEMAINE.indexOf(jour);
  return [...Map.groupBy(lus, memeRegle).values()]
    .map((memes): HorairesLus => ({
      ...memes[0]!,
      jours: [...new Set(memes.flatMap(({ jours }) => jours))].sort((a, b) => rangDe(a) - rangDe(b)),
    }))
    .sort((a, b) => rangDe(a.jours[0]!) - rangDe(b.jours[0]!));
}

/** A permanence as it is written in an entry: what is absent has its default value. */
export type PermanenceEcrite = Pick<Permanence, 'id' | 'rythme'> & Partial<Permanence>;

/** The permanences that say these hours, in this place; each is named after its days. */
export function toPermanences(
  horaires: readonly HorairesLus[],
  {
    lieu,
    libelle,
    prefixe,
  }: { lieu?: string | undefined; libelle?: string | undefined; prefixe?: string | undefined } = {},
): PermanenceEcrite[] {
  const pris = new Set<string>();
  return horaires.map(({ jours, rangs, semaines, heures, vacances, acces }) => {
    const base = [prefixe, ...(jours.length === 7 ? ['tous-les-jours'] : jours), semaines]
      .filter(Boolean)
      .join('-');
    let id = base;
    for (let rang = 2; pris.has(id); rang++) id = `${base}-${rang}`;
    pris.add(id);
    return {
      id,
      ...(libelle === undefined ? {} : { libelle }),
      ...(lieu === undefined ? {} : { lieu }),
      rythme: rangs
        ? { type: 'mensuel', jours, rangs }
        : { type: 'hebdomadaire', jours, ...(semaines ? { semaines } : {}) },
      creneaux: heures,
      ...(vacances ? { filtre: { vacances: { regle: vacances }, joursFeries: 'exclus' as const } } : {}),
      ...(acces ? { acces } : {}),
    };
  });
}

/**
 * One line for each day and slot of these permanences, sorted: two ways to write the same hours give the same lines.
 * Undefined when a permanence says more than hours of the week or of the month.
 */
export function listPlages(permanences: readonly PermanenceEcrite[]): string[] | undefined {
  const lignes: string[] = [];
  for (const { rythme, creneaux = [], filtre, exceptions = [] } of permanences) {
    if (rythme.type !== 'hebdomadaire' && rythme.type !== 'mensuel') return undefined;
    if (rythme.type === 'hebdomadaire' && rythme.intervalle) return undefined;
    const { vacances, joursFeries = 'exclus', ...reste } = filtre ?? {};
    if (exceptions.length > 0 || joursFeries !== 'exclus') return undefined;
    if (Object.values(reste).some((valeur) => valeur !== undefined)) return undefined;
    if (vacances && (vacances.semaines ?? vacances.periodes ?? vacances.zone) !== undefined) return undefined;
    const quand =
      rythme.type === 'mensuel' ? `rangs ${[...rythme.rangs].sort().join()}` : (rythme.semaines ?? 'semaine');
    for (const jour of rythme.jours)
      for (const creneau of creneaux.length === 0 ? [undefined] : creneaux) {
        const heures =
          creneau === undefined
            ? ''
            : 'debut' in creneau
              ? `${creneau.debut}-${creneau.fin ?? ''}`
              : creneau.moment;
        lignes.push([jour, quand, heures, vacances?.regle ?? ''].join(' '));
      }
  }
  return lignes.sort();
}
