import { describe, expect, it } from 'vitest';
import {
  serializeJsonLd,
  toArticleJsonLd,
  toCommuneJsonLd,
  toEvenementJsonLd,
  toPortailJsonLd,
  toStructureJsonLd,
} from '../../../src/domain/export/json-ld';
import { type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];
type EvenementEcrit = NonNullable<PortailEcrit['evenements']>[string];

/** As a search engine reads it. */
function structure(fiche: Fiche, options: PortailEcrit = {}): Record<string, unknown> {
  const portail = creerPortail({ ...options, structures: { relais: fiche } });
  return JSON.parse(serializeJsonLd(toStructureJsonLd(structureDe(portail), portail))) as Record<
    string,
    unknown
  >;
}
function evenement(ecrit: EvenementEcrit): Record<string, unknown>[] {
  const portail = creerPortail({ evenements: { fete: ecrit } });
  return JSON.parse(serializeJsonLd(toEvenementJsonLd(portail.evenements[0]!, portail))) as Record<
    string,
    unknown
  >[];
}

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const horaires = (du: string, au = du, opens = '09:00', closes = '12:00') => ({
  '@type': 'OpeningHoursSpecification',
  opens,
  closes,
  validFrom: du,
  validThrough: au,
});

describe('JSON-LD of a structure', () => {
  it('says what it is, where, for whom and how to reach it', () => {
    expect(
      structure({
        lieu: 'mairie-castelnoir',
        zone: 'territoire',
        tarif: { gratuit: true },
        site: 'https://relais.example',
        contacts: [{ telephone: '05 36 49 01 01', courriel: 'relais@val.example' }],
        permanences: [jeudi],
      }),
    ).toEqual({
      '@context': 'https://schema.org',
      '@type': 'GovernmentOffice',
      '@id': 'https://val-fictif.example/structures/relais/',
      name: 'Relais petite enfance',
      description: 'Pour trouver une assistante maternelle.',
      url: 'https://val-fictif.example/structures/relais/',
      sameAs: 'https://relais.example',
      telephone: '+33536490101',
      email: 'relais@val.example',
      areaServed: { '@type': 'AdministrativeArea', name: 'Communauté de communes du Val Fictif' },
      address: {
        '@type': 'PostalAddress',
        streetAddress: '1, place de l’Église',
        postalCode: '99100',
        addressLocality: 'Castelnoir',
        addressCountry: 'FR',
      },
      geo: { '@type': 'GeoCoordinates', latitude: 44.2012, longitude: 2.6034 },
      isAccessibleForFree: true,
      openingHoursSpecification: [horaires('2026-12-03'), horaires('2026-12-10')],
    });
  });

  it('gives fourteen days of hours, from the day of the build, days in a row together', () => {
    const ouverture = {
      ...jeudi,
      rythme: {
        type: 'hebdomadaire' as const,
        jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'] as (
          'lundi' | 'mardi' | 'mercredi' | 'jeudi' | 'vendredi'
        )[],
      },
    };
    expect(
      structure({
        permanences: [
          {
            ...ouverture,
            creneaux: [
              { debut: '09:00', fin: '12:00' },
              { debut: '14:00', fin: '17:00' },
            ],
          },
        ],
      })['openingHoursSpecification'],
    ).toEqual([
      horaires('2026-12-01', '2026-12-04'),
      horaires('2026-12-01', '2026-12-04', '14:00', '17:00'),
      horaires('2026-12-07', '2026-12-11'),
      horaires('2026-12-07', '2026-12-11', '14:00', '17:00'),
      horaires('2026-12-14'),
      horaires('2026-12-14', '2026-12-14', '14:00', '17:00'),
    ]);
  });

  it('follows the moves and skips what is cancelled', () => {
    const exceptions: NonNullable<Fiche['permanences']>[number]['exceptions'] = [
      { type: 'annulation', du: '2026-12-03', motif: 'agent en formation' },
      { type: 'report', de: '2026-12-10', vers: '2026-12-11', motif: 'salle prise' },
    ];
    expect(structure({ permanences: [{ ...jeudi, exceptions }] })['openingHoursSpecification']).toEqual([
      horaires('2026-12-11'),
    ]);
  });

  it('follows a move to another place', () => {
    const report = {
      type: 'report',
      de: '2026-12-10',
      vers: '2026-12-11',
      motif: 'salle prise',
      lieu: 'salle-sauvecombe',
    } as const;
    expect(structure({ permanences: [{ ...jeudi, exceptions: [report] }] })).toMatchObject({
      location: [
        { name: 'Mairie de Castelnoir', openingHoursSpecification: [horaires('2026-12-03')] },
        { name: 'Salle de Sauvecombe', openingHoursSpecification: [horaires('2026-12-11')] },
      ],
    });
  });

  it('claims no hours that are unknown or that nobody confirmed', () => {
    expect(structure({ verifications: {}, permanences: [jeudi] })).not.toHaveProperty(
      'openingHoursSpecification',
    );
    for (const creneaux of [[], [{ debut: '09:00' }], [{ moment: 'matin' as const }]]) {
      expect(structure({ permanences: [{ ...jeudi, creneaux }] })).not.toHaveProperty(
        'openingHoursSpecification',
      );
    }
  });

  it('gives a project or a closed service no hours anywhere, and says what it is', () => {
    const descriptions = (['en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const).map(
      (statut) => {
        const jsonLd = structure({
          statut,
          permanences: [jeudi, { ...jeudi, id: 'b', lieu: 'mairie-lostalgues' }],
        });
        expect(JSON.stringify(jsonLd)).not.toContain('OpeningHours');
        return jsonLd['description'];
      },
    );
    expect(descriptions).toEqual([
      'En projet : Pour trouver une assistante maternelle.',
      'Fermé pour le moment : Pour trouver une assistante maternelle.',
      'Fermé définitivement : Pour trouver une assistante maternelle.',
    ]);
  });

  it('puts the hours of a tour on each of its stops', () => {
    const { location, ...rest } = structure({
      permanences: [
        jeudi,
        { ...jeudi, id: 'b', lieu: 'mairie-lostalgues', creneaux: [{ debut: '14:00', fin: '16:00' }] },
      ],
    });
    expect(rest).not.toHaveProperty('openingHoursSpecification');
    expect(location).toMatchObject([
      {
        '@type': 'Place',
        name: 'Mairie de Castelnoir',
        openingHoursSpecification: [horaires('2026-12-03'), horaires('2026-12-10')],
      },
      {
        '@type': 'Place',
        name: 'Mairie de Lostalgues',
        openingHoursSpecification: [
          horaires('2026-12-03', '2026-12-03', '14:00', '16:00'),
          horaires('2026-12-10', '2026-12-10', '14:00', '16:00'),
        ],
      },
    ]);
  });

  it('gives hours to a place, never to an organisation', () => {
    const association = structure({ type: 'association', permanences: [jeudi], tarif: { gratuit: false } });
    expect(association).toMatchObject({
      '@type': 'Organization',
      location: [{ '@type': 'Place', isAccessibleForFree: false }],
    });
    expect(association).not.toHaveProperty('openingHoursSpecification');
    expect(association).not.toHaveProperty('isAccessibleForFree');
  });

  it('does not take the middle of a commune for an address', () => {
    expect(structure({ lieu: 'mairie-lostalgues' })).not.toHaveProperty('geo');
  });

  it('names the communes served', () => {
    expect(structure({ zone: ['99001', '99003'] })['areaServed']).toEqual([
      { '@type': 'AdministrativeArea', name: 'Castelnoir', identifier: '99001' },
      { '@type': 'AdministrativeArea', name: 'Sauvecombe', identifier: '99003' },
    ]);
  });

  it('leaves a national short number as it is dialled', () => {
    expect(structure({ contacts: [{ telephone: '39 19' }] })['telephone']).toBe('3919');
  });
});

