import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ages } from '../../../src/domain/age/age';
import {
  type Situation,
  communeOf,
  communesOf,
  communesServedBy,
  completudeOf,
  couleurOf,
  indexOccurrences,
  isFresh,
  isItinerante,
  isTournee,
  occurrencesOf,
  situationOf,
  stopsOf,
  telephoneOf,
  themesOf,
  welcomes,
} from '../../../src/domain/portail/structure';
import type { Structure } from '../../../src/domain/structure/schema';
import { insecable } from '../../fixtures/insecable';
import { type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

/** A portal that holds this structure, and the structure. */
function avec(fiche: Fiche, ecrit: PortailEcrit = {}) {
  const portail = creerPortail({ ...ecrit, structures: { ...ecrit.structures, essai: fiche } });
  return { portail, structure: structureDe(portail, 'essai') };
}

/** Every Tuesday morning, unless the test says otherwise. 1 December 2026, day of the portal, is a Tuesday. */
const mardi = (champs: Partial<PermanenceEcrite> = {}): PermanenceEcrite => ({
  id: 'accueil',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire', jours: ['mardi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});

type Dates = Extract<Situation, { etat: 'dates' }>;
function datesDe(fiche: Fiche, ecrit: PortailEcrit = {}): Dates {
  const { portail, structure } = avec(fiche, ecrit);
  const situation = situationOf(structure, portail);
  expect(situation.etat).toBe('dates');
  return situation as Dates;
}
const jours = (occurrences: readonly { date: string }[]): string[] => occurrences.map(({ date }) => date);

describe('where a structure is', () => {
  it('is the commune of its place, before the one that it states', () => {
    const { portail, structure } = avec({ lieu: 'salle-sauvecombe', commune: '99001' });
    expect(communeOf(structure, portail)?.nom).toBe('Sauvecombe');
  });

  it('is the commune that it states when it has no place', () => {
    const { portail, structure } = avec({ commune: '99002' });
    expect(communeOf(structure, portail)?.nom).toBe('Lostalgues');
  });

  it('is unknown when nothing says it', () => {
    const { portail, structure } = avec({ horsTerritoire: 'Rodez' });
    expect(communeOf(structure, portail)).toBeUndefined();
    expect(communesOf(structure, portail)).toEqual([]);
  });

  it('is every commune where it holds a permanence, each once, its own first', () => {
    const { portail, structure } = avec({
      lieu: 'mairie-lostalgues',
      permanences: [
        mardi(),
        mardi({ id: 'b', lieu: 'mairie-lostalgues' }),
        mardi({ id: 'c', lieu: 'salle-sauvecombe' }),
        mardi({ id: 'd', lieu: 'mairie-castelnoir' }),
      ],
    });
    expect(communesOf(structure, portail).map(({ nom }) => nom)).toEqual([
      'Lostalgues',
      'Castelnoir',
      'Sauvecombe',
    ]);
  });
});

describe('whom a structure serves', () => {
  const servies = (fiche: Fiche): string[] => {
    const { portail, structure } = avec(fiche);
    return communesServedBy(structure, portail).map(({ nom }) => nom);
  };

  it('is everybody when its zone is the territory', () => {
    expect(servies({ zone: 'territoire' })).toEqual(['Castelnoir', 'Lostalgues', 'Sauvecombe']);
  });

  it('is the communes of its zone, and no other, wherever it stands', () => {
    expect(servies({ zone: ['99003'], commune: '99001' })).toEqual(['Sauvecombe']);
  });

  it('is where one meets it when it states no zone', () => {
    expect(servies({ commune: '99001', permanences: [mardi({ lieu: 'mairie-lostalgues' })] })).toEqual([
      'Castelnoir',
      'Lostalgues',
    ]);
    expect(servies({})).toEqual([]);
  });
});

describe('a structure that moves', () => {
  const trois = [
    mardi(),
    mardi({ id: 'b', lieu: 'mairie-lostalgues' }),
    mardi({ id: 'c', lieu: 'salle-sauvecombe' }),
  ];

  it('is itinerant as soon as it has two places', () => {
    expect(isItinerante(avec({ permanences: trois.slice(0, 1) }).structure)).toBe(false);
    expect(isItinerante(avec({ permanences: [mardi(), mardi({ id: 'b' })] }).structure)).toBe(false);
    expect(isItinerante(avec({ permanences: trois.slice(0, 2) }).structure)).toBe(true);
  });

  it('is a tour in three communes', () => {
    const isTour = (fiche: Fiche, ecrit: PortailEcrit = {}): boolean => {
      const { portail, structure } = avec(fiche, ecrit);
      return isTournee(structure, portail);
    };
    expect(isTour({ permanences: trois.slice(0, 2) })).toBe(false);
    expect(isTour({ permanences: trois })).toBe(true);
  });

  it('is a tour in fewer communes when its stops are numbered', () => {
    const numerote = trois.slice(0, 2).map((permanence, rang) => ({ ...permanence, ordre: rang + 1 }));
    const { portail, structure } = avec({ permanences: numerote });
    expect(isTournee(structure, portail)).toBe(true);
    const seul = avec({ permanences: numerote.slice(0, 1) });
    expect(isTournee(seul.structure, seul.portail)).toBe(false);
  });

  it('is no tour in three places of one commune', () => {
    const { portail, structure } = avec(
      {
        permanences: [
          mardi(),
          mardi({ id: 'b', lieu: 'ecole' }),
          mardi({ id: 'c', lieu: 'poste' }),
          mardi({ id: 'd', lieu: undefined }),
        ],
      },
      {
        lieux: {
          ecole: { nom: 'École', commune: '99001' },
          poste: { nom: 'La Poste', commune: '99001' },
        },
      },
    );
    expect(isItinerante(structure)).toBe(true);
    expect(isTournee(structure, portail)).toBe(false);
  });

  it('stops in the order of its tour, once in each place, with all its permanences there', () => {
    const { structure } = avec({
      permanences: [
        mardi({ id: 'troisieme', lieu: 'salle-sauvecombe', ordre: 3 }),
        mardi({ id: 'premier', lieu: 'mairie-lostalgues', ordre: 1 }),
        mardi({ id: 'retour', lieu: 'mairie-lostalgues', ordre: 4 }),
        mardi({ id: 'deuxieme', ordre: 2 }),
        mardi({ id: 'a-domicile', lieu: undefined }),
      ],
    });
    expect(
      stopsOf(structure).map(({ lieu, permanences }) => [lieu, permanences.map(({ id }) => id)]),
    ).toEqual([
      ['mairie-lostalgues', ['premier', 'retour']],
      ['mairie-castelnoir', ['deuxieme']],
      ['salle-sauvecombe', ['troisieme']],
    ]);
  });
});

describe('what colours a structure', () => {
  it('is the only stage of life of its ages, else that of its type', () => {
    const couleur = (fiche: Fiche) => couleurOf(avec(fiche).structure);
    expect(couleur({ type: 'rpe' })).toBe('0-3-ans');
    expect(couleur({ type: 'bibliotheque', publics: { ages: { deMois: 36, aMois: 100 } } })).toBe('3-11-ans');
    expect(couleur({ type: 'bibliotheque', publics: { ages: { deMois: 0, aMois: 100 } } })).toBe('tous');
    expect(couleur({ type: 'bibliotheque', publics: { ages: { deMois: 140 } } })).toBe('tous');
    expect(couleur({ type: 'point-info-seniors', publics: { ages: { deMois: 140, aMois: 200 } } })).toBe(
      'seniors',
    );
  });

  it('and its themes are its own, else those of its type', () => {
    expect(themesOf(avec({ type: 'rpe' }).structure)).toEqual(['petite-enfance', 'parentalite']);
    expect(themesOf(avec({ type: 'rpe', themes: ['emploi'] }).structure)).toEqual(['emploi']);
  });
});

describe('what to tell a family about when to come', () => {
  const situation = (fiche: Fiche, ecrit: PortailEcrit = {}): Situation => {
    const { portail, structure } = avec(fiche, ecrit);
    return situationOf(structure, portail);
  };

  it.each(['en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const)(
    'is « %s » before anything else, and nothing is next',
    (statut) => {
      const fiche = { statut, statutPrecision: 'Travaux.', permanences: [mardi()] };
      expect(situation(fiche)).toEqual({ etat: statut, precision: 'Travaux.' });
      const { portail, structure } = avec(fiche);
      expect(occurrencesOf(structure, portail)).toEqual([]);
    },
  );

  it('is « not filled in » without any hour', () => {
    expect(situation({})).toEqual({ etat: 'non-renseigne' });
    expect(situation({ acces: 'libre' })).toEqual({ etat: 'non-renseigne' });
  });

  it('is « by appointment » when a permanence, or the structure itself, says so', () => {
    expect(situation({ acces: 'sur-rendez-vous' })).toEqual({ etat: 'sur-rendez-vous' });
    const permanences = [mardi({ rythme: { type: 'sur-rendez-vous' }, creneaux: [] })];
    expect(situation({ permanences })).toEqual({ etat: 'sur-rendez-vous' });
  });

  it('is what the source says of an undetermined rhythm, without inventing a date', () => {
    const communiquee = mardi({ rythme: { type: 'date-communiquee', precision: 'une soirée par mois' } });
    const rendezVous = mardi({ id: 'b', rythme: { type: 'sur-rendez-vous' } });
    expect(situation({ permanences: [rendezVous, communiquee] })).toEqual({
      etat: 'date-communiquee',
      precision: 'une soirée par mois',
    });
  });

  it('is the dates announced so far, then again the rhythm once they are over', () => {
    const annoncees = (dates: string[]): Fiche => ({
      permanences: [mardi({ rythme: { type: 'date-communiquee', precision: 'une soirée par mois', dates } })],
    });
    expect(jours(datesDe(annoncees(['2026-11-10', '2026-12-08'])).prochaines)).toEqual(['2026-12-08']);
    expect(situation(annoncees(['2026-11-10']))).toEqual({
      etat: 'date-communiquee',
      precision: 'une soirée par mois',
    });
  });

  it('is the dates added to a permanence by appointment', () => {
    const fiche: Fiche = {
      permanences: [
        mardi({
          rythme: { type: 'sur-rendez-vous' },
          exceptions: [{ type: 'ajout', date: '2026-12-10', motif: 'portes ouvertes' }],
        }),
      ],
    };
    expect(jours(datesDe(fiche).prochaines)).toEqual(['2026-12-10']);
    expect(situation(fiche, { aujourdhui: '2026-12-11' })).toEqual({ etat: 'sur-rendez-vous' });
  });

  it('is the coming dates, in order, from the day of the build', () => {
    const { prochaines } = datesDe({
      permanences: [
        mardi({ id: 'apres-midi', creneaux: [{ debut: '14:00', fin: '17:00' }] }),
        mardi({ id: 'matin' }),
        mardi({ id: 'jeudi', rythme: { type: 'hebdomadaire', jours: ['jeudi'] } }),
      ],
    });
    expect(prochaines.slice(0, 4).map(({ date, permanence }) => [date, permanence])).toEqual([
      ['2026-12-01', 'matin'],
      ['2026-12-01', 'apres-midi'],
      ['2026-12-03', 'jeudi'],
      ['2026-12-08', 'matin'],
    ]);
    expect(prochaines.at(-1)!.date <= '2027-03-31').toBe(true);
  });

  it.each([
    ['whose hours are unknown', []],
    ['of a whole morning', [{ moment: 'matin' as const }]],
    ['that ended at midnight', [{ debut: '20:00', fin: '00:00' }]],
  ])('leaves out a date of yesterday %s', (_, creneaux) => {
    const lundi = mardi({ rythme: { type: 'hebdomadaire', jours: ['lundi'] }, creneaux });
    expect(jours(datesDe({ permanences: [lundi] }).prochaines)[0]).toBe('2026-12-07');
  });

  it('keeps the slot of yesterday that passed midnight: people are still there', () => {
    const lundi = mardi({
      rythme: { type: 'hebdomadaire', jours: ['lundi'] },
      creneaux: [{ debut: '20:00', fin: '02:00' }],
    });
    const [premiere] = datesDe({ permanences: [lundi] }).prochaines;
    expect(premiere).toMatchObject({
      date: '2026-11-30',
      debutIso: '2026-11-30T20:00:00+01:00',
      finIso: '2026-12-01T02:00:00+01:00',
    });
  });

  it('keeps a date of today that starts at midnight', () => {
    const minuit = mardi({ creneaux: [{ debut: '00:00' }] });
    expect(jours(datesDe({ permanences: [minuit] }).prochaines)[0]).toBe('2026-12-01');
  });

  it('tells apart the dates that will be, those cancelled and those moved', () => {
    const { prochaines, annulees } = datesDe({
      permanences: [
        mardi({
          exceptions: [
            { type: 'annulation', du: '2026-12-08', motif: 'agent en formation' },
            { type: 'report', de: '2026-12-15', vers: '2026-12-17', motif: 'salle prise' },
          ],
        }),
      ],
    });
    expect(jours(prochaines).slice(0, 3)).toEqual(['2026-12-01', '2026-12-17', '2026-12-22']);
    expect(annulees.map(({ date, statut, motif, reporteeAu }) => [date, statut, motif, reporteeAu])).toEqual([
      ['2026-12-08', 'annulee', 'agent en formation', undefined],
      ['2026-12-15', 'reportee', 'salle prise', '2026-12-17'],
    ]);
  });

  it('announces a cancelled day once, whatever its slots', () => {
    const annulation = { type: 'annulation' as const, du: '2026-12-08', motif: 'agent en formation' };
    const { annulees } = datesDe({
      permanences: [
        mardi({
          creneaux: [
            { debut: '09:00', fin: '12:00' },
            { debut: '14:00', fin: '17:00' },
          ],
          exceptions: [annulation],
        }),
        mardi({ id: 'ailleurs', lieu: 'mairie-lostalgues', exceptions: [annulation] }),
      ],
    });
    expect(annulees.map(({ date, lieu }) => [date, lieu])).toEqual([
      ['2026-12-08', 'mairie-castelnoir'],
      ['2026-12-08', 'mairie-lostalgues'],
    ]);
  });

  it('does not list day by day what a closure of the whole structure says in one sentence', () => {
    const { annulees, fermetures } = datesDe({
      permanences: [mardi({ exceptions: [{ type: 'annulation', du: '2027-01-19', motif: 'travaux' }] })],
      fermetures: [{ du: '2026-12-07', au: '2026-12-18', motif: 'travaux' }],
    });
    // The cancelled Tuesday of January has the same reason but lies outside the closure.
    expect(jours(annulees)).toEqual(['2027-01-19']);
    expect(fermetures).toHaveLength(1);
  });

  it('is « to be confirmed » when nobody verified the hours for a year', () => {
    const statut = (verifications: Fiche['verifications'], verifieLe?: string): string =>
      datesDe({ verifications, permanences: [mardi(verifieLe === undefined ? {} : { verifieLe })] })
        .prochaines[0]!.statut;
    expect(statut({ horaires: '2026-11-02' })).toBe('confirmee');
    expect(statut({ horaires: '2025-11-02' })).toBe('a-confirmer');
    expect(statut({})).toBe('a-confirmer');
    // What was confirmed of one permanence counts before what was of the whole entry.
    expect(statut({ horaires: '2025-11-02' }, '2026-11-20')).toBe('confirmee');
    expect(statut({ horaires: '2026-11-02' }, '2025-11-20')).toBe('a-confirmer');
  });

  it('gives to each date its place, its commune and its access', () => {
    const { prochaines } = datesDe({
      lieu: 'salle-sauvecombe',
      acces: 'libre',
      permanences: [
        mardi({ id: 'a', acces: 'sur-inscription', libelle: 'atelier' }),
        mardi({ id: 'b', lieu: undefined }),
      ],
    });
    expect(
      prochaines
        .slice(0, 2)
        .map(({ place, commune, acces, libelle }) => [place?.nom, commune?.nom, acces, libelle]),
    ).toEqual([
      ['Mairie de Castelnoir', 'Castelnoir', 'sur-inscription', 'atelier'],
      ['Salle de Sauvecombe', 'Sauvecombe', 'libre', undefined],
    ]);
  });
});

describe('the closures of a structure, in sentences', () => {
  const textes = (fiche: Fiche, ecrit: PortailEcrit = {}): string[] =>
    datesDe(fiche, ecrit).fermetures.map(({ texte }) => texte);
  const horsVacances = mardi({ filtre: { vacances: { regle: 'exclues' } } });

  it('say when a service that stops for the holidays starts again', () => {
    expect(textes({ permanences: [horsVacances] })).toEqual([
      insecable(
        'Fermé du samedi~19~décembre au dimanche~3~janvier : vacances de Noël, reprise mardi~5~janvier',
      ),
    ]);
  });

  it('look sixty days ahead, and keep the holidays that began', () => {
    const enJanvier = textes({ permanences: [horsVacances] }, { aujourdhui: '2027-01-02' });
    expect(enJanvier).toEqual([
      insecable(
        'Fermé du samedi~19~décembre au dimanche~3~janvier : vacances de Noël, reprise mardi~5~janvier',
      ),
      insecable(
        'Fermé du samedi~6~février au dimanche~21~février : vacances d’hiver, reprise mardi~23~février',
      ),
    ]);
    expect(textes({ permanences: [horsVacances] }, { aujourdhui: '2027-01-04' })).toHaveLength(1);
  });

  it('follow the zone of the territory', () => {
    expect(
      textes(
        { permanences: [horsVacances] },
        { aujourdhui: '2027-02-01', territoire: { zoneScolaire: 'A' } },
      )[0],
    ).toContain(insecable('du samedi~13~février au dimanche~28~février : vacances d’hiver'));
  });

  it('say nothing of the holidays when another permanence goes on', () => {
    expect(textes({ permanences: [horsVacances, mardi({ id: 'jeudi' })] })).toEqual([]);
  });

  it('say nothing of holidays that only a monthly rhythm happens to skip', () => {
    // Stops for Christmas only; the first Tuesday of the month is never in the winter holidays.
    const permanence = mardi({
      rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1] },
      filtre: { vacances: { regle: 'exclues', periodes: ['noel'] } },
    });
    expect(textes({ permanences: [permanence] }, { aujourdhui: '2027-01-15' })).toEqual([]);
  });

  it('say nothing of a long weekend', () => {
    expect(textes({ permanences: [horsVacances] }, { aujourdhui: '2027-05-02' })).not.toContainEqual(
      expect.stringContaining('pont'),
    );
  });

  it('announce a closure with its reason', () => {
    const fermetures = [
      { du: '2026-12-28', au: '2026-12-31', motif: 'congés annuels' },
      { du: '2026-12-08', motif: 'journée de formation' },
    ];
    expect(textes({ permanences: [mardi()], fermetures })).toEqual([
      insecable('Fermé le mardi~8~décembre : journée de formation, reprise mardi~15~décembre'),
      insecable('Fermé du lundi~28~décembre au jeudi~31~décembre : congés annuels, reprise mardi~5~janvier'),
    ]);
  });

  it('do not double the holidays with a closure that covers them', () => {
    const fermetures = [{ du: '2026-12-18', au: '2027-01-05', motif: 'congés annuels' }];
    expect(textes({ permanences: [horsVacances], fermetures })).toEqual([
      insecable(
        'Fermé du vendredi~18~décembre au mardi~5~janvier : congés annuels, reprise mardi~12~janvier',
      ),
    ]);
  });

  it('leave out what is over and what is far', () => {
    const fermetures = [
      { du: '2026-11-09', au: '2026-11-30', motif: 'travaux' },
      { du: '2027-03-01', au: '2027-03-05', motif: 'travaux' },
    ];
    expect(textes({ permanences: [mardi()], fermetures })).toEqual([]);
  });

  it('do not invent a day when nothing starts again', () => {
    const permanence = mardi({ filtre: { validite: { au: '2026-12-15' } } });
    const fermetures = [{ du: '2026-12-14', au: '2026-12-31', motif: 'déménagement' }];
    expect(textes({ permanences: [permanence], fermetures })).toEqual([
      insecable('Fermé du lundi~14~décembre au jeudi~31~décembre : déménagement'),
    ]);
  });
});

