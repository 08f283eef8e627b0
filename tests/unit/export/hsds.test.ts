/** HSDS 3 for every territory; each schedule is read back by a library of recurrence rules to the same dates. */
import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { toDateCivile, toNumeroDeJour } from '../../../src/domain/date/date-civile';
import { cutIntoRuns } from '../../../src/domain/export/hsds/horaires';
import { reportHsds, writeHsds } from '../../../src/domain/export/hsds/hsds';
import { type Schedule, type ServiceHsds, serviceHsdsSchema } from '../../../src/domain/export/hsds/schema';
import { toUuid } from '../../../src/domain/export/hsds/uuid';
import { comingOccurrences } from '../../../src/domain/export/occurrence';
import { isHeld } from '../../../src/domain/permanence/occurrence';
import type { Portail } from '../../../src/domain/portail/portail';
import { calendrier, isoDay } from '../../fixtures/calendrier';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

const { rrulestr } = rrule;

const read = (portail: Portail): ServiceHsds[] =>
  JSON.parse([...writeHsds(portail)].join('')) as ServiceHsds[];
const schedulesOf = ({ schedules = [], service_at_locations = [] }: ServiceHsds): Schedule[] => [
  ...schedules,
  ...service_at_locations.flatMap((each) => each.schedules ?? []),
];

/** As a program that knows RFC 5545 reads it. */
function expand({ dtstart, until, freq, interval, byday, bymonthday, wkst }: Schedule): string[] {
  if (!freq) return [dtstart];
  const compact = (date: string): string => `${date.replaceAll('-', '')}T000000Z`;
  const rule = [
    `FREQ=${freq}`,
    `INTERVAL=${interval ?? 1}`,
    `UNTIL=${compact(until)}`,
    wkst && `WKST=${wkst}`,
    byday && `BYDAY=${byday}`,
    bymonthday && `BYMONTHDAY=${bymonthday}`,
  ].filter(Boolean);
  return rrulestr(`DTSTART:${compact(dtstart)}\nRRULE:${rule.join(';')}`)
    .all()
    .map(isoDay);
}

const portailDe = (fiche: NonNullable<PortailEcrit['structures']>[string]): Portail =>
  creerPortail({ structures: { relais: fiche } });

describe.each(TERRITOIRES)('HSDS, %s', (nom) => {
  const { portail } = lireTerritoire(nom);
  const services = read(portail);

  it('gives services that the format takes, each thing under a name of its own', () => {
    for (const service of services) expect(serviceHsdsSchema.parse(service)).toEqual(service);
    const ids = services.flatMap((service) => [service.id, ...schedulesOf(service).map(({ id }) => id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out only what is in project, and says so', () => {
    const projets = portail.structures.filter(({ statut }) => statut === 'en-projet');
    expect(services.length).toBe(portail.structures.length - projets.length);
    const { fiches, nonExportees } = reportHsds(portail);
    expect(nonExportees).toBe(projets.length);
    expect(fiches.filter(({ exportee }) => !exportee).map(({ slug }) => slug)).toEqual(
      projets.map(({ slug }) => slug),
    );
  });

  it('has schedules that are read back to the dates of each service', () => {
    const serviceById = new Map(services.map((service) => [service.id, service]));
    for (const structure of portail.structures) {
      const service = serviceById.get(toUuid(`service ${portail.slug} ${structure.slug}`));
      if (!service) continue;
      const lus = schedulesOf(service)
        .flatMap((schedule) =>
          expand(schedule).map((date) => `${date} ${schedule.opens_at ?? ''} ${schedule.closes_at ?? ''}`),
        )
        .sort();
      const heure = (iso: string): string => iso.slice(11, 16) + iso.slice(19);
      const tenues = comingOccurrences(structure, portail)
        .filter(isHeld)
        .map(
          ({ date, debut, fin, debutIso, finIso }) =>
            `${date} ${debut ? heure(debutIso) : ''} ${fin ? heure(finIso) : ''}`,
        )
        .sort();
      // Two permanences may share a day, an hour and a place.
      expect([...new Set(lus)], structure.slug).toEqual([...new Set(tenues)]);
    }
  });
});

describe('a schedule', () => {
  const jeudi = {
    id: 'jeudi',
    lieu: 'mairie-castelnoir',
    rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
    creneaux: [{ debut: '09:00', fin: '12:00' }],
  };

  it('stops at school holidays and at the change of hour, since the format has no exception', () => {
    const portail = portailDe({ permanences: [{ ...jeudi, filtre: { vacances: { regle: 'exclues' } } }] });
    expect(
      schedulesOf(read(portail)[0]!).map(({ dtstart, until, opens_at }) => [dtstart, until, opens_at]),
    ).toEqual([
      ['2026-12-03', '2026-12-17', '09:00+01:00'],
      ['2027-01-07', '2027-02-04', '09:00+01:00'],
      ['2027-02-25', '2027-03-25', '09:00+01:00'],
    ]);
    const printemps = creerPortail({
      aujourdhui: '2027-03-20',
      structures: { relais: { permanences: [jeudi] } },
    });
    expect(
      schedulesOf(read(printemps)[0]!)
        .map(({ dtstart, opens_at }) => [dtstart, opens_at])
        .slice(0, 2),
    ).toEqual([
      ['2027-03-25', '09:00+01:00'],
      ['2027-04-01', '09:00+02:00'],
    ]);
  });

  it('leaves alone a date that the rule does not know', () => {
    const mardis = ['2026-12-01', '2026-12-08', '2026-12-15'];
    const runs = cutIntoRuns(
      [...mardis, '2026-12-17', '2026-12-22'].map(toNumeroDeJour),
      ({ jourDeSemaine }) => jourDeSemaine === 2,
      calendrier,
    );
    expect(runs.map((run) => run.map(toDateCivile))).toEqual([[...mardis, '2026-12-22'], ['2026-12-17']]);
  });
});

describe('a service in HSDS', () => {
  it('keeps the ages that the others lose, in years', () => {
    const ages = (deMois: number, aMois?: number) => {
      const [service] = read(
        portailDe({ publics: { ages: { deMois, ...(aMois !== undefined && { aMois }) } } }),
      );
      return [service!.minimum_age, service!.maximum_age];
    };
    expect(ages(0, 35)).toEqual([0, 2]);
    expect(ages(30, 71)).toEqual([2.5, 5]);
    expect(ages(-9, 71)).toEqual([undefined, 5]);
    expect(ages(144)).toEqual([12, undefined]);
  });

  it('says that a service is closed for a while', () => {
    const [service] = read(
      portailDe({ statut: 'ferme-temporairement', statutPrecision: 'Travaux jusqu’en mars.' }),
    );
    expect(service).toMatchObject({ status: 'temporarily closed', alert: 'Travaux jusqu’en mars.' });
  });
});

describe('the names that it gives', () => {
  it('are UUIDs, the same from one build to the next, and different for different things', () => {
    expect(toUuid('service a')).toBe(toUuid('service a'));
    const noms = Array.from({ length: 20_000 }, (_, rang) => toUuid(`schedule val lieu-${rang}`));
    expect(new Set(noms).size).toBe(noms.length);
    for (const nom of noms.slice(0, 50))
      expect(nom).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
