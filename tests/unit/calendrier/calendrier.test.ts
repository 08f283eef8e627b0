import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendrier } from '../../../src/domain/calendrier/calendrier';
import { joursFeries } from '../../../src/domain/calendrier/jours-feries';
import { ZONES, calendrierScolaireSchema } from '../../../src/domain/calendrier/schema';
import { toNumeroDeJour } from '../../../src/domain/date/date-civile';
import {
  JOURS,
  anneeScolaire,
  calendrier,
  dateEntre,
  eachDay,
  nomDuJour,
  shift,
  utc,
} from '../../fixtures/calendrier';

const anneeSuivante = calendrierScolaireSchema.parse({
  annee: '2027-2028',
  connuDu: '2027-09-01',
  connuJusquau: '2028-07-07',
  periodes: [
    {
      nom: 'toussaint',
      libelle: 'vacances de la Toussaint',
      zones: { C: { du: '2027-10-23', au: '2027-11-07' } },
    },
  ],
  sources: [{ titre: 'Calendrier inventé pour le test' }],
});

const sansClasse = (date: string, zone: 'A' | 'B' | 'C'): string | undefined =>
  calendrier.sansClasse(toNumeroDeJour(date), zone)?.nom;

describe('a day of the calendar', () => {
  it('is described as Date and Intl describe it', () => {
    fc.assert(
      fc.property(dateEntre('2000-01-01', '2099-12-31'), (date) => {
        const instant = utc(date);
        const jour = calendrier.jour(toNumeroDeJour(date));
        expect(jour.date).toBe(date);
        expect([jour.annee, jour.mois, jour.jour]).toEqual([
          instant.getUTCFullYear(),
          instant.getUTCMonth() + 1,
          instant.getUTCDate(),
        ]);
        expect(JOURS[jour.jourDeSemaine - 1]).toBe(nomDuJour(date));
        // The last day of the month is the one whose next day is a 1st.
        expect(jour.jour === jour.joursDansLeMois).toBe(shift(date, 1).endsWith('-01'));
        expect(jour.ferie).toBe(joursFeries(jour.annee).get(date));
      }),
    );
  });

  it('is described once, then kept', () => {
    const numero = toNumeroDeJour('2026-12-01');
    expect(calendrier.jour(numero)).toBe(calendrier.jour(numero));
  });

  it('bears the name of its public holiday', () => {
    expect(calendrier.jour(toNumeroDeJour('2026-12-25')).ferie).toBe('Noël');
    expect(calendrier.jour(toNumeroDeJour('2026-12-26')).ferie).toBeUndefined();
  });
});

describe('school holidays', () => {
  it('run from a Saturday to a Sunday in every zone, both included', () => {
    for (const zone of ZONES) {
      // A « pont » is isolated days, and the summer of the fixture stops with what is known.
      const vacances = calendrier.periodes(zone).filter(({ nom }) => nom !== 'pont' && nom !== 'ete');
      expect(vacances.map(({ nom }) => nom)).toEqual(['toussaint', 'noel', 'hiver', 'printemps']);
      for (const { du, au } of vacances) {
        expect([nomDuJour(du), nomDuJour(au)]).toEqual(['samedi', 'dimanche']);
        expect(
          [shift(du, -1), du, au, shift(au, 1)].map((date) => sansClasse(date, zone) !== undefined),
        ).toEqual([false, true, true, false]);
      }
    }
  });

  it('hold exactly the days between their bounds, in their own zone only', () => {
    for (const zone of ZONES) {
      const attendus = new Map(
        anneeScolaire.periodes.flatMap(({ nom, zones }) =>
          eachDay(zones[zone]!.du, zones[zone]!.au).map((date) => [date, nom] as const),
        ),
      );
      for (const date of eachDay('2026-09-01', '2027-08-31')) {
        expect(sansClasse(date, zone), `${date} ${zone}`).toBe(attendus.get(date));
      }
    }
  });

  it('differ from one zone to another in winter', () => {
    expect(ZONES.map((zone) => sansClasse('2027-02-08', zone))).toEqual([undefined, undefined, 'hiver']);
    expect(ZONES.map((zone) => sansClasse('2027-02-24', zone))).toEqual(['hiver', 'hiver', undefined]);
  });

  it('are in the order of time, whatever the order of the files', () => {
    const melange = createCalendrier([
      anneeSuivante,
      { ...anneeScolaire, periodes: anneeScolaire.periodes.toReversed() },
    ]);
    expect(melange.periodes('C').map(({ nom, du }) => `${nom} ${du}`)).toEqual([
      'toussaint 2026-10-17',
      'noel 2026-12-19',
      'hiver 2027-02-06',
      'printemps 2027-04-03',
      'pont 2027-05-07',
      'ete 2027-07-03',
      'toussaint 2027-10-23',
    ]);
  });

  it('are empty in a zone that the calendar does not describe', () => {
    expect(createCalendrier([anneeSuivante]).periodes('A')).toEqual([]);
    expect(createCalendrier([anneeSuivante]).sansClasse(toNumeroDeJour('2027-10-25'), 'A')).toBeUndefined();
  });
});

describe('what the calendar knows', () => {
  const deuxAnnees = createCalendrier([anneeSuivante, anneeScolaire]);
  const isKnown = (date: string): boolean => deuxAnnees.isKnown(toNumeroDeJour(date));

  it('starts and stops with each school year, both days included', () => {
    expect(['2026-08-31', '2026-09-01', '2027-07-31', '2027-08-01'].map(isKnown)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('has a hole between two years that do not touch', () => {
    expect(['2027-08-15', '2027-08-31', '2027-09-01', '2028-07-07', '2028-07-08'].map(isKnown)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('names its last known day, or none without any calendar', () => {
    expect(deuxAnnees.connuJusquau).toBe('2028-07-07');
    expect(createCalendrier([]).connuJusquau).toBeUndefined();
    expect(createCalendrier([]).isKnown(toNumeroDeJour('2026-12-01'))).toBe(false);
  });
});

describe('the calendar file', () => {
  const refuse = (changement: object): string[] => {
    const resultat = calendrierScolaireSchema.safeParse({ ...anneeScolaire, ...changement });
    return resultat.error?.issues.map(({ path }) => path.join('.')) ?? [];
  };

  it('is accepted as the fixture writes it', () => {
    expect(refuse({})).toEqual([]);
  });

  it('refuses a day that does not exist, an unknown zone, an unknown period and the absence of source', () => {
    const periode = (zones: object, nom = 'noel'): object => ({
      periodes: [{ nom, libelle: 'Noël', zones }],
    });
    const jours = { du: '2026-12-19', au: '2027-01-03' };
    expect(refuse({ connuJusquau: '2027-02-30' })).toEqual(['connuJusquau']);
    expect(refuse(periode({ C: { ...jours, du: '2026-11-31' } }))).toEqual(['periodes.0.zones.C.du']);
    expect(refuse(periode({ C: { du: jours.au, au: jours.du } }))).toEqual(['periodes.0.zones.C']);
    expect(refuse(periode({ D: jours }))).toEqual(['periodes.0.zones']);
    expect(refuse(periode({ C: jours }, 'fevrier'))).toEqual(['periodes.0.nom']);
    expect(refuse({ sources: [] })).toEqual(['sources']);
    expect(refuse({ annee: '2026' })).toEqual(['annee']);
  });

  it('accepts a period that only one zone has', () => {
    expect(anneeSuivante.periodes[0]!.zones).toEqual({ C: { du: '2027-10-23', au: '2027-11-07' } });
  });
});
