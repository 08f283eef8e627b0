/** Every calendar feed of every territory, read by the library of a calendar program. */
import { describe, expect, it } from 'vitest';
import { toAgendaIcs, toStructureIcs, writeCommuneIcs } from '../../../src/domain/export/agendas-ics';
import { listFaults, readVevents } from '../../fixtures/icalendar';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

describe.each(TERRITOIRES)('the calendar feeds of %s', (nom) => {
  const { portail, contenu } = lireTerritoire(nom);
  const feeds = [
    toAgendaIcs(portail),
    ...portail.structures.map((structure) => toStructureIcs(structure, portail)),
    ...portail.communes.map((commune) => [...writeCommuneIcs(commune, portail)].join('')),
  ];

  it('are to the letter of the format, and name no two things alike', () => {
    for (const feed of feeds) {
      expect(listFaults(feed)).toEqual([]);
      const uids = readVevents(feed).map(({ uid }) => uid);
      expect(new Set(uids).size).toBe(uids.length);
    }
  });

  it('call one thing by one name, whichever feed carries it', () => {
    const debuts = new Map<string, string>();
    for (const { uid, debut, statut } of feeds.flatMap(readVevents)) {
      // What left a commune is withdrawn there, on its old day, and announced elsewhere, on the new one.
      if (statut === 'CANCELLED') continue;
      expect(debuts.get(uid) ?? debut, uid).toBe(debut);
      debuts.set(uid, debut);
    }
  });

  it('leave out every event that is kept for professionals', () => {
    const internes = contenu.evenements.filter(({ donnees }) => donnees.visibilite === 'professionnels');
    const textes = feeds.map((feed) => feed.replaceAll('\r\n ', '')).join('');
    for (const { slug, donnees } of internes) {
      expect(textes).not.toContain(`agenda/#${slug}\r`);
      expect(textes).not.toContain(`SUMMARY:${donnees.titre}`);
    }
  });
});