describe('a confirmation', () => {
  it.each([
    ['2025-12-01', '2026-12-01', true],
    ['2025-12-01', '2026-12-02', false],
    ['2025-12-31', '2026-12-31', true],
    ['2025-12-31', '2027-01-01', false],
    ['2025-01-31', '2026-01-31', true],
    ['2025-01-31', '2026-02-01', false],
    ['2024-02-29', '2025-02-28', true],
    ['2024-02-29', '2025-03-01', false],
    ['2023-02-28', '2024-02-28', true],
    ['2023-02-28', '2024-02-29', false],
  ])('of %s is, on %s, recent enough: %s', (verifieLe, aujourdhui, attendu) => {
    expect(isFresh(verifieLe, 'horaires', aujourdhui)).toBe(attendu);
  });

  it('that was never given is not recent', () => {
    expect(isFresh(undefined, 'contact', '2026-12-01')).toBe(false);
  });
});

describe('what an entry lacks', () => {
  it('is told of the five minimal fields', () => {
    expect(completudeOf(avec({}).structure)).toEqual({
      role: true,
      contact: false,
      horaires: false,
      telephone: false,
      courriel: false,
    });
    expect(
      completudeOf(
        avec({
          contacts: [
            { fonction: 'accueil' },
            { telephone: '05 36 49 00 12', courriel: 'relais@val-fictif.example' },
          ],
          permanences: [mardi()],
        }).structure,
      ),
    ).toEqual({ role: true, contact: true, horaires: true, telephone: true, courriel: true });
  });

  it('does not count what only professionals see', () => {
    const structure = avec({
      contacts: [{ fonction: 'directrice', telephone: '05 36 49 00 12', visibilite: 'professionnels' }],
    }).structure;
    expect(completudeOf(structure)).toMatchObject({ contact: false, telephone: false });
    expect(telephoneOf(structure)).toBeUndefined();
  });

  it('the call button takes the first public phone', () => {
    const contacts = [
      { courriel: 'relais@val-fictif.example' },
      { telephone: '05 36 49 00 11', visibilite: 'professionnels' as const },
      { telephone: '05 36 49 00 12' },
      { telephone: '05 36 49 00 13' },
    ];
    expect(telephoneOf(avec({ contacts }).structure)).toBe('05 36 49 00 12');
  });
});

