/**
 * `/hors-ligne/dates.json`: the dates that follow those of a structure's page. A page holds few of them, to stay light;
 * a service that is open each day would have none left after three weeks without network.
 */
import { addDays } from '../date/date-civile';
import { type DateDecrite, describeDate } from '../portail/date';
import type { Portail } from '../portail/portail';
import { DATES_PAR_FICHE, type Occurrence, situationOf } from '../portail/structure';

/** For how many days a copy of the territory says when to come. */
export const JOURS_HORS_LIGNE = 60;

export interface DateSuivante extends DateDecrite {
  debut: string;
  /** Instant from which it is over for who reads. */
  fin: string;
  /** True when its hours are not known from start to end. */
  journee: boolean;
}

function toDateSuivante(occurrence: Occurrence): DateSuivante {
  const { debut, fin, debutIso, termineIso } = occurrence;
  return {
    ...describeDate(occurrence),
    debut: debutIso,
    fin: termineIso,
    journee: !(debut && fin),
  };
}

/** The file, one structure after the other: `{ "<slug>": [dates], … }`. */
export function* writeDatesSuivantes(portail: Portail): Generator<string, void, undefined> {
  const limite = addDays(portail.aujourdhui, JOURS_HORS_LIGNE);
  yield '{';
  let separator = '';
  for (const structure of portail.structures) {
    const situation = situationOf(structure, portail);
    if (situation.etat !== 'dates') continue;
    const suite = situation.prochaines.slice(DATES_PAR_FICHE).filter(({ date }) => date <= limite);
    if (suite.length === 0) continue;
    yield `${separator}${JSON.stringify(structure.slug)}:${JSON.stringify(suite.map(toDateSuivante))}`;
    separator = ',\n';
  }
  yield '}\n';
}