describe('JSON-LD of an event', () => {
  const seance = { du: '2026-12-12', debut: '14:00', fin: '17:00', lieu: 'mairie-castelnoir' };

  it('says when, where and in what state', () => {
    expect(evenement({ seances: [seance], gratuit: true, organisateur: 'Ludothèque' })).toMatchObject([
      {
        '@type': 'Event',
        name: 'Fête du jeu',
        startDate: '2026-12-12T14:00:00+01:00',
        endDate: '2026-12-12T17:00:00+01:00',
        eventStatus: 'https://schema.org/EventScheduled',
        location: {
          '@type': 'Place',
          name: 'Mairie de Castelnoir',
          address: { addressLocality: 'Castelnoir' },
        },
        organizer: { name: 'Ludothèque' },
        isAccessibleForFree: true,
        url: 'https://val-fictif.example/agenda/#fete',
      },
    ]);
  });

  it('gives a day, not midnight, when the hour is unknown', () => {
    expect(evenement({ seances: [{ du: '2026-12-12', commune: '99002' }] })[0]).toMatchObject({
      startDate: '2026-12-12',
      location: { name: 'Lostalgues' },
    });
    expect(evenement({ seances: [{ du: '2026-12-12' }] })[0]).not.toHaveProperty('endDate');
    expect(evenement({ seances: [{ du: '2026-12-12', au: '2026-12-14' }] })[0]).toMatchObject({
      startDate: '2026-12-12',
      endDate: '2026-12-14',
    });
  });

  it('tells a cancellation and a postponement', () => {
    const etat = (statut: 'annule' | 'reporte') =>
      evenement({ seances: [seance], statut })[0]!['eventStatus'];
    expect([etat('annule'), etat('reporte')]).toEqual([
      'https://schema.org/EventCancelled',
      'https://schema.org/EventPostponed',
    ]);
  });

  it('says nothing of dates that are over, of projects and of events without date', () => {
    expect(evenement({ seances: [{ du: '2026-11-30' }, seance] })).toHaveLength(1);
    expect(evenement({ seances: [seance], statut: 'en-projet' })).toEqual([]);
    expect(evenement({ periode: 'chaque été' })).toEqual([]);
  });
});

