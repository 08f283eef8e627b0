import { describe, expect, it } from 'vitest';
import { escapeXml, toFluxAtom } from '../../../src/domain/export/flux-atom';
import { insecable } from '../../fixtures/insecable';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

interface Entree {
  id: string;
  titre: string;
  depuis: string;
  url: string;
  categorie: string;
  texte: string;
}

const decode = (texte: string): string =>
  texte.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function readEntrees(xml: string): Entree[] {
  return xml
    .split('<entry>')
    .slice(1)
    .map((entry) => {
      const read = (motif: RegExp): string => decode(motif.exec(entry)?.[1] ?? '');
      return {
        id: read(/<id>(.*?)<\/id>/s),
        titre: read(/<title>(.*?)<\/title>/s),
        depuis: read(/<updated>(.*?)<\/updated>/s),
        url: read(/href="(.*?)"/s),
        categorie: read(/term="(.*?)"/s),
        texte: read(/<summary>(.*?)<\/summary>/s).replaceAll('\u00A0', ' '),
      };
    });
}

type Structures = PortailEcrit['structures'];
const entrees = (ecrit: PortailEcrit): Entree[] => readEntrees(toFluxAtom(creerPortail(ecrit)));
const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};

/** Every tag is closed by its own, in order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, slash, nom, rest] of xml.replace(/<\?.*?\?>/s, '').matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
    if (slash) {
      if (open.pop() !== nom) return false;
    } else if (!rest!.endsWith('/')) open.push(nom!);
  }
  return open.length === 0 && !/&(?!(?:amp|lt|gt|quot);)/.test(xml);
}

describe('Atom feed', () => {
  it('says what it is, even without any news', () => {
    const xml = toFluxAtom(creerPortail());
    expect(isWellFormed(xml)).toBe(true);
    expect(xml).toContain('<id>tag:val-fictif.example,2026:val-fictif/agenda</id>');
    expect(xml).toContain('<updated>2026-12-01T00:00:00Z</updated>');
    expect(xml).toContain(
      '<link rel="self" type="application/atom+xml" href="https://val-fictif.example/agenda.xml"/>',
    );
    expect(xml).toContain('<author><name>Communauté de communes du Val Fictif</name></author>');
    expect(readEntrees(xml)).toEqual([]);
  });

  it('announces a coming event once, with all its dates', () => {
    const seances = [
      { du: '2026-12-12', debut: '14:00', fin: '17:00', lieu: 'mairie-castelnoir' },
      { du: '2027-01-09', au: '2027-01-10', commune: '99002' },
    ];
    expect(entrees({ evenements: { 'fete-du-jeu': { seances } } })).toEqual([
      {
        id: 'tag:val-fictif.example,2026:val-fictif/evenement/fete-du-jeu',
        titre: 'Fête du jeu',
        depuis: '2026-11-15T00:00:00Z',
        url: 'https://val-fictif.example/agenda/#fete-du-jeu',
        categorie: 'evenement',
        texte:
          'samedi 12 décembre 2026, 14 h – 17 h, Mairie de Castelnoir\ndu samedi 9 janvier au dimanche 10 janvier 2027, Lostalgues\nOn y joue en famille.',
      },
    ]);
  });

  it('makes a cancelled event news again', () => {
    const evenement = { seances: [{ du: '2026-12-12' }] };
    const [avant] = entrees({ evenements: { fete: evenement } });
    const [apres] = entrees({
      evenements: { fete: { ...evenement, statut: 'annule', statutPrecision: 'À cause de la neige.' } },
    });
    expect(apres!.id).not.toBe(avant!.id);
    expect(apres).toMatchObject({ titre: 'Annulé : Fête du jeu', categorie: 'annulation' });
    expect(apres!.texte).toMatch(/^À cause de la neige\.\n/);
  });

  it('leaves out events that are over or not public', () => {
    expect(
      entrees({
        evenements: {
          passe: { seances: [{ du: '2026-11-20' }] },
          interne: { seances: [{ du: '2026-12-12' }], visibilite: 'professionnels' },
        },
      }),
    ).toEqual([]);
  });

  it('tells a closure once, with the dates that it cancels', () => {
    const structures: Structures = {
      relais: { permanences: [jeudi], fermetures: [{ du: '2026-12-07', au: '2026-12-18', motif: 'congés' }] },
    };
    expect(entrees({ structures })).toEqual([
      {
        id: 'tag:val-fictif.example,2026:val-fictif/annulation/relais/2026-12-07',
        titre: insecable('Fermé : Relais petite enfance, du lundi~7~décembre au vendredi~18~décembre'),
        depuis: '2026-11-07T00:00:00Z',
        url: 'https://val-fictif.example/structures/relais/',
        categorie: 'annulation',
        texte:
          'Motif : congés.\njeudi 10 décembre, 9 h – 12 h, Mairie de Castelnoir\njeudi 17 décembre, 9 h – 12 h, Mairie de Castelnoir',
      },
    ]);
  });

  it('tells a move under one name, before the old date and after it', () => {
    const structures: Structures = {
      relais: {
        permanences: [
          {
            ...jeudi,
            exceptions: [{ type: 'report', de: '2026-12-10', vers: '2026-12-18', motif: 'salle prise' }],
          },
        ],
      },
    };
    const [avant] = entrees({ structures });
    const [apres] = entrees({ structures, aujourdhui: '2026-12-12' });
    expect(avant!.titre.replaceAll('\u00A0', ' ')).toBe(
      'Relais petite enfance : jeudi 10 décembre reporté au vendredi 18 décembre',
    );
    expect(avant!.texte).toBe('Motif : salle prise.\nvendredi 18 décembre, 9 h – 12 h, Mairie de Castelnoir');
    expect(apres).toEqual(avant);
  });

  it('stops thirty days ahead, that day included', () => {
    const cancelledOn = (du: string) =>
      entrees({ structures: { relais: { permanences: [jeudi], fermetures: [{ du, motif: 'congés' }] } } });
    expect(cancelledOn('2026-12-31')).toHaveLength(1);
    expect(cancelledOn('2027-01-07')).toHaveLength(0);
  });

  it('never dates a piece of news after the build, and puts the latest first', () => {
    const depuis = entrees({
      aujourdhui: '2026-12-01',
      structures: {
        relais: {
          permanences: [
            {
              ...jeudi,
              exceptions: [
                { type: 'report', de: '2027-02-11', vers: '2026-12-04', motif: 'avancé' },
                { type: 'annulation', du: '2026-12-31', motif: 'congés' },
              ],
            },
          ],
        },
      },
      evenements: {
        fete: {
          seances: [{ du: '2027-05-12' }],
          verifieLe: undefined,
          sources: [{ titre: 'Affiche', date: '2027' }],
        },
      },
    }).map(({ depuis: date }) => date);
    expect(depuis).toHaveLength(3);
    for (const date of depuis) expect(date <= '2026-12-01T00:00:00Z').toBe(true);
    expect(depuis).toEqual([...depuis].sort().reverse());
  });

  it('stays well formed whatever is written, and loses nothing of it', () => {
    const titre = 'Jeux & <b>« fête »</b> "tous" </title>';
    const xml = toFluxAtom(
      creerPortail({ evenements: { fete: { titre, seances: [{ du: '2026-12-12' }] } } }),
    );
    expect(isWellFormed(xml)).toBe(true);
    expect(readEntrees(xml)[0]!.titre).toBe(titre);
    expect(escapeXml('a\u0000b\uFFFEc\uD83Dd')).toBe('abc\uFFFDd');
  });
});
