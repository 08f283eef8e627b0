import { describe, expect, it } from 'vitest';
import { toAgendaIcs, toStructureIcs, writeCommuneIcs } from '../../../src/domain/export/agendas-ics';
import { comingOccurrences } from '../../../src/domain/export/occurrence';
import type { Portail } from '../../../src/domain/portail/portail';
import { HORIZON } from '../../../src/domain/portail/structure';
import { shift } from '../../fixtures/calendrier';
import { type Vevent, findVevent, listFaults, readIcs, readVevents } from '../../fixtures/icalendar';
import { AUJOURDHUI, type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const jeudi: PermanenceEcrite = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire', jours: ['jeudi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};

function portailAvec(
  permanence: Partial<PermanenceEcrite>,
  fiche: Fiche = {},
  options: PortailEcrit = {},
): Portail {
  return creerPortail({
    ...options,
    structures: { relais: { ...fiche, permanences: [{ ...jeudi, ...permanence }] } },
  });
}
const icsAvec = (...arguments_: Parameters<typeof portailAvec>): string => {
  const portail = portailAvec(...arguments_);
  return toStructureIcs(structureDe(portail), portail);
};
const report = { type: 'report', de: '2026-12-10', vers: '2026-12-11', motif: 'salle prise' } as const;
const commune = (portail: Portail, nom: string) => portail.communes.find((une) => une.nom === nom)!;
const onDay =
  (jour: string) =>
  ({ debut }: Vevent) =>
    debut.startsWith(jour);

