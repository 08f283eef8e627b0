import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStructure } from '../../../src/domain/portail/fiche';
import { describeLieu } from '../../../src/domain/portail/lieu';
import { listMobilites } from '../../../src/domain/portail/mobilite';
import type { Portail } from '../../../src/domain/portail/portail';
import { communesOf, communesServedBy } from '../../../src/domain/portail/structure';
import { COMMUNES, type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

type Fiche = NonNullable<PortailEcrit['structures']>[string];

const MOBILITES: Record<string, Fiche> = {
  taxi: { nom: 'Taxi du val', type: 'mobilite', zone: 'territoire' },
  navette: { nom: 'Navette du bourg', type: 'mobilite', zone: ['99001'] },
  covoiturage: { nom: 'Covoiturage à venir', type: 'mobilite', zone: 'territoire', statut: 'en-projet' },
};
const lignesDe = (portail: Portail, slug: string) =>
  describeStructure(structureDe(portail, slug), portail).pratique.find(
    ({ terme }) => terme === 'Venir sans voiture',
  )?.lignes;
const nomsPour = (fiche: Fiche, autres: Record<string, Fiche> = MOBILITES) =>
  lignesDe(creerPortail({ structures: { ...autres, essai: fiche } }), 'essai')?.map(({ texte }) => texte);

describe('coming without a car', () => {
  it('is said on the page of a service by the open mobility services of its commune, each a link', () => {
    const portail = creerPortail({ structures: { ...MOBILITES, essai: { commune: '99001' } } });
    expect(lignesDe(portail, 'essai')).toEqual([
      { texte: 'Navette du bourg', href: '/structures/navette/' },
      { texte: 'Taxi du val', href: '/structures/taxi/' },
    ]);
    expect(nomsPour({ commune: '99002' })).toEqual(['Taxi du val']);
  });

  it('counts every commune where a tour stops', () => {
    const permanence = (id: string, lieu: string) => ({
      id,
      lieu,
      rythme: { type: 'hebdomadaire' as const, jours: ['mardi' as const] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
    });
    expect(
      nomsPour({ permanences: [permanence('a', 'salle-sauvecombe'), permanence('b', 'mairie-castelnoir')] }),
    ).toEqual(['Navette du bourg', 'Taxi du val']);
  });

  it.each<[string, Fiche]>([
    ['a mobility service itself', { type: 'mobilite', commune: '99001' }],
    ['a service that is also one of mobility', { autresTypes: ['mobilite'], commune: '99001' }],
    ['a service that comes to one’s home', { aDomicile: true, commune: '99001' }],
    ['a service whose commune nobody knows', { zone: 'territoire' }],
    ['a service outside the territory', { horsTerritoire: 'Rodez' }],
    ['a project', { statut: 'en-projet', commune: '99001' }],
    ['a service closed for now', { statut: 'ferme-temporairement', commune: '99001' }],
  ])('is not spoken of for %s', (_, fiche) => {
    expect(nomsPour(fiche)).toBeUndefined();
  });

  it('is said when a service that comes to one’s home has a place too', () => {
    expect(nomsPour({ aDomicile: true, lieu: 'mairie-castelnoir' })).toHaveLength(2);
  });

  it('says that there are others when nobody told which communes they serve, and leads to their list', () => {
    const autres = { bus: { nom: 'Bus', type: 'mobilite' as const } };
    const portail = creerPortail({ structures: { ...autres, essai: { commune: '99002' } } });
    expect(lignesDe(portail, 'essai')).toEqual([
      { texte: 'autres solutions, communes desservies non renseignées', href: '/types/mobilite/' },
    ]);
    expect(nomsPour({ zone: 'territoire' }, autres)).toBeUndefined();
  });

  it('is said on the page of a place too', () => {
    const portail = creerPortail({ structures: MOBILITES });
    const { pratique } = describeLieu(portail.lieux.get('salle-sauvecombe')!, portail);
    expect(pratique.find(({ terme }) => terme === 'Venir sans voiture')?.lignes).toEqual([
      { texte: 'Taxi du val', href: '/structures/taxi/' },
    ]);
  });

  it('names exactly the open services that serve one of the communes, whatever the territory', () => {
    const codes = COMMUNES.map(({ codeInsee }) => codeInsee);
    const zone = fc.option(
      fc.oneof(fc.constant('territoire' as const), fc.subarray(codes, { minLength: 1 })),
      { nil: undefined },
    );
    const statut = fc.constantFrom('ouvert' as const, 'en-projet' as const, 'ferme-definitivement' as const);
    fc.assert(
      fc.property(
        fc.array(fc.record({ zone, statut }), { maxLength: 5 }),
        fc.constantFrom(...codes),
        (listes, commune) => {
          const structures = Object.fromEntries(
            listes.map((fiche, rang) => [
              `m${rang}`,
              { nom: `Service ${rang}`, type: 'mobilite' as const, ...fiche },
            ]),
          );
          const portail = creerPortail({ structures: { ...structures, essai: { commune } } });
          const attendus = listes.flatMap(({ zone: desservies, statut: etat }, rang) =>
            etat === 'ouvert' && (desservies === 'territoire' || desservies?.includes(commune))
              ? [`Service ${rang}`]
              : [],
          );
          const noms = (lignesDe(portail, 'essai') ?? [])
            .filter(({ href }) => href !== '/types/mobilite/')
            .map(({ texte }) => texte);
          expect(noms).toEqual(attendus);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(TERRITOIRES)('is told for every open service of %s that has a commune', (nom) => {
    const { portail } = lireTerritoire(nom);
    const mobilites = portail.structures.filter(
      ({ type, autresTypes, statut }) =>
        statut === 'ouvert' && (type === 'mobilite' || autresTypes.includes('mobilite')),
    );
    const fautes = portail.structures
      .filter((structure) => structure.statut === 'ouvert' && !mobilites.includes(structure))
      .filter(({ aDomicile }) => !aDomicile)
      .filter((structure) => communesOf(structure, portail).length > 0)
      .filter((structure) => {
        const hrefs = (lignesDe(portail, structure.slug) ?? []).map(({ href }) => href);
        const communes = communesOf(structure, portail);
        return mobilites.some((mobilite) => {
          const desservies = communesServedBy(mobilite, portail);
          if (desservies.length === 0) return !hrefs.includes('/types/mobilite/');
          return (
            communes.some((commune) => desservies.includes(commune)) &&
            !hrefs.includes(`/structures/${mobilite.slug}/`)
          );
        });
      });
    expect(fautes.map(({ slug }) => slug)).toEqual([]);
    expect(mobilites.length).toBeGreaterThan(0);
  });

  it('is none for no commune', () => {
    expect(listMobilites([], creerPortail({ structures: MOBILITES }))).toEqual([]);
  });
});
