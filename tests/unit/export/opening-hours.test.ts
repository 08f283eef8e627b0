/** Every text is read back by the library of OpenStreetMap, over a year: same days, same hours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZoneScolaire } from '../../../src/domain/calendrier/schema';
import { toNumeroDeJour } from '../../../src/domain/date/date-civile';
import { createListJours, listSuites } from '../../../src/domain/export/suites';
import {
  type HorairesOsm,
  JOURS_DECRITS,
  formatOpeningHours,
} from '../../../src/domain/export/opening-hours';
import { type Occurrence, isHeld, listOccurrences } from '../../../src/domain/permanence/occurrence';
import { type Permanence, permanenceSchema } from '../../../src/domain/permanence/schema';
import { calendrier, shift, utc } from '../../fixtures/calendrier';
import { cas, zone as zoneDesMotifs } from '../../fixtures/motifs';
import {
  type Intervalle,
  formatIntervalles,
  mergeIntervalles,
  readOpeningHours,
} from '../../fixtures/opening-hours';
import { type PermanenceEcrite, permanence, permanenceArbitraire } from '../../fixtures/permanence';

const AUJOURDHUI = '2026-12-01';

function occurrencesDe(permanences: readonly Permanence[], du: string, zone: ZoneScolaire): Occurrence[] {
  return permanences.flatMap((each) =>
    listOccurrences(each, shift(du, -1), shift(du, JOURS_DECRITS), { calendrier, zone }),
  );
}

function write(
  permanences: readonly Permanence[],
  aujourdhui = AUJOURDHUI,
  zone: ZoneScolaire = 'C',
): HorairesOsm {
  const du = toNumeroDeJour(aujourdhui) - 1;
  const au = du + 1 + JOURS_DECRITS;
  const listJours = createListJours(calendrier, zone, du, au);
  const suites = permanences.flatMap((each) => listSuites(each, { listJours, du, au, fermetures: [] }));
  return formatOpeningHours(permanences, suites, {
    calendrier,
    listJours,
    aujourdhui,
    commentaireOf: ({ libelle }) => libelle ?? '',
  });
}

const minutes = (date: string, heure: string): number =>
  +utc(date) / 60_000 + Number(heure.slice(0, 2)) * 60 + Number(heure.slice(3));

/** Without an end, the rest of the day may be open; without hours, the whole day may be. */
function toIntervalle({ date, debut, fin }: Occurrence): Intervalle {
  const lendemain = minutes(shift(date, 1), '00:00');
  if (debut === undefined) return [minutes(date, '00:00'), lendemain];
  if (fin === undefined) return [minutes(date, debut), lendemain];
  return [minutes(date, debut), minutes(fin <= debut ? shift(date, 1) : date, fin)];
}

function expected(permanences: readonly Permanence[], du: string, zone: ZoneScolaire): Intervalle[] {
  const [premier, dernier] = [minutes(du, '00:00'), minutes(shift(du, JOURS_DECRITS + 1), '00:00')];
  const bornes = occurrencesDe(permanences, du, zone)
    .filter(isHeld)
    .map(toIntervalle)
    .map(([debut, fin]): Intervalle => [Math.max(debut, premier), Math.min(fin, dernier)])
    .filter(([debut, fin]) => debut < fin);
  return mergeIntervalles(bornes);
}

function expectSameDates(
  permanences: readonly Permanence[],
  du = AUJOURDHUI,
  zone: ZoneScolaire = 'C',
): void {
  const { texte } = write(permanences, du, zone);
  const lus = texte === undefined ? [] : readOpeningHours(texte, du, shift(du, JOURS_DECRITS));
  expect(formatIntervalles(lus), texte).toEqual(formatIntervalles(expected(permanences, du, zone)));
}

/** In winter, at the end of a month, and so late that the coming year goes past our calendar. */
const jourArbitraire = fc.constantFrom(AUJOURDHUI, '2027-02-28', '2027-06-15');

/** Some sources only say when it starts. */
const sansFin = permanenceArbitraire.map((ecrite) => ({
  ...ecrite,
  creneaux: ecrite.creneaux
    .map((creneau) => ('debut' in creneau ? { debut: creneau.debut } : creneau))
    .slice(-1),
}));
const arbitraire = fc.oneof(
  { weight: 4, arbitrary: permanenceArbitraire },
  { weight: 1, arbitrary: sansFin },
);

const ecrire = (ecrite: PermanenceEcrite): string | undefined => write([permanence(ecrite)]).texte;
const matin = [{ debut: '09:00', fin: '12:00' }];

