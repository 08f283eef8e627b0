import { describe, expect, it } from 'vitest';
import {
  describeCommune,
  listPermanencesByCommune,
  structuresIn,
  voisinesOf,
} from '../../../src/domain/portail/commune';
import { type Passage, listVisibles } from '../../../src/domain/portail/passage';
import type { Commune, Portail } from '../../../src/domain/portail/portail';
import { COMMUNES, type PortailEcrit, creerPortail } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const mardi = (champs: Partial<PermanenceEcrite> = {}): PermanenceEcrite => ({
  id: 'accueil',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire', jours: ['mardi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});

const communeDe = (portail: Portail, nom: string): Commune =>
  portail.communes.find((commune) => commune.nom === nom)!;
const vueDe = (portail: Portail, nom: string) => describeCommune(communeDe(portail, nom), portail);
/** What shows when the page is opened on the day of the build; later dates wait behind. */
const visiblesDe = (passages: readonly Passage[]): Passage[] => [...listVisibles(passages)];
const slugs = (structures: readonly { slug: string }[]): string[] => structures.map(({ slug }) => slug);
/** A commune 30 km north of the others. */
const ELOIGNEE = { ...COMMUNES[0]!, codeInsee: '99009', nom: 'Loin', centre: { lat: 44.6, lon: 2.6 } };

describe('the neighbours of a commune', () => {
  it('are all the others, nearest first, with their distance', () => {
    const portail = creerPortail();
    const voisines = voisinesOf(communeDe(portail, 'Castelnoir'), portail);
    expect(voisines.map(({ commune, km }) => [commune.nom, Math.round(km * 10) / 10])).toEqual([
      ['Lostalgues', 5.6],
      ['Sauvecombe', 11.1],
    ]);
    expect(voisinesOf(communeDe(portail, 'Sauvecombe'), portail)[0]?.commune.nom).toBe('Lostalgues');
  });

  it('are none in a territory of one commune', () => {
    const portail = creerPortail({ communes: COMMUNES.slice(0, 1), lieux: {} });
    expect(voisinesOf(portail.communes[0]!, portail)).toEqual([]);
  });
});

describe('what there is in a commune', () => {
  const portail = creerPortail({
    structures: {
      siege: { nom: 'A, le siège', commune: '99001' },
      passage: {
        nom: 'B, de passage',
        permanences: [mardi({ lieu: 'mairie-lostalgues' }), mardi({ id: 'b' })],
      },
      desserte: { nom: 'C, qui dessert', commune: '99002', zone: ['99001', '99002'] },
      partout: { nom: 'D, partout', zone: 'territoire' },
      ailleurs: { nom: 'E, ailleurs', commune: '99003' },
      projet: { nom: 'F, un projet', statut: 'en-projet', commune: '99001' },
      'projet-commun': { nom: 'G, un projet pour tous', statut: 'en-projet', zone: 'territoire' },
      fermee: { nom: 'H, fermée', statut: 'ferme-definitivement', commune: '99001' },
      'fermee-partout': { nom: 'I, fermée', statut: 'ferme-definitivement', zone: 'territoire' },
      mairie: { nom: 'Mairie', type: 'mairie', commune: '99001' },
    },
  });

  it('is told apart from what serves it from elsewhere and from what is only a project', () => {
    const vue = vueDe(portail, 'Castelnoir');
    expect(slugs(vue.surPlace)).toEqual(['siege', 'passage', 'fermee']);
    expect(slugs(vue.quiDesservent)).toEqual(['desserte', 'partout']);
    expect(slugs(vue.enProjet)).toEqual(['projet', 'projet-commun']);
    expect(vue.mairie?.slug).toBe('mairie');
    expect(vue.lieuMairie?.slug).toBe('mairie-castelnoir');
  });

  it('never lists one structure twice', () => {
    for (const commune of portail.communes) {
      const { surPlace, quiDesservent, enProjet } = describeCommune(commune, portail);
      const tous = slugs([...surPlace, ...quiDesservent, ...enProjet]);
      expect(new Set(tous).size, commune.nom).toBe(tous.length);
    }
  });

  it('is looked up once for all the pages', () => {
    const commune = communeDe(portail, 'Castelnoir');
    expect(structuresIn(commune, portail)).toBe(structuresIn(commune, portail));
    expect(slugs(structuresIn(commune, portail))).toEqual(['siege', 'passage', 'projet', 'fermee', 'mairie']);
  });
});

