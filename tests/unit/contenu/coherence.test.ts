import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/date/date-civile';
import { formatDatePartielle } from '../../../src/domain/date/format';
import { contenu, erreursDe, permanenceEcrite, rapportDe } from '../../fixtures/contenu';
import { insecable } from '../../fixtures/insecable';

const RELAIS = 'structures/relais.yaml';
const ici = (chemin: string, champ: string, valeur: string): string =>
  `val-minimal/${chemin}, champ « ${champ} », valeur « ${valeur} » : `;
const absent = (dossier: string): string =>
  `cette référence ne mène à rien. Créez ${dossier}/nulle-part.yaml, ou corrigez le nom.`;

describe('the minimal content of these tests', () => {
  it('has no error and no warning, so that each test shows its own', () => {
    expect(rapportDe(contenu())).toEqual({ erreurs: [], avertissements: [] });
  });
});

describe('a reference that leads nowhere', () => {
  it.each([
    ['the main place of a structure', RELAIS, { lieu: 'nulle-part' }, 'lieu', 'lieux'],
    [
      'the host of a place',
      'lieux/mairie.yaml',
      { structureHote: 'nulle-part' },
      'structureHote',
      'structures',
    ],
    [
      'the place of a permanence',
      RELAIS,
      { permanences: [permanenceEcrite(), permanenceEcrite({ id: 'ici', lieu: 'nulle-part' })] },
      'permanences.1.lieu',
      'lieux',
    ],
    [
      'the place of an added date',
      RELAIS,
      {
        permanences: [
          permanenceEcrite({
            exceptions: [
              { type: 'ajout', date: '2026-12-17', lieu: 'nulle-part', motif: 'à la demande des familles' },
            ],
          }),
        ],
      },
      'permanences.0.exceptions.0.lieu',
      'lieux',
    ],
    [
      'the place of a moved date',
      RELAIS,
      {
        permanences: [
          permanenceEcrite({
            exceptions: [
              {
                type: 'report',
                de: '2026-12-15',
                vers: '2026-12-17',
                lieu: 'nulle-part',
                motif: 'salle prise',
              },
            ],
          }),
        ],
      },
      'permanences.0.exceptions.0.lieu',
      'lieux',
    ],
    [
      'the structure of an event',
      'evenements/fete-du-jeu.yaml',
      { structure: 'nulle-part' },
      'structure',
      'structures',
    ],
    [
      'the place of a session',
      'evenements/fete-du-jeu.yaml',
      { seances: [{ du: '2026-12-12' }, { du: '2026-12-13', lieu: 'nulle-part' }] },
      'seances.1.lieu',
      'lieux',
    ],
  ])('is refused in %s', (_, chemin, champs, champ, dossier) => {
    expect(erreursDe({ [chemin]: champs })).toEqual([ici(chemin, champ, 'nulle-part') + absent(dossier)]);
  });

  it.each([
    ['the aids of an article', 'commun/guide/garder-mon-bebe.yaml', 'aides', 'aides'],
    ['the articles of a word', 'commun/lexique/relais-petite-enfance.yaml', 'articles', 'guide'],
    ['the aids of a word', 'commun/lexique/relais-petite-enfance.yaml', 'aides', 'aides'],
  ])('is refused in %s', (_, chemin, champ, dossier) => {
    expect(erreursDe({ [chemin]: { [champ]: ['nulle-part'] } })).toEqual([
      `${chemin}, champ « ${champ}.0 », valeur « nulle-part » : ${absent(dossier)}`,
    ]);
  });

  it('is not told again when the entry exists but was refused for another reason', () => {
    expect(
      erreursDe({
        'lieux/mairie.yaml': { nom: undefined },
        'lieux/salle.yaml': { commune: 99002 },
        'commun/aides/mode-de-garde.yaml': { lien: 'caf.fr' },
      }).map((erreur) => erreur.split(' : ')[0]),
    ).toEqual([
      'commun/aides/mode-de-garde.yaml, champ « lien », valeur « caf.fr »',
      'val-minimal/lieux/mairie.yaml, champ « nom »',
      'val-minimal/lieux/salle.yaml, champ « commune », valeur « 99002 »',
    ]);
  });

  it('is not told when the file it leads to could not be read', () => {
    const fichiers = contenu().map((fichier) =>
      fichier.slug === 'mairie'
        ? { ...fichier, erreurDeLecture: 'ce fichier ne peut pas être lu.' }
        : fichier,
    );
    expect(rapportDe(fichiers).erreurs).toEqual([
      'val-minimal/lieux/mairie.yaml : ce fichier ne peut pas être lu.',
    ]);
  });

  it('is still told when an entry of the same name was refused in another collection', () => {
    expect(
      erreursDe({
        'structures/nulle-part.yaml': { role: undefined },
        'structures/relais.yaml': { lieu: 'nulle-part' },
      }),
    ).toContain(ici(RELAIS, 'lieu', 'nulle-part') + absent('lieux'));
  });
});