describe('calendar of a structure', () => {
  it('holds every coming occurrence, to the letter of the format', () => {
    const portail = portailAvec({}, { contacts: [{ telephone: '05 36 49 01 01' }] });
    const ics = toStructureIcs(structureDe(portail), portail);
    expect(listFaults(ics)).toEqual([]);
    expect(readVevents(ics).map(({ debut, fin }) => [debut, fin])).toEqual(
      comingOccurrences(structureDe(portail), portail).map(({ date }) => [
        `${date}T09:00:00`,
        `${date}T12:00:00`,
      ]),
    );
    expect(readVevents(ics)[0]).toEqual({
      uid: 'relais.jeudi.2026-12-03.0900@val-fictif',
      sequence: 0,
      statut: 'CONFIRMED',
      titre: 'Relais petite enfance',
      lieu: 'Mairie de Castelnoir, 1, place de l’Église, 99100 Castelnoir',
      description: 'Téléphone : 05 36 49 01 01',
      url: 'https://val-fictif.example/structures/relais/',
      isJournee: false,
      debut: '2026-12-03T09:00:00',
      fin: '2026-12-03T12:00:00',
      instant: '2026-12-03T08:00:00.000Z',
    });
  });

  it('reaches the day of the build and the last of the 120 days, and no further', () => {
    const tousLesJours = {
      type: 'hebdomadaire',
      jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    } as const;
    const jours = readVevents(
      icsAvec({
        rythme: { ...tousLesJours, jours: [...tousLesJours.jours] },
        filtre: { joursFeries: 'inclus' },
      }),
    ).map(({ debut }) => debut.slice(0, 10));
    expect([jours[0], jours.at(-1), jours.length]).toEqual([
      AUJOURDHUI,
      shift(AUJOURDHUI, HORIZON),
      HORIZON + 1,
    ]);
  });

  it('gives the same instants as the data, before and after the change of hour of March', () => {
    const portail = portailAvec({});
    const attendus = comingOccurrences(structureDe(portail), portail).map(({ debutIso }) =>
      new Date(debutIso).toISOString(),
    );
    const instants = readVevents(toStructureIcs(structureDe(portail), portail)).map(({ instant }) => instant);
    expect(instants).toEqual(attendus);
    expect(new Set(instants.map((instant) => instant.slice(11, 13)))).toEqual(new Set(['08']));
  });

  it('says 7 h UTC for 9 h in summer', () => {
    const portail = portailAvec({}, {}, { aujourdhui: '2027-03-20' });
    const instants = readVevents(toStructureIcs(structureDe(portail), portail)).map(({ instant }) => instant);
    expect(instants.slice(0, 2)).toEqual(['2027-03-25T08:00:00.000Z', '2027-04-01T07:00:00.000Z']);
  });

  it('never gives the same name to two occurrences', () => {
    const uids = readVevents(
      icsAvec({
        creneaux: [{ debut: '09:00', fin: '10:00' }, { debut: '14:00', fin: '15:00' }, { moment: 'soiree' }],
        exceptions: [
          { type: 'ajout', date: '2026-12-10', motif: 'atelier en plus' },
          { type: 'ajout', date: '2026-12-10', motif: 'encore un atelier' },
          { ...report, vers: '2026-12-17' },
        ],
      }),
    ).map(({ uid }) => uid);
    expect(uids.length).toBeGreaterThan(50);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('tells an added date from an ordinary one at the same hour in another place', () => {
    const ajout = {
      type: 'ajout',
      date: '2026-12-10',
      motif: 'atelier en plus',
      lieu: 'salle-sauvecombe',
    } as const;
    const uids = readVevents(icsAvec({ exceptions: [ajout] }))
      .filter(onDay('2026-12-10'))
      .map(({ uid, lieu }) => [uid, lieu?.slice(0, 6)]);
    expect(uids).toEqual([
      ['relais.jeudi.2026-12-10.0900@val-fictif', 'Mairie'],
      ['relais.jeudi.2026-12-10.0900.2@val-fictif', 'Salle '],
    ]);
  });

  it('gives the position of a building, and none when only the commune is known', () => {
    expect(icsAvec({})).toContain('\r\nGEO:44.2012;2.6034\r\n');
    expect(icsAvec({ lieu: 'mairie-lostalgues' })).not.toContain('GEO');
  });

  it('keeps the name of each occurrence from one build to another', () => {
    const permanence: Partial<PermanenceEcrite> = {
      creneaux: [
        { debut: '14:00', fin: '15:00' },
        { debut: '09:00', fin: '10:00' },
      ],
      exceptions: [
        { ...report, vers: '2026-12-18' },
        { type: 'ajout', date: '2026-12-19', motif: 'portes ouvertes' },
        { type: 'annulation', du: '2027-01-07', motif: 'agent en formation' },
      ],
    };
    const byDebut = (aujourdhui: string) =>
      new Map(readVevents(icsAvec(permanence, {}, { aujourdhui })).map(({ debut, uid }) => [debut, uid]));
    const premier = byDebut('2026-12-01');
    // The tenth is over on the twelfth: only the permanence remembers what the eighteenth replaces.
    for (const jour of ['2026-12-02', '2026-12-12', '2026-12-18', '2027-01-07']) {
      const suivant = byDebut(jour);
      const communs = [...premier].filter(([debut]) => suivant.has(debut));
      expect(communs.length).toBeGreaterThan(20);
      for (const [debut, uid] of communs) expect([debut, suivant.get(debut)]).toEqual([debut, uid]);
    }
  });

  it('is the same, byte for byte, when it is built twice', () => {
    expect(icsAvec({ exceptions: [report] })).toBe(icsAvec({ exceptions: [report] }));
  });

  it('moves an occurrence under the name that it had, with a higher sequence', () => {
    const avant = findVevent(icsAvec({}), onDay('2026-12-10'));
    const ics = icsAvec({
      exceptions: [{ ...report, creneaux: [{ debut: '14:30', fin: '16:00' }], lieu: 'salle-sauvecombe' }],
    });
    const apres = findVevent(ics, ({ uid }) => uid === avant.uid);
    expect(apres.sequence).toBeGreaterThan(avant.sequence);
    expect(apres).toMatchObject({
      statut: 'CONFIRMED',
      titre: 'Relais petite enfance',
      debut: '2026-12-11T14:30:00',
      fin: '2026-12-11T16:00:00',
      lieu: 'Salle de Sauvecombe, Sauvecombe',
      description: 'Remplace la date du jeudi 10 décembre.\nMotif : salle prise.',
    });
    expect(readVevents(ics).filter(onDay('2026-12-10'))).toEqual([]);
  });

  it('withdraws a date moved beyond the horizon', () => {
    const ics = icsAvec({ exceptions: [{ ...report, vers: '2027-06-01' }] });
    expect(findVevent(ics, onDay('2026-12-10'))).toMatchObject({
      uid: 'relais.jeudi.2026-12-10.0900@val-fictif',
      sequence: 1,
      statut: 'CANCELLED',
      titre: 'Reporté : Relais petite enfance',
      description: 'Reporté au mardi 1er juin.\nMotif : salle prise.',
    });
  });

  it('matches two slots with the two that replace them, in the order of the day', () => {
    const creneaux = [
      { debut: '14:00', fin: '17:00' },
      { debut: '09:00', fin: '12:00' },
    ];
    const ics = icsAvec({
      creneaux,
      exceptions: [
        {
          ...report,
          creneaux: [
            { debut: '10:00', fin: '11:00' },
            { debut: '15:00', fin: '16:00' },
          ],
        },
      ],
    });
    expect(
      readVevents(ics)
        .filter(onDay('2026-12-11'))
        .map(({ debut, uid }) => [debut.slice(11, 16), uid]),
    ).toEqual([
      ['10:00', 'relais.jeudi.2026-12-10.0900@val-fictif'],
      ['15:00', 'relais.jeudi.2026-12-10.1400@val-fictif'],
    ]);
  });

  it('withdraws the slot that nothing replaces, and names apart the one that replaces nothing', () => {
    const deux = [
      { debut: '09:00', fin: '12:00' },
      { debut: '14:00', fin: '17:00' },
    ];
    const un = [{ debut: '10:00', fin: '11:00' }];
    const fewer = icsAvec({ creneaux: deux, exceptions: [{ ...report, creneaux: un }] });
    expect(findVevent(fewer, onDay('2026-12-10'))).toMatchObject({
      uid: 'relais.jeudi.2026-12-10.1400@val-fictif',
      statut: 'CANCELLED',
    });
    const more = icsAvec({ creneaux: un, exceptions: [{ ...report, creneaux: deux }] });
    expect(
      readVevents(more)
        .filter(onDay('2026-12-11'))
        .map(({ uid }) => uid),
    ).toEqual(['relais.jeudi.2026-12-10.1000@val-fictif', 'relais.jeudi.2026-12-10.1400.report@val-fictif']);
  });

  it('keeps a cancelled occurrence, under its name, and says why', () => {
    const ics = icsAvec({
      exceptions: [{ type: 'annulation', du: '2026-12-10', motif: 'agent en formation' }],
    });
    expect(findVevent(ics, onDay('2026-12-10'))).toMatchObject({
      uid: 'relais.jeudi.2026-12-10.0900@val-fictif',
      sequence: 1,
      statut: 'CANCELLED',
      titre: 'Annulé : Relais petite enfance',
      description: 'Motif : agent en formation.',
    });
    const fermee = icsAvec({}, { fermetures: [{ du: '2026-12-09', au: '2026-12-11', motif: 'travaux.' }] });
    expect(findVevent(fermee, onDay('2026-12-10'))).toMatchObject({
      statut: 'CANCELLED',
      description: 'Motif : travaux.',
    });
  });

  it('calls tentative what nobody confirmed this year, and asks to call', () => {
    const contacts = [{ telephone: '05 36 49 01 01' }];
    const [vevent] = readVevents(icsAvec({}, { verifications: {}, contacts }));
    expect(vevent).toMatchObject({
      statut: 'TENTATIVE',
      sequence: 0,
      description: 'Horaires à confirmer : appelez avant de venir.\nTéléphone : 05 36 49 01 01',
    });
    const [sansTelephone] = readVevents(icsAvec({}, { verifications: {} }));
    expect(sansTelephone!.description).toBe('Horaires à confirmer.');
  });

  it('gives the whole day when the hours are unknown, and says so', () => {
    const [sansHeure] = readVevents(icsAvec({ creneaux: [] }));
    expect(sansHeure).toMatchObject({
      isJournee: true,
      debut: '2026-12-03',
      fin: '2026-12-04',
      description: 'Heures non renseignées.',
    });
    const [soiree] = readVevents(icsAvec({ creneaux: [{ moment: 'soiree' }] }));
    expect(soiree).toMatchObject({ isJournee: true, description: 'Heures non renseignées (en soirée).' });
  });

  it('gives no end when only the start is known', () => {
    expect(readVevents(icsAvec({ creneaux: [{ debut: '09:00' }] }))[0]).toMatchObject({
      debut: '2026-12-03T09:00:00',
      fin: undefined,
    });
  });

  it('ends the next day when a slot passes midnight', () => {
    const creneaux = [{ debut: '21:00', fin: '06:00' }];
    expect(readVevents(icsAvec({ creneaux }))[0]).toMatchObject({
      debut: '2026-12-03T21:00:00',
      fin: '2026-12-04T06:00:00',
    });
  });

  it('says how one comes in, and what takes place there', () => {
    const [vevent] = readVevents(icsAvec({ acces: 'sur-rendez-vous', libelle: 'Pesée, conseils' }));
    expect(vevent).toMatchObject({
      titre: 'Relais petite enfance (Pesée, conseils)',
      description: 'Sur rendez-vous.',
    });
  });

  it('is empty, and valid, for a project and for a closed service', () => {
    for (const statut of ['en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const) {
      const ics = icsAvec({}, { statut });
      expect(listFaults(ics)).toEqual([]);
      expect(readVevents(ics)).toEqual([]);
    }
  });

  it('says that an invented territory is one, and nothing of the kind elsewhere', () => {
    const description = (fictif: boolean) =>
      readIcs(icsAvec({}, {}, { territoire: { fictif } })).calendrier.getFirstPropertyValue('x-wr-caldesc');
    expect(description(true)).toContain('ce territoire est inventé');
    expect(description(false)).toBe('Pour trouver une assistante maternelle.');
  });

  it('writes an address that stands alone only once', () => {
    const fiche: Fiche = { commune: '99002', adresse: '3 rue Basse, 99100 Lostalgues' };
    const portail = creerPortail({
      structures: { relais: { ...fiche, permanences: [{ ...jeudi, lieu: undefined }] } },
    });
    expect(readVevents(toStructureIcs(structureDe(portail), portail))[0]!.lieu).toBe(
      '3 rue Basse, 99100 Lostalgues',
    );
  });
});

describe('calendar of a commune', () => {
  const tournee = {
    relais: {
      permanences: [
        jeudi,
        {
          ...jeudi,
          id: 'arret',
          lieu: 'mairie-lostalgues',
          creneaux: [{ debut: '14:00', fin: '16:00' }],
          exceptions: [{ ...report, lieu: 'salle-sauvecombe' }],
        },
      ],
    },
  };
  const fete = {
    'fete-du-jeu': {
      seances: [{ du: '2026-12-12', debut: '14:00', fin: '17:00', lieu: 'mairie-lostalgues' }],
    },
    ailleurs: { titre: 'Carnaval', seances: [{ du: '2026-12-12', debut: '14:00', commune: '99001' }] },
  };
  const portail = creerPortail({ structures: tournee, evenements: fete });

  it('holds what takes place there, permanences and events, and nothing else', () => {
    const ics = [...writeCommuneIcs(commune(portail, 'Lostalgues'), portail)].join('');
    expect(listFaults(ics)).toEqual([]);
    expect(new Set(readVevents(ics).map(({ titre, debut }) => `${titre} ${debut.slice(11, 16)}`))).toEqual(
      new Set(['Relais petite enfance 14:00', 'Reporté : Relais petite enfance 14:00', 'Fête du jeu 14:00']),
    );
  });

  it('withdraws here what is moved elsewhere, where it appears under the same name', () => {
    const uid = 'relais.arret.2026-12-10.1400@val-fictif';
    const isIt = (vevent: Vevent) => vevent.uid === uid;
    expect(
      findVevent([...writeCommuneIcs(commune(portail, 'Lostalgues'), portail)].join(''), isIt),
    ).toMatchObject({
      statut: 'CANCELLED',
      debut: '2026-12-10T14:00:00',
    });
    expect(
      findVevent([...writeCommuneIcs(commune(portail, 'Sauvecombe'), portail)].join(''), isIt),
    ).toMatchObject({
      statut: 'CONFIRMED',
      debut: '2026-12-11T14:00:00',
    });
  });

  it('names occurrences and events as the other feeds do', () => {
    const known = new Set(
      [toStructureIcs(structureDe(portail), portail), toAgendaIcs(portail)]
        .flatMap(readVevents)
        .map(({ uid }) => uid),
    );
    for (const une of portail.communes) {
      for (const { uid } of readVevents([...writeCommuneIcs(une, portail)].join('')))
        expect(known).toContain(uid);
    }
  });
});

describe('calendar of the events', () => {
  const agenda = (evenement: NonNullable<PortailEcrit['evenements']>[string]): string =>
    toAgendaIcs(creerPortail({ evenements: { 'fete-du-jeu': evenement } }));

  it('holds a dated event, with what one needs to go', () => {
    const ics = agenda({
      seances: [{ du: '2026-12-12', debut: '14:00', fin: '17:00', lieu: 'mairie-castelnoir' }],
      gratuit: true,
      inscription: 'Sans inscription.',
      telephone: '05 36 49 02 02',
    });
    expect(listFaults(ics)).toEqual([]);
    expect(readVevents(ics)).toEqual([
      {
        uid: 'fete-du-jeu.2026-12-12.1400@agenda.val-fictif',
        sequence: 0,
        statut: 'CONFIRMED',
        titre: 'Fête du jeu',
        lieu: 'Mairie de Castelnoir, 1, place de l’Église, 99100 Castelnoir',
        description: 'On y joue en famille.\nGratuit.\nSans inscription.\nTéléphone : 05 36 49 02 02',
        url: 'https://val-fictif.example/agenda/#fete-du-jeu',
        isJournee: false,
        debut: '2026-12-12T14:00:00',
        fin: '2026-12-12T17:00:00',
        instant: '2026-12-12T13:00:00.000Z',
      },
    ]);
  });

  it('covers every day of a long event, with its hours when both are known', () => {
    const jours = { du: '2026-12-12', au: '2026-12-14', commune: '99001' };
    expect(readVevents(agenda({ seances: [jours] }))[0]).toMatchObject({
      isJournee: true,
      debut: '2026-12-12',
      fin: '2026-12-15',
    });
    expect(readVevents(agenda({ seances: [{ ...jours, debut: '10:00' }] }))[0]).toMatchObject({
      isJournee: true,
      fin: '2026-12-15',
    });
    expect(readVevents(agenda({ seances: [{ ...jours, debut: '10:00', fin: '18:00' }] }))[0]).toMatchObject({
      debut: '2026-12-12T10:00:00',
      fin: '2026-12-14T18:00:00',
    });
  });

  it('keeps an event that started and is not over, and drops those that are', () => {
    const seances = [{ du: '2026-11-28', au: AUJOURDHUI }, { du: '2026-11-29' }];
    expect(readVevents(agenda({ seances })).map(({ debut }) => debut)).toEqual(['2026-11-28']);
  });

  it('shows the state of an event by its status and its title', () => {
    const seances = [{ du: '2026-12-12', commune: '99001' }];
    const etats = (['confirme', 'a-confirmer', 'en-projet', 'annule', 'reporte'] as const).map((statut) => {
      const { titre, statut: ics, sequence } = readVevents(agenda({ seances, statut }))[0]!;
      return [statut, titre, ics, sequence];
    });
    expect(etats).toEqual([
      ['confirme', 'Fête du jeu', 'CONFIRMED', 0],
      ['a-confirmer', 'Fête du jeu', 'TENTATIVE', 0],
      ['en-projet', 'En projet : Fête du jeu', 'TENTATIVE', 0],
      ['annule', 'Annulé : Fête du jeu', 'CANCELLED', 1],
      ['reporte', 'Reporté : Fête du jeu', 'CANCELLED', 1],
    ]);
  });

  it('keeps one name for a date through its states, and one for each of two dates at the same hour', () => {
    const seances = [
      { du: '2026-12-12', lieu: 'mairie-castelnoir' },
      { du: '2026-12-12', lieu: 'mairie-lostalgues' },
    ];
    const uids = (statut: 'confirme' | 'annule') =>
      readVevents(agenda({ seances, statut })).map(({ uid }) => uid);
    expect(uids('annule')).toEqual(uids('confirme'));
    expect(new Set(uids('confirme')).size).toBe(2);
  });

  it('leaves out what has no date and what is not public', () => {
    expect(readVevents(agenda({ periode: 'chaque été' }))).toEqual([]);
    expect(readVevents(agenda({ seances: [{ du: '2026-12-12' }], visibilite: 'professionnels' }))).toEqual(
      [],
    );
  });
});