describe('a commune where nothing is listed', () => {
  const communes = [...COMMUNES, ELOIGNEE];

  it('is told the nearest commune where something is open, and how far', () => {
    const portail = creerPortail({
      communes,
      structures: {
        projet: { statut: 'en-projet', commune: '99002' },
        fermee: { statut: 'ferme-temporairement', commune: '99002' },
        mairie: { type: 'mairie', commune: '99002' },
        relais: { commune: '99003' },
        loin: { commune: '99009' },
      },
    });
    const { plusProche } = vueDe(portail, 'Castelnoir');
    expect([plusProche?.commune.nom, plusProche?.structure.slug]).toEqual(['Sauvecombe', 'relais']);
    expect(plusProche?.km).toBeCloseTo(11.1, 1);
  });

  it('is one that only has its town hall', () => {
    const portail = creerPortail({
      structures: { mairie: { type: 'mairie', commune: '99001' }, relais: { commune: '99003' } },
    });
    expect(vueDe(portail, 'Castelnoir')).toMatchObject({ surPlace: [], mairie: { slug: 'mairie' } });
    expect(vueDe(portail, 'Castelnoir').plusProche?.structure.slug).toBe('relais');
  });

  it('is told nothing when something is here, or when nothing is anywhere', () => {
    const portail = creerPortail({ structures: { relais: { commune: '99001' } } });
    expect(vueDe(portail, 'Castelnoir').plusProche).toBeUndefined();
    expect(vueDe(creerPortail(), 'Castelnoir').plusProche).toBeUndefined();
  });
});

describe('the coming dates in a commune', () => {
  it('are those held here within the days asked for, in order of time', () => {
    const portail = creerPortail({
      structures: {
        matin: {
          permanences: [mardi({ exceptions: [{ type: 'annulation', du: '2026-12-08', motif: 'pause' }] })],
        },
        soir: { permanences: [mardi({ creneaux: [{ debut: '17:00', fin: '19:00' }] })] },
        ailleurs: { permanences: [mardi({ lieu: 'mairie-lostalgues' })] },
      },
    });
    const occurrences = listPermanencesByCommune(communeDe(portail, 'Castelnoir'), 14, portail);
    expect(occurrences.map(({ date, structure }) => [date, structure.slug])).toEqual([
      ['2026-12-01', 'matin'],
      ['2026-12-01', 'soir'],
      ['2026-12-08', 'soir'],
      ['2026-12-15', 'matin'],
      ['2026-12-15', 'soir'],
    ]);
  });

  it('leave out a day without hours that was yesterday', () => {
    const lundi = mardi({ rythme: { type: 'hebdomadaire', jours: ['lundi'] }, creneaux: [] });
    const portail = creerPortail({ structures: { relais: { permanences: [lundi] } } });
    const [premiere] = listPermanencesByCommune(communeDe(portail, 'Castelnoir'), 14, portail);
    expect(premiere?.date).toBe('2026-12-07');
  });

  it('follow a date that was moved to another commune', () => {
    const reporte = mardi({
      exceptions: [
        {
          type: 'report',
          de: '2026-12-08',
          vers: '2026-12-10',
          lieu: 'salle-sauvecombe',
          motif: 'salle prise',
        },
      ],
    });
    const portail = creerPortail({ structures: { relais: { permanences: [reporte] } } });
    const ici = (nom: string) => visiblesDe(vueDe(portail, nom).ici).map(({ occurrence }) => occurrence.date);
    expect(ici('Sauvecombe')).toEqual(['2026-12-10']);
    expect(ici('Castelnoir')).toEqual(['2026-12-01', '2026-12-15']);
    expect(vueDe(portail, 'Sauvecombe').surPlace).toEqual([]);
  });

  it('are shortened to the next of each service where there would be too many', () => {
    const tousLesJours = mardi({
      rythme: {
        type: 'hebdomadaire',
        jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
      },
    });
    const portail = creerPortail({
      structures: {
        a: { nom: 'Service A', permanences: [tousLesJours] },
        b: {
          nom: 'Service B',
          permanences: [mardi({ creneaux: [{ debut: '14:00', fin: '15:00' }] }), tousLesJours].map(
            (p, rang) => ({ ...p, id: `p${rang}` }),
          ),
        },
      },
    });
    expect(
      visiblesDe(vueDe(portail, 'Castelnoir').ici).map(({ occurrence: { date, structure } }) => [
        date,
        structure.slug,
      ]),
    ).toEqual([
      ['2026-12-01', 'a'],
      ['2026-12-01', 'b'],
    ]);
  });

  it('around it are one a service, within fifteen kilometres, soonest first', () => {
    const portail = creerPortail({
      communes: [...COMMUNES, ELOIGNEE],
      lieux: { loin: { nom: 'Salle de Loin', commune: '99009' } },
      structures: {
        relais: { nom: 'Relais', permanences: [mardi({ lieu: 'mairie-lostalgues' })] },
        creche: {
          nom: 'Crèche',
          permanences: [
            mardi({ lieu: 'salle-sauvecombe', rythme: { type: 'hebdomadaire', jours: ['jeudi'] } }),
          ],
        },
        bus: { permanences: [mardi({ lieu: 'loin' })] },
      },
    });
    const { autour } = vueDe(portail, 'Castelnoir');
    expect(
      visiblesDe(autour).map(({ occurrence, km }) => [
        occurrence.date,
        occurrence.commune?.nom,
        km?.toFixed(1),
      ]),
    ).toEqual([
      ['2026-12-01', 'Lostalgues', '5.6'],
      ['2026-12-03', 'Sauvecombe', '11.1'],
    ]);
  });
});

