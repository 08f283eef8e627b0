import { describe, expect, it } from 'vitest';
import { NOMS_DE_COLLECTION } from '../../../src/domain/contenu/collection';
import { toAgendaIcs, toStructureIcs, writeCommuneIcs } from '../../../src/domain/export/agendas-ics';
import {
  reportDataInclusion,
  writeServices,
  writeStructures,
} from '../../../src/domain/export/data-inclusion/data-inclusion';
import { toFluxAtom } from '../../../src/domain/export/flux-atom';
import { reportHsds, writeHsds } from '../../../src/domain/export/hsds/hsds';
import * as jsonLd from '../../../src/domain/export/json-ld';
import { toBaladesGeoJson } from '../../../src/domain/export/balades-geojson';
import { toLieuxGeoJson } from '../../../src/domain/export/lieux-geojson';
import { reportMediation, writeMediationCsv } from '../../../src/domain/export/mediation-numerique';
import { writePermanencesJson } from '../../../src/domain/export/permanences-json';
import { writeRapport } from '../../../src/domain/export/pertes';
import { toSchemaJson } from '../../../src/domain/export/schema-json';
import { writeStructuresCsv } from '../../../src/domain/export/structures-csv';
import { writeStructuresJson } from '../../../src/domain/export/structures-json';
import {
  reportAgendas,
  reportTableaux,
  toThemeGeoJson,
  writeThemeCsv,
} from '../../../src/domain/export/themes';
import { THEME_SLUGS } from '../../../src/domain/theme/theme';
import { creerPortail } from '../../fixtures/portail';

const RESERVE = {
  fonction: 'Zinnia',
  missions: 'Ypsilon reçoit les familles orientées.',
  telephone: '05 36 49 90 77',
  courriel: 'xylophone@pro.example',
  visibilite: 'professionnels',
} as const;
/** The number in every form that an export may give it. */
const TRACES = [
  'Zinnia',
  'Ypsilon',
  'xylophone',
  '0536499077',
  '+33536499077',
  '05 36 49 90 77',
  '05\u00A036\u00A049\u00A090\u00A077',
  'Wolfram',
  'Quetsche',
];

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const annulee = {
  ...jeudi,
  exceptions: [{ type: 'annulation' as const, du: '2026-12-10', motif: 'agent en formation' }],
};

const portail = creerPortail({
  structures: {
    // The reserved contact comes first, so that whoever takes the first contact takes this one.
    relais: {
      contacts: [RESERVE, { fonction: 'Accueil', telephone: '05 36 49 01 01' }],
      orientation: 'Appeler Quetsche avant la première venue.',
      permanences: [annulee],
    },
    numerique: { contacts: [RESERVE], type: 'mediation-numerique', lieu: 'mairie-castelnoir' },
    seul: { contacts: [RESERVE], type: 'association', permanences: [annulee], verifications: {} },
    projet: {
      contacts: [RESERVE],
      statut: 'en-projet',
      orientation: 'Demander Quetsche.',
    },
  },
  evenements: {
    interne: {
      titre: 'Réunion Wolfram',
      visibilite: 'professionnels',
      seances: [{ du: '2026-12-12', commune: '99001' }],
    },
    public: { seances: [{ du: '2026-12-12', commune: '99001' }] },
  },
});

const EXPORTS: Record<string, () => string> = {
  'structures.json': () => [...writeStructuresJson(portail)].join(''),
  'permanences.json': () => [...writePermanencesJson(portail)].join(''),
  'structures.csv': () => [...writeStructuresCsv(portail)].join(''),
  'balades.geojson': () => JSON.stringify(toBaladesGeoJson(portail)),
  'lieux.geojson': () => JSON.stringify(toLieuxGeoJson(portail)),
  'data-inclusion/structures.json': () => [...writeStructures(portail)].join(''),
  'data-inclusion/services.json': () => [...writeServices(portail)].join(''),
  'hsds/services.json': () => [...writeHsds(portail)].join(''),
  'mediation-numerique.csv': () => [...writeMediationCsv(portail)].join(''),
  'themes/*.csv': () => THEME_SLUGS.map((theme) => [...writeThemeCsv(theme, portail)].join('')).join(''),
  'themes/*.geojson': () => JSON.stringify(THEME_SLUGS.map((theme) => toThemeGeoJson(theme, portail))),
  'pertes.json': () =>
    [reportDataInclusion, reportHsds, reportMediation, reportTableaux, reportAgendas]
      .flatMap((report) => [...writeRapport(report(portail))])
      .join(''),
  'schema/*.json': () =>
    JSON.stringify(NOMS_DE_COLLECTION.map((collection) => toSchemaJson(collection, portail))),
  'structures/*.ics': () =>
    portail.structures
      .map((structure) => toStructureIcs(structure, portail))
      .join('')
      .replaceAll('\r\n ', ''),
  'communes/*.ics': () =>
    portail.communes
      .map((commune) => [...writeCommuneIcs(commune, portail)].join(''))
      .join('')
      .replaceAll('\r\n ', ''),
  'agenda.ics': () => toAgendaIcs(portail).replaceAll('\r\n ', ''),
  'agenda.xml': () => toFluxAtom(portail),
  'JSON-LD': () =>
    jsonLd.serializeJsonLd([
      jsonLd.toPortailJsonLd(portail),
      ...portail.structures.map((structure) => jsonLd.toStructureJsonLd(structure, portail)),
      ...portail.communes.map((commune) => jsonLd.toCommuneJsonLd(commune, portail)),
      ...portail.evenements.flatMap((evenement) => jsonLd.toEvenementJsonLd(evenement, portail)),
    ]),
};

describe('what is for professionals only', () => {
  it.each(Object.keys(EXPORTS))('never appears in %s', (nom) => {
    const texte = EXPORTS[nom]!();
    expect(texte.length).toBeGreaterThan(100);
    for (const trace of TRACES) expect(texte).not.toContain(trace);
  });

  it('does not hide what is public beside it', () => {
    for (const nom of ['structures.json', 'structures.csv', 'structures/*.ics', 'communes/*.ics']) {
      expect(EXPORTS[nom]!()).toContain('05 36 49 01 01');
    }
    for (const nom of ['JSON-LD', 'data-inclusion/structures.json', 'data-inclusion/services.json']) {
      expect(EXPORTS[nom]!()).toContain('+33536490101');
    }
  });
});
