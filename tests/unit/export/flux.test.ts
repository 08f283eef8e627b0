import { parseAtomFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { writeThemeIcs } from '../../../src/domain/export/agendas-ics';
import { toCommuneAtom, toFluxAtom, toThemeAtom } from '../../../src/domain/export/flux-atom';
import type { Portail } from '../../../src/domain/portail/portail';
import { listFaults, readVevents } from '../../fixtures/icalendar';
import { creerPortail } from '../../fixtures/portail';

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
  exceptions: [{ type: 'annulation' as const, du: '2026-12-10', motif: 'agent en formation' }],
};
const SEMAINE = ['lundi', 'mardi', 'jeudi', 'vendredi'] as const;

const portail = creerPortail({
  structures: {
    relais: { permanences: [jeudi] },
    bibliotheque: {
      nom: 'Bibliothèque',
      type: 'bibliotheque',
      permanences: [
        { ...jeudi, lieu: 'mairie-lostalgues' },
        { ...jeudi, id: 'tous', rythme: { type: 'hebdomadaire', jours: [...SEMAINE] }, exceptions: [] },
      ],
    },
  },
  evenements: {
    conte: { titre: 'Contes', themes: ['culture'], seances: [{ du: '2026-12-12', commune: '99002' }] },
    // Its theme is that of the service that holds it.
    jeu: { titre: 'Jeux', structure: 'relais', seances: [{ du: '2026-12-13', commune: '99001' }] },
  },
});
const commune = (nom: string) => portail.communes.find((each) => each.nom === nom)!;

/** Read by a library that others wrote. */
function readFlux(xml: string) {
  const { id, title, updated, links = [], entries = [] } = parseAtomFeed(xml);
  return {
    id,
    titre: title?.value,
    updated,
    self: links.find(({ rel }) => rel === 'self')?.href,
    page: links.find(({ rel }) => rel === 'alternate')?.href,
    entrees: entries.map((entree) => ({
      id: entree.id,
      titre: String(entree.title?.value).replaceAll('\u00A0', ' '),
    })),
  };
}
const readThemeIcs = (lu: Portail, theme: 'culture' | 'petite-enfance') =>
  [...writeThemeIcs(theme, lu)].join('');

describe('feed of a commune', () => {
  it('tells what happens and what changes there, and nothing of the others', () => {
    expect(readFlux(toCommuneAtom(commune('Castelnoir'), portail))).toEqual({
      id: 'tag:val-fictif.example,2026:val-fictif/commune/castelnoir',
      titre: 'Agenda et changements – Castelnoir',
      updated: '2026-11-15T00:00:00Z',
      self: 'https://val-fictif.example/communes/castelnoir.xml',
      page: 'https://val-fictif.example/communes/castelnoir/',
      entrees: [
        { id: 'tag:val-fictif.example,2026:val-fictif/evenement/jeu', titre: 'Jeux' },
        {
          id: 'tag:val-fictif.example,2026:val-fictif/annulation/relais/jeudi/2026-12-10',
          titre: 'Annulé : Relais petite enfance, jeudi 10 décembre',
        },
      ],
    });
    expect(readFlux(toCommuneAtom(commune('Sauvecombe'), portail)).entrees).toEqual([]);
  });

  it('shares out among communes all the news of the territory, under the same names', () => {
    const all = readFlux(toFluxAtom(portail)).entrees.map(({ id }) => id);
    const shared = portail.communes.flatMap((each) => readFlux(toCommuneAtom(each, portail)).entrees);
    expect(shared.map(({ id }) => id).sort()).toEqual([...all].sort());
    expect(all).toHaveLength(4);
  });
});

describe('feeds of a theme', () => {
  it('hold what is about it, wherever it happens', () => {
    const titres = (theme: 'culture' | 'petite-enfance') =>
      readFlux(toThemeAtom(theme, portail)).entrees.map(({ titre }) => titre);
    expect(titres('culture')).toEqual(['Contes', 'Annulé : Bibliothèque, jeudi 10 décembre']);
    expect(titres('petite-enfance')).toEqual(['Jeux', 'Annulé : Relais petite enfance, jeudi 10 décembre']);
  });

  it('leave out of the calendar what is open most days of the week, and keep the name of each date', () => {
    const ics = readThemeIcs(portail, 'culture');
    expect(listFaults(ics)).toEqual([]);
    const vevents = readVevents(ics);
    expect(new Set(vevents.map(({ titre }) => titre))).toEqual(
      new Set(['Bibliothèque', 'Annulé : Bibliothèque', 'Contes']),
    );
    expect(vevents.filter(({ statut }) => statut === 'CANCELLED').map(({ debut }) => debut)).toEqual([
      '2026-12-10T09:00:00',
    ]);
    expect(vevents[0]!.uid).toBe('bibliotheque.jeudi.2026-12-03.0900@val-fictif');
    expect(readVevents(readThemeIcs(creerPortail(), 'culture'))).toEqual([]);
  });
});