describe('the tours that stop in a commune', () => {
  const arrets = ['mairie-castelnoir', 'mairie-lostalgues', 'salle-sauvecombe', 'ecole'].map((lieu, rang) =>
    mardi({ id: lieu, lieu, ordre: rang + 1 }),
  );

  it('are shown with the rank of each stop', () => {
    const portail = creerPortail({
      lieux: { ecole: { nom: 'École', commune: '99001' } },
      structures: {
        bus: { nom: 'Bus', permanences: arrets },
        fixe: { nom: 'Relais', permanences: [mardi()] },
        futur: { nom: 'Futur bus', statut: 'ferme-temporairement', permanences: arrets },
      },
    });
    const { tournees } = vueDe(portail, 'Castelnoir');
    expect(
      tournees.map(({ structure, arrets: ici, total }) => [
        structure.slug,
        ici.map(({ lieu, rang }) => `${lieu.nom} ${rang}`),
        total,
      ]),
    ).toEqual([['bus', ['Mairie de Castelnoir 1', 'École 4'], 4]]);
  });
});

describe('the events of a commune', () => {
  it('are those to come that concern it, each once', () => {
    const portail = creerPortail({
      evenements: {
        ici: {
          seances: [
            { du: '2026-12-05', commune: '99001' },
            { du: '2026-12-06', commune: '99001' },
          ],
        },
        'par-lieu': { seances: [{ du: '2026-12-04', lieu: 'mairie-castelnoir' }] },
        'sans-date': { periode: 'chaque été', communes: ['99001', '99002'] },
        passe: { seances: [{ du: '2026-11-28', commune: '99001' }] },
        ailleurs: { seances: [{ du: '2026-12-05', commune: '99002' }] },
        interne: { visibilite: 'professionnels', seances: [{ du: '2026-12-05', commune: '99001' }] },
      },
    });
    expect(slugs(vueDe(portail, 'Castelnoir').evenements)).toEqual(['par-lieu', 'ici', 'sans-date']);
  });
});