describe('an INSEE code of no commune of the territory', () => {
  const message =
    'ce code INSEE n’est pas celui d’une commune du territoire. Prenez-le dans communes.yaml (ce n’est pas le code postal).';
  const fete = 'evenements/fete-du-jeu.yaml';

  it.each([
    ['a place', 'lieux/salle.yaml', { commune: '99100' }, 'commune'],
    ['a structure', 'structures/accueil-jeunes.yaml', { commune: '99100' }, 'commune'],
    ['a zone', RELAIS, { zone: ['99001', '99100'] }, 'zone.1'],
    ['an event', fete, { communes: ['99100'] }, 'communes.0'],
    ['a session', fete, { seances: [{ du: '2026-12-12', commune: '99100' }] }, 'seances.0.commune'],
  ])('is refused in %s', (_, chemin, champs, champ) => {
    expect(erreursDe({ [chemin]: champs })).toEqual([ici(chemin, champ, '99100') + message]);
  });

  it('is not told when the commune is in the list but its own entry is wrong', () => {
    const communes = contenu().find(({ collection }) => collection === 'communes')!.donnees as object[];
    const [premiere, ...autres] = communes;
    expect(erreursDe({ 'communes.yaml': [{ ...premiere, rayonKm: 'trois' }, ...autres] })).toEqual([
      'val-minimal/communes.yaml, champ « 0.rayonKm », valeur « trois » : on attend un nombre, sans guillemets. À écrire ici : Rayon en kilomètres du disque de même surface : sert à vérifier qu’une position est bien dans les environs.',
    ]);
  });

  it.each([
    ['has no code', [{ nom: 'Castelnoir' }]],
    ['is not a group of fields', ['Castelnoir']],
  ])('is not told when a commune of the list %s: it may be that one', (_, liste) => {
    const erreurs = erreursDe({ 'communes.yaml': liste });
    expect(erreurs.length).toBeGreaterThan(0);
    expect(erreurs.filter((erreur) => !erreur.startsWith('val-minimal/communes.yaml'))).toEqual([]);
  });

  it('is not told when the list of communes is missing: that is said once', () => {
    const fichiers = contenu().filter(({ collection }) => collection !== 'communes');
    expect(rapportDe(fichiers).erreurs).toEqual([
      'communes.yaml : ce fichier manque : il donne la liste des communes. Copiez celui d’un autre territoire et adaptez-le.',
    ]);
  });
});

