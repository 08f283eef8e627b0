/**
 * The export to data·inclusion, for every territory: against our own description of its schema and, when
 * `DATA_INCLUSION_SCHEMAS` names the folder of the public ones (`structure.json`, `service.json`), against those too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  reportDataInclusion,
  toDataInclusion,
  writeServices,
  writeStructures,
} from '../../../src/domain/export/data-inclusion/data-inclusion';
import { CRITERES, rateCriteres, rateService } from '../../../src/domain/export/data-inclusion/qualite';
import {
  type ServiceDataInclusion,
  serviceDataInclusionSchema,
  structureDataInclusionSchema,
} from '../../../src/domain/export/data-inclusion/schema';
import { JOURS_DECRITS } from '../../../src/domain/export/opening-hours';
import { isHeld, listOccurrences } from '../../../src/domain/permanence/occurrence';
import type { Portail } from '../../../src/domain/portail/portail';
import { shift } from '../../fixtures/calendrier';
import { formatIntervalles, readOpeningHours } from '../../fixtures/opening-hours';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

type Fiche = NonNullable<PortailEcrit['structures']>[string];

const portailDe = (fiche: Fiche, options: PortailEcrit = {}): Portail =>
  creerPortail({ ...options, structures: { relais: fiche } });
const seul = (fiche: Fiche, options: PortailEcrit = {}): ServiceDataInclusion =>
  toDataInclusion(portailDe(fiche, options)).services[0]!;
const pertesDe = (fiche: Fiche): string[] =>
  toDataInclusion(portailDe(fiche)).pertes[0]!.pertes.map(({ motif }) => motif);

const tousLesMardis = {
  rythme: { type: 'hebdomadaire' as const, jours: ['mardi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};

describe.each(TERRITOIRES)('data·inclusion, %s', (nom) => {
  const { portail } = lireTerritoire(nom);
  const { structures, services } = toDataInclusion(portail);

  it('gives structures and services that its schema takes', () => {
    expect(structures.length).toBeGreaterThan(3);
    for (const structure of structures)
      expect(structureDataInclusionSchema.parse(structure)).toEqual(structure);
    for (const service of services) expect(serviceDataInclusionSchema.parse(service)).toEqual(service);
    expect(JSON.parse([...writeStructures(portail)].join(''))).toEqual(structures);
    expect(JSON.parse([...writeServices(portail)].join(''))).toEqual(services);
  });

  const dossier = process.env.DATA_INCLUSION_SCHEMAS;
  it.skipIf(!dossier)('is valid against the public JSON Schemas', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    // The two packages do not agree on how CommonJS is typed.
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    for (const [fichier, entrees] of [
      ['structure.json', structures],
      ['service.json', services],
    ] as const) {
      const validate = ajv.compile(JSON.parse(readFileSync(join(dossier!, fichier), 'utf8')) as object);
      for (const entree of entrees) expect(validate(entree) ? [] : validate.errors, entree.id).toEqual([]);
    }
  });

  it('gives one service a stop, each under a name of its own and tied to its structure', () => {
    const ids = new Set(structures.map(({ id }) => id));
    expect(ids.size).toBe(structures.length);
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    for (const { structure_id } of services) expect(ids).toContain(structure_id);
    for (const { id } of structures) {
      const { permanences, lieu } = portail.structureBySlug.get(id.split('--')[1]!)!;
      const lieux = new Set(permanences.map((permanence) => permanence.lieu ?? lieu));
      expect(services.filter(({ structure_id }) => structure_id === id).length, id).toBe(
        Math.max(1, lieux.size),
      );
    }
  });

  it('leaves out only what is not open or has no date, and says so', () => {
    const exportees = new Set(structures.map(({ id }) => id.split('--')[1]!));
    const { fiches, bilan, nonExportees } = reportDataInclusion(portail);
    const absentes = portail.structures.filter(({ slug }) => !exportees.has(slug));
    expect(nonExportees).toBe(absentes.length);
    for (const { slug, statut, sources, verifications } of absentes) {
      const isUndated =
        Object.keys(verifications).length === 0 && sources.every(({ date }) => date === undefined);
      expect(statut !== 'ouvert' || isUndated, slug).toBe(true);
      const fiche = fiches.find((each) => each.slug === slug);
      expect(fiche?.exportee, slug).toBe(false);
      expect(
        fiche?.pertes.map(({ motif }) => motif),
        slug,
      ).toEqual([statut === 'ouvert' ? 'sans-date-de-source' : 'non-ouvert']);
    }
    for (const { motif, fiches: nombre } of bilan)
      expect(nombre, motif).toBe(
        fiches.filter(({ pertes }) => pertes.some((perte) => perte.motif === motif)).length,
      );
  });

  it('has hours that are read back to the days of each stop', () => {
    const { aujourdhui, calendrier, territoire } = portail;
    let seen = 0;
    for (const service of services) {
      if (service.horaires_accueil === undefined) continue;
      seen += 1;
      const [, slug, lieu] = service.id.split('--');
      const structure = portail.structureBySlug.get(slug!)!;
      const jours = structure.permanences
        .flatMap((permanence) =>
          listOccurrences(permanence, aujourdhui, shift(aujourdhui, JOURS_DECRITS), {
            calendrier,
            zone: territoire.zoneScolaire,
            fermetures: structure.fermetures,
          }),
        )
        .filter((occurrence) => isHeld(occurrence) && (occurrence.lieu ?? structure.lieu) === lieu)
        .map(({ date }) => date);
      const lus = readOpeningHours(service.horaires_accueil, aujourdhui, shift(aujourdhui, JOURS_DECRITS));
      const debuts = formatIntervalles(lus).map((ouverture) => ouverture.slice(0, 10));
      // Whole days that follow each other are read as one; what began the evening before starts at midnight.
      const connus = new Set(jours);
      for (const debut of debuts)
        expect(connus.has(debut) || debut === aujourdhui, `${service.id} ${debut}`).toBe(true);
      const couverts = new Set(
        lus.flatMap(([debut, fin]) => {
          const days: string[] = [];
          for (let t = debut; t < fin; t += 60) days.push(new Date(t * 60_000).toISOString().slice(0, 10));
          return days;
        }),
      );
      for (const jour of connus) expect(couverts.has(jour), `${service.id} ${jour}`).toBe(true);
    }
    expect(seen).toBeGreaterThan(0);
  });
});

describe('a service in data·inclusion', () => {
  it('carries the facts of its entry, and no more', () => {
    expect(
      seul({
        type: 'rpe',
        lieu: 'mairie-castelnoir',
        gestionnaire: 'Communauté de communes du Val Fictif',
        zone: ['99001', '99002'],
        acces: 'sur-rendez-vous',
        tarif: { gratuit: true },
        publics: { ages: { deMois: 0, aMois: 71 }, profils: ['parents', 'assistants-maternels'] },
        contacts: [{ fonction: 'Accueil', telephone: '05 36 49 01 01', courriel: 'rpe@val.example' }],
        permanences: [
          {
            id: 'mercredi',
            lieu: 'mairie-castelnoir',
            rythme: { type: 'mensuel', jours: ['mercredi'], rangs: [1, 3] },
            creneaux: [{ debut: '09:00', fin: '12:00' }],
          },
        ],
      }),
    ).toEqual({
      source: 'reseau-infos-familles-val-fictif',
      structure_id: 'reseau-infos-familles-val-fictif--relais',
      id: 'reseau-infos-familles-val-fictif--relais--mairie-castelnoir',
      nom: 'Relais petite enfance',
      description:
        'Démonstration : ce territoire et ce service sont inventés. Pour trouver une assistante maternelle. Relais petite enfance (RPE). ' +
        'Âges : jusqu’à 5 ans. Pour : parents et assistantes et assistants maternels. Gestionnaire : Communauté de communes du Val Fictif. ' +
        'Quand : le 1er et le 3e mercredi du mois, de 9 h à 12 h. Accès : sur rendez-vous. Tarif : gratuit. Contact : Accueil.',
      date_maj: '2026-11-02',
      lien_source: 'https://val-fictif.example/structures/relais/',
      commune: 'Castelnoir',
      code_postal: '99100',
      code_insee: '99001',
      adresse: '1, place de l’Église',
      complement_adresse: 'Mairie de Castelnoir',
      latitude: 44.2012,
      longitude: 2.6034,
      telephone: '+33536490101',
      courriel: 'rpe@val.example',
      horaires_accueil: 'We[1,3] 09:00-12:00 open "sur rendez-vous"; PH off',
      type: 'information',
      thematiques: ['famille--garde-denfants'],
      frais: 'gratuit',
      publics: ['familles'],
      publics_precisions: 'Jusqu’à 5 ans ; Assistantes et assistants maternels',
      conditions_acces: 'Sur rendez-vous.',
      modes_accueil: ['en-presentiel'],
      zone_eligibilite: ['99001', '99002'],
      modes_mobilisation: ['telephoner', 'envoyer-un-courriel'],
      mobilisable_par: ['usagers'],
    });
  });

  it('says nothing of what nobody told us', () => {
    const service = seul({ type: 'ecole', verifications: {} });
    expect(Object.keys(service).sort()).toEqual(
      ['date_maj', 'description', 'id', 'lien_source', 'nom', 'source', 'structure_id'].sort(),
    );
  });

  it('is as old as its last verification or its source, never younger', () => {
    const dateMaj = (fiche: Fiche): string | undefined =>
      toDataInclusion(portailDe(fiche)).services[0]?.date_maj;
    const sources = (date?: string) => [{ titre: 'Document', ...(date && { date }) }];
    expect(dateMaj({ sources: sources('2024'), verifications: {} })).toBe('2024-01-01');
    expect(dateMaj({ sources: sources('2024-08'), verifications: {} })).toBe('2024-08-01');
    expect(dateMaj({ sources: sources('2024'), verifications: { contact: '2026-10-03' } })).toBe(
      '2026-10-03',
    );
    // A document of the year is not from its last day, and a later one is not known yet.
    expect(dateMaj({ sources: sources('2026'), verifications: { contact: '2026-02-01' } })).toBe(
      '2026-02-01',
    );
    expect(dateMaj({ sources: sources(), verifications: {} })).toBeUndefined();
  });

  it('does not take the middle of the commune for the building', () => {
    const permanences = [{ id: 'mardi', lieu: 'mairie-lostalgues', ...tousLesMardis }];
    expect(seul({ permanences })).not.toHaveProperty('latitude');
    expect(pertesDe({ permanences })).toContain('position');
  });

  it('cuts a tour into its stops, and says that the tour is lost', () => {
    const permanences = ['mairie-castelnoir', 'mairie-lostalgues', 'salle-sauvecombe'].map((lieu, rang) => ({
      id: lieu,
      lieu,
      ordre: rang + 1,
      ...tousLesMardis,
    }));
    const { services } = toDataInclusion(portailDe({ permanences }));
    expect(services.map(({ id }) => id.split('--')[2])).toEqual([
      'mairie-castelnoir',
      'mairie-lostalgues',
      'salle-sauvecombe',
    ]);
    expect(pertesDe({ permanences })).toEqual(expect.arrayContaining(['tournee', 'type-absent']));
  });

  it('is for professionals alone to ask for, where they alone may', () => {
    expect(seul({ acces: 'sur-orientation' }).mobilisable_par).toEqual(['professionnels']);
    expect(seul({ acces: 'libre' })).toMatchObject({
      mobilisable_par: ['usagers'],
      modes_mobilisation: ['se-presenter'],
    });
    expect(seul({})).not.toHaveProperty('mobilisable_par');
  });

  it('never writes « tous-publics » beside another', () => {
    expect(seul({ publics: { profils: ['tous', 'seniors'] } }).publics).toEqual(['tous-publics']);
  });

  it('reads an address written on one line', () => {
    expect(seul({ adresse: '12 quai de l’Orlette, 99100 Brézouls', commune: '99001' })).toMatchObject({
      adresse: '12 quai de l’Orlette',
      code_postal: '99100',
      commune: 'Castelnoir',
    });
  });
});

describe('the quality that data·inclusion would find', () => {
  const service = (champs: Partial<ServiceDataInclusion> = {}): ServiceDataInclusion => ({
    ...seul({ type: 'ecole', verifications: {} }),
    date_maj: '2026-11-30',
    ...champs,
  });

  it('falls from one to nothing between six months and two years', () => {
    const fraicheur = (date_maj: string) => rateCriteres(service({ date_maj }), '2026-12-01').fraicheur;
    expect(fraicheur('2026-06-15')).toBe(1);
    expect(fraicheur('2025-09-01')).toBeCloseTo(0.5, 1);
    expect(fraicheur('2024-11-01')).toBe(0);
  });

  it('leaves out the address of what receives nobody, and counts half of a mean of access', () => {
    expect(rateCriteres(service(), '2026-12-01')).not.toHaveProperty('adresse');
    expect(rateCriteres(service({ modes_accueil: ['en-presentiel'] }), '2026-12-01').adresse).toBe(0);
    expect(rateCriteres(service({ modes_mobilisation: ['se-presenter'] }), '2026-12-01').mobilisation).toBe(
      0.5,
    );
    expect(rateCriteres(service({ frais: 'payant' }), '2026-12-01').frais).toBe(0.5);
  });

  it('is the mean of its criteria', () => {
    const criteres = rateCriteres(service(), '2026-12-01');
    const valeurs = Object.values(criteres);
    expect(valeurs.length).toBe(Object.keys(CRITERES).length - 1);
    expect(rateService(service(), '2026-12-01')).toBeCloseTo(
      valeurs.reduce((sum, each) => sum + each, 0) / valeurs.length,
      1,
    );
  });
});