describe('opening hours in the grammar of OpenStreetMap', () => {
  it.each(cas.map((unCas) => [unCas.nom, unCas] as const))(
    '%s is read back to the same dates',
    (_, unCas) => {
      expectSameDates([permanenceSchema.parse(unCas.permanence)], AUJOURDHUI, zoneDesMotifs);
    },
  );

  it('any rhythm under any filter, with exceptions, is read back to the same dates', () => {
    fc.assert(
      fc.property(arbitraire, jourArbitraire, (permanence, du) => expectSameDates([permanence], du)),
      { numRuns: 150 },
    );
  });

  it('several permanences of one place are read back together', () => {
    const plusieurs = fc
      .array(arbitraire, { minLength: 2, maxLength: 4 })
      .map((liste) => liste.map((each, rang) => ({ ...each, id: `permanence-${rang}` })));
    fc.assert(
      fc.property(plusieurs, jourArbitraire, (permanences, du) => expectSameDates(permanences, du)),
      { numRuns: 100 },
    );
  });

  it('writes the rule as a person would', () => {
    expect(
      ecrire({
        rythme: { type: 'hebdomadaire', jours: ['lundi', 'mardi', 'mercredi', 'vendredi'] },
        creneaux: [...matin, { debut: '14:00', fin: '17:30' }],
      }),
    ).toBe('Mo-We,Fr 09:00-12:00,14:00-17:30; PH off');
    expect(ecrire({ rythme: { type: 'mensuel', jours: ['mercredi'], rangs: [1, 3] }, creneaux: matin })).toBe(
      'We[1,3] 09:00-12:00; PH off',
    );
    expect(
      ecrire({
        rythme: { type: 'hebdomadaire', jours: ['jeudi'], semaines: 'paires' },
        creneaux: matin,
        filtre: { joursFeries: 'inclus', moisExclus: [8] },
      }),
    ).toBe('Jan-Jul,Sep-Dec week 02-53/2 Th 09:00-12:00');
  });

  it('writes school holidays with the dates of our own calendar, not with a word that readers know differently', () => {
    const samedi: PermanenceEcrite = {
      rythme: { type: 'hebdomadaire', jours: ['samedi'] },
      creneaux: matin,
    };
    const exclues = ecrire({ ...samedi, filtre: { vacances: { regle: 'exclues' } } });
    expect(exclues).not.toContain('SH');
    // The Saturday of departure is a day of holidays.
    expect(exclues).toMatch(/^Sa 09:00-12:00; PH off; 2026 Dec 19-2027 Jan 02,2027 Feb 06-2027 Feb 20,/);
    expect(ecrire({ ...samedi, filtre: { vacances: { regle: 'seulement', periodes: ['noel'] } } })).toBe(
      '2026 Dec 19-2027 Jan 03 Sa 09:00-12:00; PH off',
    );
  });

  it('gives the reason of a closed date, and the hours of a moved one', () => {
    const texte = ecrire({
      libelle: 'atelier « d’éveil »; "pour tous"',
      rythme: { type: 'hebdomadaire', jours: ['jeudi'] },
      creneaux: matin,
      exceptions: [
        { type: 'report', de: '2026-12-10', vers: '2026-12-11', motif: 'salle prise' },
        { type: 'annulation', du: '2026-12-17', motif: 'agent en formation' },
      ],
    });
    expect(texte).toBe(
      'Th 09:00-12:00 open "atelier « d’éveil »; pour tous"; PH off; 2026 Dec 10 off "salle prise"; ' +
        '2026 Dec 11 09:00-12:00 open "atelier « d’éveil »; pour tous , salle prise"; 2026 Dec 17 off "agent en formation"',
    );
  });

  it('lists the dates of a rhythm that has no word, and says so', () => {
    const { texte, pertes } = write([
      permanence({
        rythme: { type: 'semaine-du-mois', jours: ['vendredi'], semaines: [1] },
        creneaux: matin,
      }),
    ]);
    expect(texte).toMatch(/^2026 Dec 11,2027 Jan 08,2027 Feb 05,/);
    expect(pertes).toEqual(['regle-en-dates']);
  });

  it('does not invent hours: the day is « unknown », with what is known', () => {
    const { texte, pertes } = write([
      permanence({ rythme: { type: 'hebdomadaire', jours: ['mercredi'] }, creneaux: [{ moment: 'matin' }] }),
    ]);
    expect(texte).toBe('We unknown "le matin, heures non renseignées"; PH off');
    expect(pertes).toEqual(['heures-inconnues']);
  });

  it('does not let an evening without end run into the next day', () => {
    expect(
      ecrire({ rythme: { type: 'hebdomadaire', jours: ['mardi'] }, creneaux: [{ debut: '20:00' }] }),
    ).toBe('Tu 20:00-24:00 unknown "heure de fin non renseignée"; PH off');
  });

  it('writes nothing where nobody knows a date', () => {
    expect(write([permanence({ rythme: { type: 'sur-rendez-vous' } })])).toEqual({
      texte: undefined,
      pertes: ['sans-date'],
    });
    expect(write([])).toEqual({ texte: undefined, pertes: [] });
  });
});