describe('two entries under the same name', () => {
  it('are refused when only the extension of their files differs', () => {
    expect(erreursDe({ 'structures/relais.yml': { nom: 'Relais bis' } })).toEqual([
      'val-minimal/structures/relais.yml, valeur « relais » : deux fiches ont le même nom de fichier (l’autre est val-minimal/structures/relais.yaml). Gardez-en une seule, ou renommez l’une des deux.',
    ]);
  });

  it.each(['commun/guide/garder-mon-bebe', 'commun/calendrier/2026-2027', 'evenements/fete-du-jeu'])(
    'are refused in each collection: %s',
    (chemin) => {
      expect(erreursDe({ [`${chemin}.yml`]: {} })).toEqual([
        expect.stringContaining('deux fiches ont le même nom de fichier'),
      ]);
    },
  );

  it('are no mistake in two collections', () => {
    expect(erreursDe({ 'lieux/relais.yaml': { nom: 'Maison de la petite enfance' } })).toEqual([]);
  });

  it('are refused among the communes, by their code and by the address of their page', () => {
    const communes = contenu().find(({ collection }) => collection === 'communes')!.donnees as object[];
    const copie = { ...communes[0], nom: 'Castelnoir-le-Vieux' };
    const homonyme = { ...communes[0], codeInsee: '99004', nom: 'CASTELNOIR' };
    expect(erreursDe({ 'communes.yaml': [...communes, copie, homonyme] })).toEqual([
      'val-minimal/communes.yaml, champ « codeInsee », valeur « 99001 » : ce code INSEE est écrit deux fois, pour Castelnoir et pour Castelnoir-le-Vieux. Corrigez-le, ou retirez la commune en double.',
      'val-minimal/communes.yaml, champ « nom », valeur « CASTELNOIR » : deux communes auraient la même adresse de page, Castelnoir (99001) et CASTELNOIR (99004). Corrigez un nom, ou retirez la commune en double.',
    ]);
  });

  it('are refused among the permanences of one structure', () => {
    expect(erreursDe({ [RELAIS]: { permanences: [permanenceEcrite(), permanenceEcrite()] } })).toEqual([
      `${ici(RELAIS, 'permanences.1.id', 'accueil')}deux permanences de cette fiche ont le même id. Donnez à chacune le sien.`,
    ]);
  });

  it('are no mistake among the permanences of two structures', () => {
    expect(
      erreursDe({ 'structures/bis.yaml': { statut: 'ouvert', permanences: [permanenceEcrite()] } }),
    ).toEqual([]);
  });
});

describe('a position', () => {
  const positionne = (lat: number, lon: number): string[] =>
    erreursDe({ 'lieux/mairie.yaml': { position: { lat, lon, precision: 'adresse' } } });
  const conseil = 'Vérifiez la latitude, la longitude (ne sont-elles pas inversées ?) et la commune.';

  it('is refused outside the surroundings of its commune', () => {
    expect(positionne(44.4, 2.6)).toEqual([
      `${ici('lieux/mairie.yaml', 'position', '44.4, 2.6')}cette position est à 22 km du centre de Castelnoir. ${conseil}`,
    ]);
  });

  it('is refused when latitude and longitude were swapped', () => {
    expect(positionne(2.6, 44.2)).toEqual([
      `${ici('lieux/mairie.yaml', 'position', '2.6, 44.2')}cette position est à 6165 km du centre de Castelnoir. ${conseil}`,
    ]);
  });

  it('may be at the tip of a long commune: twice its radius and two kilometres', () => {
    // The commune has a radius of 3 km; a degree of latitude is 111.2 km.
    expect(positionne(44.2 + 7.9 / 111.2, 2.6)).toEqual([]);
    expect(positionne(44.2 + 8.1 / 111.2, 2.6)).toHaveLength(1);
  });
});

