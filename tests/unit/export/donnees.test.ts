import { describe, expect, it } from 'vitest';
import { toLieuxGeoJson } from '../../../src/domain/export/lieux-geojson';
import { type OccurrenceJson, writePermanencesJson } from '../../../src/domain/export/permanences-json';
import { toRobots } from '../../../src/domain/export/robots';
import {
  PROCHAINES,
  type StructureJson,
  type StructuresJson,
  writeStructuresJson,
} from '../../../src/domain/export/structures-json';
import type { Portail } from '../../../src/domain/portail/portail';
import { shift } from '../../fixtures/calendrier';
import { insecable } from '../../fixtures/insecable';
import { AUJOURDHUI, type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const tousLesJours: PermanenceEcrite = {
  id: 'tous-les-jours',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire', jours: [...JOURS] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  filtre: { joursFeries: 'inclus' },
};
const jeudi: PermanenceEcrite = {
  ...tousLesJours,
  id: 'jeudi',
  rythme: { type: 'hebdomadaire', jours: ['jeudi'] },
};

/** As a program that downloads the file would. */
const read = (portail: Portail) =>
  JSON.parse([...writePermanencesJson(portail)].join('')) as Record<string, unknown> & {
    occurrences: OccurrenceJson[];
  };
const readStructures = (portail: Portail) =>
  JSON.parse([...writeStructuresJson(portail)].join('')) as StructuresJson;
const permanences = (structures: Record<string, Fiche>, options: PortailEcrit = {}): OccurrenceJson[] =>
  read(creerPortail({ ...options, structures })).occurrences;

const enTete = {
  version: 1,
  produitLe: AUJOURDHUI,
  licence: 'Licence Ouverte 2.0',
  licenceUrl: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  territoire: 'val-fictif',
  territoireNom: 'Val, Fictif et Test',
  fictif: true,
};

describe('permanences.json', () => {
  it('says where it comes from, when and under which licence', () => {
    expect(read(creerPortail())).toEqual({ ...enTete, occurrences: [] });
  });

  it('describes an occurrence', () => {
    expect(permanences({ relais: { acces: 'libre', permanences: [jeudi] } })[0]).toEqual({
      structure: 'relais',
      permanence: 'jeudi',
      lieu: 'mairie-castelnoir',
      commune: '99001',
      debut: '2026-12-03T09:00:00+01:00',
      fin: '2026-12-03T12:00:00+01:00',
      statut: 'confirmee',
      acces: 'libre',
      heuresConnues: true,
    });
  });

  it('holds the day of the build and the 120th day after it, and no other beyond', () => {
    const jours = permanences({ relais: { permanences: [tousLesJours] } }).map(({ debut }) =>
      debut.slice(0, 10),
    );
    expect(jours).toEqual(Array.from({ length: 121 }, (_, rang) => shift(AUJOURDHUI, rang)));
  });

  it('leaves to the day before the slot of the night before', () => {
    const nuit = { ...tousLesJours, creneaux: [{ debut: '21:00', fin: '06:00' }] };
    expect(permanences({ creche: { permanences: [nuit] } })[0]).toMatchObject({
      debut: '2026-12-01T21:00:00+01:00',
      fin: '2026-12-02T06:00:00+01:00',
    });
  });

  it('changes offset with the hour, on the last Sunday of March', () => {
    const debuts = permanences({ relais: { permanences: [tousLesJours] } }).map(({ debut }) => debut);
    expect(debuts).toContain('2027-03-27T09:00:00+01:00');
    expect(debuts).toContain('2027-03-28T09:00:00+02:00');
  });

  it('keeps what is cancelled and both ends of a move, each with its reason', () => {
    const exceptions: PermanenceEcrite['exceptions'] = [
      { type: 'annulation', du: '2026-12-03', motif: 'agent en formation' },
      { type: 'report', de: '2026-12-10', vers: '2026-12-11', motif: 'salle prise' },
    ];
    const occurrences = permanences({ relais: { permanences: [{ ...jeudi, exceptions }] } });
    expect(
      occurrences
        .slice(0, 4)
        .map(({ debut, statut, motif, reporteeAu, remplace }) => [
          debut.slice(5, 10),
          statut,
          motif,
          reporteeAu,
          remplace,
        ]),
    ).toEqual([
      ['12-03', 'annulee', 'agent en formation', undefined, undefined],
      ['12-10', 'reportee', 'salle prise', '2026-12-11', undefined],
      ['12-11', 'confirmee', 'salle prise', undefined, '2026-12-10'],
      ['12-17', 'confirmee', undefined, undefined, undefined],
    ]);
  });

  it('says « a-confirmer » of hours that nobody confirmed this year', () => {
    const statuts = permanences({ relais: { verifications: {}, permanences: [jeudi] } }).map(
      ({ statut }) => statut,
    );
    expect(new Set(statuts)).toEqual(new Set(['a-confirmer']));
  });

  it('bounds the day when the hours are unknown, and says that they are', () => {
    expect(
      permanences({ relais: { permanences: [{ ...jeudi, creneaux: [{ moment: 'soiree' }] }] } })[0],
    ).toMatchObject({
      debut: '2026-12-03T00:00:00+01:00',
      fin: '2026-12-04T00:00:00+01:00',
      heuresConnues: false,
      moment: 'soiree',
    });
  });

  it('writes null for a place, a commune or a way in that nobody gave', () => {
    expect(permanences({ relais: { permanences: [{ ...jeudi, lieu: undefined }] } })[0]).toMatchObject({
      lieu: null,
      commune: null,
      acces: null,
    });
  });

  it('takes the place of the structure when the permanence names none', () => {
    const fiche = { lieu: 'mairie-lostalgues', permanences: [{ ...jeudi, lieu: undefined }] };
    expect(permanences({ relais: fiche })[0]).toMatchObject({ lieu: 'mairie-lostalgues', commune: '99002' });
  });

  it('sorts by start, then by structure', () => {
    const tot = { ...jeudi, creneaux: [{ debut: '08:00', fin: '09:00' }] };
    const occurrences = permanences({
      zebre: { nom: 'AA', permanences: [jeudi] },
      abeille: { nom: 'ZZ', permanences: [jeudi] },
      mouche: { permanences: [tot] },
    });
    expect(occurrences.slice(0, 4).map(({ structure }) => structure)).toEqual([
      'mouche',
      'abeille',
      'zebre',
      'mouche',
    ]);
  });

  it('says nothing of a project or of a closed service', () => {
    const structures = Object.fromEntries(
      (['en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const).map((statut) => [
        statut,
        { statut, permanences: [jeudi] },
      ]),
    );
    expect(permanences(structures)).toEqual([]);
  });
});

describe('structures.json', () => {
  const fiche: Fiche = {
    lieu: 'mairie-castelnoir',
    acces: 'libre',
    contacts: [
      { fonction: 'Accueil', telephone: '05 36 49 01 01' },
      {
        fonction: 'Direction',
        telephone: '05 36 49 90 99',
        courriel: 'secret@pro.example',
        visibilite: 'professionnels',
      },
    ],
    permanences: [
      jeudi,
      {
        ...jeudi,
        id: 'arret',
        lieu: 'mairie-lostalgues',
        exceptions: [{ type: 'annulation', du: '2026-12-03', motif: 'agent en formation' }],
      },
    ],
  };
  const export_ = readStructures(
    creerPortail({ structures: { relais: fiche, projet: { statut: 'en-projet' } } }),
  );
  const relais = export_.structures.find(({ slug }) => slug === 'relais')!;

  it('says where it comes from, when and under which licence', () => {
    expect(readStructures(creerPortail())).toEqual({ ...enTete, structures: [] });
  });

  it('starts with what identifies a structure, and keeps all that its entry says', () => {
    expect(Object.keys(relais).slice(0, 4)).toEqual(['slug', 'type', 'nom', 'statut']);
    expect(relais).toMatchObject({
      slug: 'relais',
      type: 'rpe',
      nom: 'Relais petite enfance',
      statut: 'ouvert',
      url: 'https://val-fictif.example/structures/relais/',
      role: 'Pour trouver une assistante maternelle.',
      acces: 'libre',
      lieu: 'mairie-castelnoir',
      sources: [{ titre: 'Fiche de test', date: '2026-11' }],
      verifications: { horaires: '2026-11-02', contact: '2026-11-02' },
      communes: ['99001', '99002'],
      isItinerante: true,
    });
  });

  it('gives public contacts only, without the field that tells them apart', () => {
    expect(relais.contacts).toEqual([{ fonction: 'Accueil', telephone: '05 36 49 01 01' }]);
  });

  it('explains each permanence in a sentence', () => {
    expect(relais.permanences[0]).toMatchObject({
      id: 'jeudi',
      phrase: insecable('le~jeudi, de~9~h à~12~h, y compris les jours fériés'),
    });
  });

  it('gives the next ten dates when people can come', () => {
    expect(relais.prochaines).toHaveLength(PROCHAINES);
    expect(relais.prochaines.slice(0, 2)).toEqual([
      {
        debut: '2026-12-03T09:00:00+01:00',
        fin: '2026-12-03T12:00:00+01:00',
        lieu: 'mairie-castelnoir',
        commune: '99001',
        statut: 'confirmee',
        heuresConnues: true,
      },
      {
        debut: '2026-12-10T09:00:00+01:00',
        fin: '2026-12-10T12:00:00+01:00',
        lieu: 'mairie-lostalgues',
        commune: '99002',
        statut: 'confirmee',
        heuresConnues: true,
      },
    ]);
  });

  it('never announces a date for a project', () => {
    const projet: StructureJson = export_.structures.find(({ slug }) => slug === 'projet')!;
    expect(projet).toMatchObject({ statut: 'en-projet', prochaines: [], isItinerante: false });
  });
});

describe('lieux.geojson', () => {
  const { features, sansPosition, ...rest } = toLieuxGeoJson(
    creerPortail({
      structures: {
        accueil: { nom: 'Accueil', lieu: 'mairie-castelnoir' },
        relais: {
          lieu: 'mairie-castelnoir',
          permanences: [jeudi, { ...jeudi, id: 'b', lieu: 'mairie-lostalgues' }],
        },
      },
    }),
  );

  it('puts longitude first and names the structures of each place', () => {
    expect(rest).toEqual({ type: 'FeatureCollection', ...enTete });
    expect(
      features.map(({ geometry, properties }) => [
        properties.slug,
        geometry.coordinates,
        properties.precision,
        properties.structures,
      ]),
    ).toEqual([
      ['mairie-castelnoir', [2.6034, 44.2012], 'adresse', ['accueil', 'relais']],
      ['mairie-lostalgues', [2.6, 44.25], 'centre-commune', ['relais']],
    ]);
  });

  it('lists apart the places that cannot be drawn', () => {
    expect(sansPosition).toEqual(['salle-sauvecombe']);
  });
});

describe('robots.txt', () => {
  it('lets everyone in and shows the map of the site, whatever the end of its address', () => {
    for (const urlDeBase of ['https://val.example', 'https://val.example/']) {
      expect(toRobots(creerPortail({ territoire: { urlDeBase } }))).toBe(
        'User-agent: *\nAllow: /\n\nSitemap: https://val.example/sitemap-index.xml\n',
      );
    }
  });
});
