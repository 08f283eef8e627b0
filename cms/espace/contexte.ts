/** What words and dates need to know around an entry: the names of the places, the school calendar, the day. */
import { type Calendrier, createCalendrier } from '../../src/domain/calendrier/calendrier';
import { type ZoneScolaire, calendrierScolaireSchema } from '../../src/domain/calendrier/schema';
import { type DateCivile, addDays } from '../../src/domain/date/date-civile';
import { formatDate } from '../../src/domain/date/format';
import { isHeld, listOccurrences } from '../../src/domain/permanence/occurrence';
import { formatCreneauCourt } from '../../src/domain/permanence/phrase';
import { fermetureSchema, permanenceSchema } from '../../src/domain/permanence/schema';
import { territoireSchema } from '../../src/domain/territoire/schema';
import { readContenu } from '../../src/loaders/lecture';
import type { Depot } from '../depot/depot';

type Element = Record<string, unknown>;

export interface Contexte {
  aujourdhui: DateCivile;
  /** Names of the places, with their commune, sorted. */
  lieux: ReadonlyMap<string, string>;
  calendrier: Calendrier;
  zone: ZoneScolaire;
}

/** The calendar is the code's: it is read once. */
export function readCalendrier(contenu: string, territoire: string): Calendrier {
  const annees = readContenu(contenu, territoire).filter(({ collection }) => collection === 'calendrier');
  return createCalendrier(
    annees.flatMap(({ donnees }) => {
      const annee = calendrierScolaireSchema.safeParse(donnees);
      return annee.success ? [annee.data] : [];
    }),
  );
}

const textAt = (donnees: unknown, cle: string): string => {
  const valeur = (donnees as Element | undefined)?.[cle];
  return typeof valeur === 'string' ? valeur : '';
};

/** Reads the places and the school zone as they are published now. */
export async function readContexte(
  depot: Depot,
  calendrier: Calendrier,
  aujourdhui: DateCivile,
): Promise<Contexte> {
  const [lieux, [communes], [territoire]] = await Promise.all([
    depot.listFiches('lieux'),
    depot.listFiches('communes'),
    depot.listFiches('territoire'),
  ]);
  const noms = new Map(
    (Array.isArray(communes?.donnees) ? (communes.donnees as Element[]) : []).map((commune) => [
      textAt(commune, 'codeInsee'),
      textAt(commune, 'nom'),
    ]),
  );
  const nameLieu = (donnees: unknown): string => {
    const nom = textAt(donnees, 'nom');
    const commune = noms.get(textAt(donnees, 'commune'));
    return commune === undefined || nom.includes(commune) ? nom : `${nom}, ${commune}`;
  };
  const collator = new Intl.Collator('fr');
  const nommes = lieux.map(({ cle, donnees }): [string, string] => [cle.slug, nameLieu(donnees)]);
  const zone = territoireSchema.safeParse(territoire?.donnees);
  return {
    aujourdhui,
    lieux: new Map(nommes.sort(([, a], [, b]) => collator.compare(a, b))),
    calendrier,
    zone: zone.success ? zone.data.zoneScolaire : 'A',
  };
}

const HORIZON = 200;

export interface Prochaine {
  date: DateCivile;
  texte: string;
}

/** The next dates that this permanence gives, cancelled ones aside: « mardi 1er décembre, 9 h – 12 h ». */
export function listProchaines(
  permanence: Element,
  fermetures: readonly unknown[],
  { aujourdhui, calendrier, zone }: Contexte,
  combien: number,
): Prochaine[] {
  const lue = permanenceSchema.safeParse(permanence);
  if (!lue.success) return [];
  const fermees = fermetures.flatMap((fermeture) => {
    const valable = fermetureSchema.safeParse(fermeture);
    return valable.success ? [valable.data] : [];
  });
  return listOccurrences(lue.data, aujourdhui, addDays(aujourdhui, HORIZON), {
    calendrier,
    zone,
    fermetures: fermees,
  })
    .filter(isHeld)
    .slice(0, combien)
    .map(({ date, debut, fin, moment }) => {
      const heures = formatCreneauCourt({ debut, fin, moment });
      return { date, texte: heures === undefined ? formatDate(date) : `${formatDate(date)}, ${heures}` };
    });
}