describe('a date of end', () => {
  const valable = (au: string, champs: Record<string, unknown> = {}) => ({
    [RELAIS]: {
      permanences: [permanenceEcrite({ filtre: { validite: { du: '2025-09-01', au } }, ...champs })],
    },
  });
  const champ = 'permanences.0.filtre.validite.au';
  const passee = insecable(
    'cette date de fin était déjà passée le 2~novembre~2026, jour de la source ou de la vérification. Corrigez l’année, ou retirez ce qui est terminé.',
  );
  const depuis = 'cette date de fin est passée : plus rien n’est affiché. Reconduisez-la ou retirez-la.';

  it('is an error when it was already past on the day of the last check: the year is surely wrong', () => {
    expect(erreursDe(valable('2026-07-03'))).toEqual([ici(RELAIS, champ, '2026-07-03') + passee]);
  });

  it('is only a warning when it passed since', () => {
    expect(rapportDe(contenu(valable('2026-11-30')))).toEqual({
      erreurs: [],
      avertissements: [ici(RELAIS, champ, '2026-11-30') + depuis],
    });
  });

  it('is accepted on its last day', () => {
    expect(rapportDe(contenu(valable('2026-12-01')))).toEqual({ erreurs: [], avertissements: [] });
    expect(rapportDe(contenu(valable('2026-11-02'))).erreurs).toEqual([]);
  });

  it('counts a confirmation of the permanence itself as a check', () => {
    expect(erreursDe(valable('2026-11-10', { verifieLe: '2026-11-20' }))).toEqual([
      expect.stringContaining(insecable('déjà passée le 20~novembre~2026')),
    ]);
  });

  it.each([
    ['2026-11', '2026-11-01'],
    ['2026', '2026-01-01'],
  ])('takes a source of %s for its first day: nobody knows more', (date, premier) => {
    const seen = (au: string) =>
      rapportDe(
        contenu({
          [RELAIS]: { ...valable(au)[RELAIS], sources: [{ titre: 'Programme', date }], verifications: {} },
        }),
      );
    expect(seen(addDays(premier, -1)).erreurs).toEqual([
      expect.stringContaining(`déjà passée le ${formatDatePartielle(premier)}`),
    ]);
    expect(seen(premier)).toMatchObject({
      erreurs: [],
      avertissements: [expect.stringContaining('est passée')],
    });
  });

  it.each([
    ['last day', { du: '2026-10-19', au: '2026-10-23' }, 'fermetures.0.au', '2026-10-23'],
    ['only day', { du: '2026-10-19' }, 'fermetures.0.du', '2026-10-19'],
  ])('of a closure is checked alike, on its %s', (_, dates, ou, valeur) => {
    const fermetures = [{ ...dates, motif: 'congés' }];
    expect(erreursDe({ [RELAIS]: { fermetures } })).toEqual([ici(RELAIS, ou, valeur) + passee]);
  });

  it('of a closure that ended since the check is a warning', () => {
    const fermetures = [{ du: '2026-11-09', au: '2026-11-13', motif: 'congés' }];
    expect(rapportDe(contenu({ [RELAIS]: { fermetures } }))).toEqual({
      erreurs: [],
      avertissements: [ici(RELAIS, 'fermetures.0.au', '2026-11-13') + depuis],
    });
  });

  it('of an event says nothing once passed: the event leaves the agenda by itself', () => {
    expect(rapportDe(contenu(), '2026-12-25')).toEqual({ erreurs: [], avertissements: [] });
  });

  it.each([
    ['only day', { du: '2025-12-12' }, 'seances.0.du', '2025-12-12'],
    ['last day', { du: '2026-11-12', au: '2026-11-14' }, 'seances.0.au', '2026-11-14'],
  ])('of an event is an error when the check came after its %s', (_, seance, ou, valeur) => {
    expect(erreursDe({ 'evenements/fete-du-jeu.yaml': { seances: [seance] } })).toEqual([
      insecable(
        `${ici('evenements/fete-du-jeu.yaml', ou, valeur)}cette date de fin était déjà passée le 15~novembre~2026, jour de la source ou de la vérification. Corrigez l’année, ou retirez ce qui est terminé.`,
      ),
    ]);
  });
});

