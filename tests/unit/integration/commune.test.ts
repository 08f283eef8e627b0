import { describe, expect, it } from 'vitest';
import { isCadre, isOuverte } from '../../../src/domain/integration/adresse';
import {
  type CommuneIntegree,
  findFullest,
  listProchaines,
  toCommuneIntegree,
} from '../../../src/domain/integration/commune';
import { toCadre, toLigne } from '../../../src/domain/integration/ligne';
import { insecable } from '../../fixtures/insecable';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};

function integrate(ecrit: PortailEcrit, nom = 'Castelnoir'): CommuneIntegree {
  const portail = creerPortail(ecrit);
  return toCommuneIntegree(
    portail.communes.find((commune) => commune.nom === nom)!,
    portail,
  );
}

describe('what the site of a town hall is told', () => {
  it('is the next dates held in the commune, with all that one needs to come', () => {
    const lue = integrate({ structures: { relais: { permanences: [jeudi] } } });
    expect(lue).toMatchObject({
      fictif: true,
      site: 'https://val-fictif.example',
      commune: { nom: 'Castelnoir', page: '/communes/castelnoir/', agenda: '/communes/castelnoir.ics' },
    });
    expect(lue.dates[0]).toEqual({
      nom: 'Relais petite enfance',
      page: '/structures/relais/',
      debut: '2026-12-03T09:00:00+01:00',
      fin: '2026-12-03T12:00:00+01:00',
      heures: insecable('9~h~–~12~h'),
      ou: 'Mairie de Castelnoir',
      statut: 'confirme',
    });
    expect(lue.dates).toHaveLength(4);
  });

  it('says nothing of what is held elsewhere, is open most days, or are the hours of the town hall itself', () => {
    const semaine = {
      type: 'hebdomadaire' as const,
      jours: ['lundi' as const, 'mardi' as const, 'jeudi' as const],
    };
    const structures = {
      creche: { nom: 'Crèche', permanences: [{ ...jeudi, rythme: semaine }] },
      relais: { permanences: [{ ...jeudi, lieu: 'mairie-lostalgues' }] },
      mairie: { type: 'mairie' as const, permanences: [jeudi] },
    };
    expect(integrate({ structures }).dates).toEqual([]);
    expect(integrate({ structures }, 'Lostalgues').dates).toHaveLength(4);
  });

  it('says what is cancelled and why, what is moved and to which day', () => {
    const exceptions = [
      { type: 'annulation' as const, du: '2026-12-03', motif: 'agent en formation' },
      { type: 'report' as const, de: '2026-12-10', vers: '2026-12-11', motif: 'salle prise' },
    ];
    const { dates } = integrate({ structures: { relais: { permanences: [{ ...jeudi, exceptions }] } } });
    expect(
      dates.slice(0, 3).map(({ debut, statut, precision }) => [debut.slice(0, 10), statut, precision]),
    ).toEqual([
      ['2026-12-03', 'annule', 'agent en formation'],
      ['2026-12-10', 'reporte', insecable('reporté au vendredi~11~décembre, salle prise')],
      ['2026-12-11', 'confirme', insecable('remplace le jeudi~10~décembre, salle prise')],
    ]);
    // The cancelled date shows, then the one that takes place; the service then waits for its turn.
    expect(listProchaines(dates, 6).map(({ debut }) => debut.slice(0, 10))).toEqual([
      '2026-12-03',
      '2026-12-10',
      '2026-12-11',
    ]);
  });

  it('holds the events of the commune, those of several days with their last one', () => {
    const { dates } = integrate({
      evenements: {
        fete: {
          statut: 'annule',
          statutPrecision: 'À cause de la neige.',
          seances: [{ du: '2026-12-12', au: '2026-12-13', commune: '99001' }],
        },
        loin: { seances: [{ du: '2027-06-12', commune: '99001' }] },
        interne: { visibilite: 'professionnels', seances: [{ du: '2026-12-12', commune: '99001' }] },
        vague: { seances: [], periode: 'chaque hiver', communes: ['99001'] },
      },
    });
    expect(dates).toEqual([
      {
        nom: 'Fête du jeu',
        page: '/agenda/#fete',
        debut: '2026-12-12T00:00:00+01:00',
        fin: '2026-12-14T00:00:00+01:00',
        au: '2026-12-13',
        journee: true,
        statut: 'annule',
        precision: 'À cause de la neige.',
      },
    ]);
  });

  it('stays small however many services pass, and is the same when it is written twice', () => {
    const structures = Object.fromEntries(
      Array.from({ length: 60 }, (_, rang) => [`s${rang}`, { nom: `Service ${rang}`, permanences: [jeudi] }]),
    );
    const lue = integrate({ structures });
    expect(lue.dates).toHaveLength(40);
    expect(JSON.stringify(lue).length).toBeLessThan(16_000);
    expect(JSON.stringify(integrate({ structures }))).toBe(JSON.stringify(lue));
  });

  it('takes as an example the commune that has the most to show', () => {
    const portail = creerPortail({
      structures: { relais: { permanences: [{ ...jeudi, lieu: 'mairie-lostalgues' }] } },
    });
    expect(findFullest(portail).nom).toBe('Lostalgues');
  });
});

describe('what a secretary copies', () => {
  const portail = creerPortail({
    communes: [
      {
        codeInsee: '99001',
        nom: 'Saint-"Jean" & <b>',
        codesPostaux: ['99100'],
        centre: { lat: 44.2, lon: 2.6 },
        rayonKm: 5,
      },
    ],
  });
  const commune = portail.communes[0]!;

  it('is one line, with a link for those who have no script', () => {
    expect(toLigne(commune, portail)).toBe(
      '<script src="https://val-fictif.example/integrer.js" async></script><infos-familles commune="saint-jean-b"><a href="https://val-fictif.example/communes/saint-jean-b/">Ce qui passe à Saint-&#34;Jean&#34; &#38; &#60;b&#62;</a></infos-familles>',
    );
  });

  it('is else a frame, which says what it holds', () => {
    expect(toCadre(commune, portail)).toContain(
      'src="https://val-fictif.example/communes/saint-jean-b/integrer/" title="Ce qui passe à Saint-&#34;Jean&#34; &#38; &#60;b&#62;"',
    );
  });
});

it('opens to other sites what was made for them, and nothing else', () => {
  const cadres = ['/communes/castelnoir/integrer/'];
  const autres = [
    '/',
    '/integrer/',
    '/communes/castelnoir/',
    '/communes/integrer/',
    '/communes/a/b/integrer/',
    '/espace/',
  ];
  expect([...cadres, ...autres].filter(isCadre)).toEqual(cadres);
  const donnees = [
    '/integrer.js',
    '/communes/castelnoir.json',
    '/communes/castelnoir.ics',
    '/themes/sante.xml',
    '/agenda.ics',
    '/donnees/structures.json',
    '/donnees/structures.csv',
  ];
  const reservees = [
    '/sante',
    '/carte/catalogue.json',
    '/cms/api/v1',
    '/espace/',
    '/communes/castelnoir/',
    '/hors-ligne/dates.json',
  ];
  expect([...donnees, ...reservees].filter(isOuverte)).toEqual(donnees);
});