describe('JSON-LD of the other pages', () => {
  it('places a commune in its territory', () => {
    const portail = creerPortail();
    expect(toCommuneJsonLd(portail.communes[0]!, portail)).toMatchObject({
      '@type': 'AdministrativeArea',
      name: 'Castelnoir',
      identifier: '99001',
      url: 'https://val-fictif.example/communes/castelnoir/',
      containedInPlace: { name: 'Communauté de communes du Val Fictif' },
    });
  });

  it('describes the site', () => {
    expect(toPortailJsonLd(creerPortail())).toMatchObject({
      '@type': 'WebSite',
      url: 'https://val-fictif.example/',
    });
  });

  it('dates an article by its last verification', () => {
    const portail = creerPortail({
      guide: {
        'garder-mon-bebe': {
          titre: 'Qui peut garder mon bébé ?',
          resume: 'Une crèche ou une assistante maternelle.',
          themes: ['petite-enfance'],
          aQuoiCaSert: 'Pour reprendre le travail ou souffler.',
          pourQui: 'Pour tous les parents d’un enfant.',
          combien: 'Le prix dépend de vos revenus.',
          commentFaire: ['Appelez le relais petite enfance.'],
          types: ['rpe'],
          liens: [{ libelle: 'Le site officiel', url: 'https://monenfant.fr' }],
          verifieLe: '2026-10-01',
        },
      },
    });
    expect(toArticleJsonLd(portail.articles[0]!, portail)).toMatchObject({
      '@type': 'Article',
      headline: 'Qui peut garder mon bébé ?',
      dateModified: '2026-10-01',
      about: [{ name: 'Petite enfance' }],
    });
  });
});

describe('serialisation', () => {
  it('lets no text close the element nor open a comment in it', () => {
    const nom = 'Relais </script><script>alert(1)</script> <!-- & <b>';
    const portail = creerPortail({ structures: { relais: { nom } } });
    const texte = serializeJsonLd(toStructureJsonLd(structureDe(portail), portail));
    expect(texte).not.toContain('<');
    expect((JSON.parse(texte) as { name: string }).name).toBe(nom);
  });
});