describe('what a status promises', () => {
  it('a service still in project has no opening hours', () => {
    expect(erreursDe({ 'structures/accueil-jeunes.yaml': { permanences: [permanenceEcrite()] } })).toEqual([
      'val-minimal/structures/accueil-jeunes.yaml, champ « permanences » : un service en projet n’a pas encore d’horaires. Retirez les permanences, ou passez le statut à « ouvert ».',
    ]);
  });

  const surRendezVous = [permanenceEcrite({ rythme: { type: 'sur-rendez-vous' }, creneaux: [] })];
  const sansMoyen =
    'val-minimal/structures/relais.yaml, champ « contacts » : sur rendez-vous, mais aucun moyen d’en prendre un. Ajoutez un téléphone ou un courriel public.';

  it.each([
    ['no contact at all', []],
    ['a contact that says neither phone nor mail', [{ fonction: 'accueil' }]],
    ['a phone for professionals only', [{ telephone: '05 36 49 00 12', visibilite: 'professionnels' }]],
  ])('a permanence by appointment is refused with %s', (_, contacts) => {
    expect(erreursDe({ [RELAIS]: { permanences: surRendezVous, contacts } })).toEqual([sansMoyen]);
  });

  it.each([{ telephone: '05 36 49 00 12' }, { courriel: 'relais@val-minimal.example' }])(
    'a permanence by appointment is accepted with %j',
    (contact) => {
      expect(erreursDe({ [RELAIS]: { permanences: surRendezVous, contacts: [contact] } })).toEqual([]);
    },
  );
});

describe('a cancelled day', () => {
  const annule = (dates: Record<string, unknown>) =>
    rapportDe(
      contenu({
        [RELAIS]: {
          permanences: [
            permanenceEcrite({ exceptions: [{ type: 'annulation', ...dates, motif: 'agent en formation' }] }),
          ],
        },
      }),
    );

  it('that is no day of the permanence is a warning: the date is surely wrong', () => {
    expect(annule({ du: '2026-12-15' })).toEqual({ erreurs: [], avertissements: [] });
    expect(annule({ du: '2026-12-16' })).toEqual({
      erreurs: [],
      avertissements: [
        `${ici(RELAIS, 'permanences.0.exceptions.0.du', '2026-12-16')}il n’y a pas de permanence ce jour-là : cette annulation ne change rien. Vérifiez la date.`,
      ],
    });
  });

  it('within a range may hold no permanence', () => {
    expect(annule({ du: '2026-12-16', au: '2026-12-18' })).toEqual({ erreurs: [], avertissements: [] });
  });
});

describe('a moved date', () => {
  const reporte = (de: string, champs: Record<string, unknown> = {}) => ({
    [RELAIS]: {
      permanences: [
        permanenceEcrite({
          exceptions: [{ type: 'report', de, vers: '2026-12-17', motif: 'agent en formation' }],
          ...champs,
        }),
      ],
    },
  });
  const message = (de: string): string =>
    `${ici(RELAIS, 'permanences.0.exceptions.0.de', de)}il n’y a pas de permanence ce jour-là : on ne peut pas la reporter. Vérifiez la date.`;

  it('must be a day of the permanence', () => {
    expect(erreursDe(reporte('2026-12-15'))).toEqual([]);
    expect(erreursDe(reporte('2026-12-16'))).toEqual([message('2026-12-16')]);
  });

  it('is no day of a permanence that stops during the holidays', () => {
    const filtre = { vacances: { regle: 'exclues' } };
    expect(erreursDe(reporte('2026-12-22', { filtre }))).toEqual([message('2026-12-22')]);
    expect(erreursDe(reporte('2026-12-15', { filtre }))).toEqual([]);
  });

  it('is not refused past the school calendar, where nobody knows the holidays', () => {
    // The calendar of the fixture stops on 31 July 2027.
    const seulement = { vacances: { regle: 'seulement' } };
    expect(erreursDe(reporte('2027-10-19', { filtre: seulement }))).toEqual([]);
    const avant = { type: 'avant-vacances', jours: ['vendredi'] };
    expect(erreursDe(reporte('2027-10-15', { rythme: avant }))).toEqual([]);
    expect(erreursDe(reporte('2027-10-20'))).toEqual([message('2027-10-20')]);
  });

  it('is not judged while the territory, and so its zone, is unknown', () => {
    const fichiers = contenu(reporte('2026-12-16')).filter(({ collection }) => collection !== 'territoire');
    expect(rapportDe(fichiers).erreurs).toEqual([expect.stringMatching(/^territoire\.yaml : /)]);
  });

  it('does not concern cancelled nor added dates', () => {
    const exceptions = [
      { type: 'annulation', du: '2026-12-16', motif: 'agent en formation' },
      { type: 'ajout', date: '2026-12-16', motif: 'agent en formation' },
    ];
    expect(erreursDe({ [RELAIS]: { permanences: [permanenceEcrite({ exceptions })] } })).toEqual([]);
  });
});

