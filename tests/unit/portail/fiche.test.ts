import { describe, expect, it } from 'vitest';
import { toFicheCard } from '../../../src/domain/portail/fiche-card';
import { describeStructure } from '../../../src/domain/portail/fiche';
import { COMMUNES, type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type PermanenceEcrite = NonNullable<Fiche['permanences']>[number];

const mardi = (champs: Partial<PermanenceEcrite> = {}): PermanenceEcrite => ({
  id: 'accueil',
  rythme: { type: 'hebdomadaire', jours: ['mardi'] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  ...champs,
});
const carteDe = (fiche: Fiche, ecrit: PortailEcrit = {}) => {
  const portail = creerPortail({ ...ecrit, structures: { essai: fiche } });
  return toFicheCard(structureDe(portail), portail);
};
const ficheDe = (fiche: Fiche, ecrit: PortailEcrit = {}) => {
  const portail = creerPortail({ ...ecrit, structures: { essai: fiche, ...ecrit.structures } });
  return describeStructure(structureDe(portail, 'essai'), portail);
};

describe('the card of a structure', () => {
  const quatre = ['mairie-castelnoir', 'mairie-lostalgues', 'salle-sauvecombe', 'quatrieme'].map((lieu) =>
    mardi({ id: lieu, lieu }),
  );
  const ecrit: PortailEcrit = {
    lieux: { quatrieme: { nom: 'École', commune: '99004' } },
    communes: [
      ...COMMUNES,
      {
        codeInsee: '99004',
        nom: 'Vialaret',
        codesPostaux: ['99100'],
        centre: { lat: 44.35, lon: 2.6 },
        rayonKm: 5,
      },
    ],
  };

  it.each<[string, Fiche]>([
    ['Castelnoir', { commune: '99001' }],
    ['Castelnoir et Lostalgues', { permanences: quatre.slice(0, 2) }],
    ['Castelnoir, Lostalgues et Sauvecombe', { permanences: quatre.slice(0, 3) }],
    ['dans 4 communes', { permanences: quatre }],
    ['Rodez (hors du territoire)', { horsTerritoire: 'Rodez', zone: 'territoire' }],
    ['tout le territoire', { zone: 'territoire' }],
    ['commune non renseignée', { zone: ['99001'] }],
  ])('says where: « %s »', (ou, fiche) => {
    expect(carteDe(fiche, ecrit).ou).toBe(ou);
  });

  it.each<[string | undefined, Fiche]>([
    ['Horaires non renseignés', {}],
    ['Sur rendez-vous', { acces: 'sur-rendez-vous' }],
    [
      'Date communiquée par la structure',
      { permanences: [mardi({ rythme: { type: 'date-communiquee', precision: 'un soir par mois' } })] },
    ],
    ['Aucune date annoncée', { permanences: [mardi({ rythme: { type: 'dates', dates: ['2026-11-03'] } })] }],
    [undefined, { permanences: [mardi()] }],
    [undefined, { statut: 'en-projet' }],
    [undefined, { statut: 'ferme-temporairement' }],
  ])('says « %s » when there is no date', (message, fiche) => {
    expect(carteDe(fiche).message).toBe(message);
  });

  it('embeds the coming dates, so that the right one is picked when it is read', () => {
    const { prochaines } = carteDe({ permanences: [mardi()] });
    expect(prochaines[0]?.date).toBe('2026-12-01');
    expect(prochaines.length).toBeGreaterThan(10);
    expect(carteDe({ statut: 'en-projet' }).prochaines).toEqual([]);
  });
});

describe('the page of a structure', () => {
  it('gathers the permanences of its main place with those that name no place', () => {
    const { arrets } = ficheDe({
      lieu: 'mairie-castelnoir',
      permanences: [
        mardi({ id: 'a', lieu: 'salle-sauvecombe' }),
        mardi({ id: 'b', lieu: 'mairie-castelnoir' }),
        mardi({ id: 'c' }),
      ],
    });
    expect(arrets.map(({ lieu, permanences }) => [lieu?.slug, permanences.map(({ id }) => id)])).toEqual([
      ['salle-sauvecombe', ['a']],
      ['mairie-castelnoir', ['b', 'c']],
    ]);
  });

  it('shows permanences without any place, in the commune when it is known', () => {
    expect(ficheDe({ commune: '99002', permanences: [mardi()] }).arrets).toMatchObject([
      { lieu: undefined, commune: 'Lostalgues', permanences: [{ id: 'accueil' }] },
    ]);
  });

  it('leads to its main place, or to the only one of its permanences', () => {
    expect(ficheDe({ lieu: 'salle-sauvecombe' }).lieu?.slug).toBe('salle-sauvecombe');
    const une = ficheDe({ permanences: [mardi({ lieu: 'mairie-castelnoir' })] });
    expect([une.lieu?.slug, une.commune?.nom]).toEqual(['mairie-castelnoir', 'Castelnoir']);
    expect(une.itineraire).toBe('https://www.openstreetmap.org/directions?to=44.2012%2C2.6034');
    expect(
      ficheDe({
        permanences: [mardi({ lieu: 'mairie-castelnoir' }), mardi({ id: 'b', lieu: 'salle-sauvecombe' })],
      }).lieu,
    ).toBeUndefined();
  });

  it('says in words whom it serves', () => {
    const dessert = (fiche: Fiche) =>
      ficheDe(fiche).pratique.find(({ terme }) => terme === 'Dessert')?.lignes[0]?.texte;
    expect(dessert({ zone: 'territoire' })).toBe('tout le territoire (3 communes)');
    expect(dessert({ zone: ['99003', '99001'] })).toBe('Sauvecombe et Castelnoir');
    expect(dessert({})).toBeUndefined();
  });

  it('shows only public ways to reach it', () => {
    const { telephone, courriel } = ficheDe({
      contacts: [
        { telephone: '05 36 49 00 11', courriel: 'interne@val-fictif.example', visibilite: 'professionnels' },
        { telephone: '05 36 49 00 12' },
        { courriel: 'accueil@val-fictif.example' },
      ],
    });
    expect([telephone, courriel]).toEqual(['05 36 49 00 12', 'accueil@val-fictif.example']);
  });

  it('offers a calendar when there are dates, and warns when nobody confirmed them', () => {
    expect(ficheDe({ permanences: [mardi()] })).toMatchObject({
      agenda: '/structures/essai.ics',
      horairesAConfirmer: false,
    });
    expect(ficheDe({ permanences: [mardi()], verifications: {} })).toMatchObject({
      horairesAConfirmer: true,
      frais: { horaires: false, contact: false, tarifs: false },
    });
    expect(ficheDe({}).agenda).toBeUndefined();
  });

  it('suggests open structures of the same type, never itself', () => {
    const { semblables } = ficheDe(
      {},
      {
        structures: {
          b: { nom: 'Relais B' },
          c: { nom: 'Relais C', statut: 'en-projet' },
          d: { nom: 'Crèche', type: 'creche' },
        },
      },
    );
    expect(semblables.map(({ slug }) => slug)).toEqual(['b']);
  });
});

describe('what to bring', () => {
  const aApporterDe = (fiche: Fiche) =>
    ficheDe(fiche).pratique.find(({ terme }) => terme === 'À apporter')?.lignes[0]?.texte;

  it('is said in a sentence', () => {
    expect(aApporterDe({ aApporter: ['le carnet de santé', 'un doudou'] })).toBe(
      'le carnet de santé et un doudou',
    );
  });

  it('is not spoken of when nobody told us', () => {
    expect(aApporterDe({})).toBeUndefined();
  });
});