describe('whom a structure welcomes', () => {
  const mois = fc.integer({ min: -9, max: 240 });
  const ages: fc.Arbitrary<Ages> = fc
    .tuple(mois, mois, fc.boolean())
    .map(([a, b, ouvert]) => (ouvert ? { deMois: a } : { deMois: Math.min(a, b), aMois: Math.max(a, b) }));
  const dans = (age: number, { deMois, aMois }: Ages): boolean =>
    age >= deMois && (aMois === undefined || age <= aMois);

  it('is a child of that age, no more, no less: month by month', () => {
    const { structure } = avec({});
    fc.assert(
      fc.property(ages, ages, (siens, demandes) => {
        const accueillante: Structure = { ...structure, publics: { ages: siens, profils: [] } };
        const partage = Array.from({ length: 300 }, (_, rang) => rang - 9).some(
          (age) => dans(age, siens) && dans(age, demandes),
        );
        expect(welcomes(accueillante, demandes)).toBe(partage);
      }),
      { numRuns: 500 },
    );
  });

  it('is nobody when it is not open, or does not say its ages', () => {
    const tout = { deMois: -9 };
    expect(welcomes(avec({ publics: { ages: tout } }).structure, tout)).toBe(true);
    expect(welcomes(avec({ publics: { ages: tout }, statut: 'en-projet' }).structure, tout)).toBe(false);
    expect(welcomes(avec({}).structure, tout)).toBe(false);
  });
});

describe('the index of what happens', () => {
  it('holds each occurrence once by commune and once by place', () => {
    const { portail } = avec(
      { permanences: [mardi(), mardi({ id: 'b', lieu: 'salle-sauvecombe' })] },
      { structures: { autre: { permanences: [mardi({ lieu: undefined })] } } },
    );
    const toutes = portail.structures.flatMap((structure) => occurrencesOf(structure, portail));
    const { byCommune, byLieu } = indexOccurrences(portail);
    for (const index of [byCommune, byLieu]) {
      const rangees = [...index.values()].flat();
      expect(rangees).toHaveLength(toutes.length);
      expect(new Set(rangees)).toEqual(new Set(toutes));
    }
    expect(byCommune.get(undefined)!.every(({ structure }) => structure.slug === 'autre')).toBe(true);
  });
});