describe('the anchor of « une semaine sur deux »', () => {
  it('is a day of the permanence', () => {
    const rythme = (depuis: string) => ({
      [RELAIS]: {
        permanences: [
          permanenceEcrite({
            rythme: { type: 'hebdomadaire', jours: ['mardi'], intervalle: { semaines: 2, depuis } },
          }),
        ],
      },
    });
    expect(erreursDe(rythme('2026-09-01'))).toEqual([]);
    expect(erreursDe(rythme('2026-09-02'))).toEqual([
      `${ici(RELAIS, 'permanences.0.rythme.intervalle.depuis', '2026-09-02')}cette date est un mercredi, pas un jour de la permanence. Donnez une date où elle a lieu.`,
    ]);
  });
});

describe('the postal code of a place', () => {
  it('is looked at when it is not one of the commune', () => {
    expect(rapportDe(contenu({ 'lieux/mairie.yaml': { codePostal: '99200' } }))).toEqual({
      erreurs: [],
      avertissements: [
        `${ici('lieux/mairie.yaml', 'codePostal', '99200')}le code postal 99200 n’est pas celui de la commune « Castelnoir » : c’est 99100. Corrigez-le.`,
      ],
    });
  });
  it('may be that of its post box', () => {
    const courrier = { codePostal: '99109', adresse: '1 place du Marché, BP 12' };
    expect(rapportDe(contenu({ 'lieux/mairie.yaml': courrier })).avertissements).toEqual([]);
  });
});

describe('the school calendar', () => {
  const avertissement =
    'commun/calendrier, champ « connuJusquau », valeur « 2027-07-31 » : le calendrier scolaire s’arrête bientôt. Après cette date, les permanences liées aux vacances sont « à confirmer ». Ajoutez l’année suivante.';

  it('is asked for five months before its end', () => {
    expect(rapportDe(contenu(), '2027-03-03').avertissements).toEqual([]);
    expect(rapportDe(contenu(), '2027-03-04').avertissements).toEqual([avertissement]);
    expect(rapportDe(contenu(), '2028-01-01').avertissements).toContain(avertissement);
  });

  it('counts to the end of the latest year', () => {
    const suivante = {
      annee: '2027-2028',
      connuDu: '2027-08-01',
      connuJusquau: '2028-08-31',
      periodes: [],
    };
    expect(
      rapportDe(contenu({ 'commun/calendrier/2027-2028.yaml': suivante }), '2027-03-04').avertissements,
    ).toEqual([]);
  });

  it('is necessary', () => {
    const fichiers = contenu().filter(({ collection }) => collection !== 'calendrier');
    expect(rapportDe(fichiers).erreurs).toEqual([
      'commun/calendrier : il n’y a aucun calendrier scolaire. Ajoutez celui de l’année, par exemple 2026-2027.yaml.',
    ]);
  });

  it('is not said to be missing when it is only wrong', () => {
    expect(erreursDe({ 'commun/calendrier/2026-2027.yaml': { annee: '2026' } })).toEqual([
      'commun/calendrier/2026-2027.yaml, champ « annee », valeur « 2026 » : valeur qui ne convient pas. À écrire ici : Année scolaire, par exemple 2026-2027.',
    ]);
  });
});
