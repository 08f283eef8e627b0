/** The data files, the feeds, and what must be in none of them. */
import { expect, test } from '@playwright/test';
import ICAL from 'ical.js';
import { THEME_SLUGS } from '../../../src/domain/theme/theme';
import { AUJOURDHUI_DES_TESTS, SITES_DE_TEST, valDExemple } from '../../sites';
import {
  type StructureLue,
  isTenue,
  listFichiers,
  readCollection,
  readCommunes,
  readFichier,
  readOccurrences,
  readStructures,
} from '../../sites-construits';
import { type FicheEcrite, findFuites, listReserve } from '../../reserve';
import { attributeOf, parsePage } from './document';

for (const site of SITES_DE_TEST) {
  const { territoire } = site;

  test(`nothing that ${territoire} keeps for professionals is in any built file`, async () => {
    const reserve = listReserve(
      readCollection(site, 'structures') as FicheEcrite[],
      readCollection(site, 'evenements') as FicheEcrite[],
    );
    if (site === valDExemple) {
      expect(reserve.numeros.size).toBeGreaterThan(11);
      for (const mot of [
        'direct.pro',
        'Cobalt-Mirabelle',
        'Myrtille-Ardoise',
        'Lagune-Cerfeuil',
        'Givre-Safran',
      ])
        expect([...reserve.textes].join()).toContain(mot);
      for (const mot of ['direct.pro', 'Cobalt-Mirabelle', 'Myrtille-Ardoise', 'visibilite: professionnels'])
        reserve.textes.add(mot);
      reserve.numeros.add('5364990');
    }
    expect(reserve.textes.size).toBeGreaterThan(5);
    expect(await findFuites(site.dossier, reserve)).toEqual([]);
  });

  test(`every JSON file of ${territoire} can be read`, () => {
    const fichiers = listFichiers(site).filter((chemin) => /\.(json|geojson)$/.test(chemin));
    expect(fichiers).toEqual(
      expect.arrayContaining([
        '/donnees/lieux.geojson',
        '/donnees/permanences.json',
        '/donnees/structures.json',
        '/donnees/schema/structures.json',
      ]),
    );
    for (const chemin of fichiers)
      expect(() => void JSON.parse(readFichier(site, chemin)), chemin).not.toThrow();
  });

  test(`the dates of ${territoire} are as the contract says: known places and communes, in order, for 120 days`, () => {
    const occurrences = readOccurrences(site);
    const structures = new Map(readStructures(site).map((structure) => [structure.slug, structure]));
    const codes = new Set(readCommunes(site).map(({ codeInsee }) => codeInsee));
    const lieux = new Set(readCollection(site, 'lieux').map(({ slug }) => slug));
    const last = new Date(Date.parse(AUJOURDHUI_DES_TESTS) + 120 * 86_400_000).toISOString().slice(0, 10);
    const fautes = occurrences.filter(({ structure, lieu, commune, debut, fin, statut }, index) => {
      const before = occurrences[index - 1];
      return (
        structures.get(structure)?.statut !== 'ouvert' ||
        (lieu !== null && !lieux.has(lieu)) ||
        (commune !== null && !codes.has(commune)) ||
        !/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+0[12]:00$/.test(debut) ||
        debut.slice(0, 10) < AUJOURDHUI_DES_TESTS ||
        debut.slice(0, 10) > last ||
        Date.parse(fin) < Date.parse(debut) ||
        !['confirmee', 'a-confirmer', 'annulee', 'reportee'].includes(statut) ||
        (before !== undefined && before.debut > debut)
      );
    });
    expect(fautes).toEqual([]);
    // The first of them are those of the structure.
    for (const { slug, prochaines } of structures.values())
      expect(
        prochaines.map(({ debut }) => debut),
        slug,
      ).toEqual(
        occurrences
          .filter((occurrence) => occurrence.structure === slug && isTenue(occurrence))
          .slice(0, prochaines.length)
          .map(({ debut }) => debut),
      );
  });

  test(`every calendar feed of ${territoire} can be read by another program, and says what the data say`, () => {
    const feeds = listFichiers(site).filter((chemin) => chemin.endsWith('.ics'));
    expect(feeds).toHaveLength(
      1 + readStructures(site).length + readCommunes(site).length + THEME_SLUGS.length,
    );
    const occurrences = readOccurrences(site);
    for (const chemin of feeds) {
      const texte = readFichier(site, chemin);
      expect(texte.startsWith('BEGIN:VCALENDAR\r\n'), chemin).toBe(true);
      const tooLong = texte.split('\r\n').filter((ligne) => Buffer.byteLength(ligne) > 75);
      expect(tooLong, chemin).toEqual([]);
      const calendrier = new ICAL.Component(ICAL.parse(texte) as unknown[]);
      expect(calendrier.getAllSubcomponents('vtimezone'), chemin).toHaveLength(1);
      const evenements = calendrier.getAllSubcomponents('vevent');
      const uids = evenements.map((evenement) => evenement.getFirstPropertyValue('uid'));
      expect(new Set(uids).size, chemin).toBe(evenements.length);
      const slug = /^\/structures\/(.+)\.ics$/.exec(chemin)?.[1];
      if (slug === undefined) continue;
      // Local times, in the time zone that the feed describes.
      const announced = evenements
        .filter((evenement) => evenement.getFirstPropertyValue('status') !== 'CANCELLED')
        .map((evenement) => evenement.getFirstProperty('dtstart')!)
        .filter((debut) => debut.getParameter('tzid') === 'Europe/Paris')
        .map((debut) => String(debut.getFirstValue()))
        .filter((debut) => debut >= AUJOURDHUI_DES_TESTS);
      const expected = occurrences
        .filter((each) => each.structure === slug && isTenue(each) && each.heuresConnues)
        .map(({ debut }) => debut.slice(0, 19));
      expect(announced.sort(), chemin).toEqual(expected.sort());
    }
  });

  test(`the time zone of the feeds of ${territoire} gives the right instant in winter and in summer`, () => {
    const calendrier = new ICAL.Component(ICAL.parse(readFichier(site, '/agenda.ics')) as unknown[]);
    const zone = new ICAL.Timezone(calendrier.getFirstSubcomponent('vtimezone')!);
    for (const [local, instant] of [
      ['2026-12-01T09:30:00', '2026-12-01T08:30:00.000Z'],
      ['2027-03-28T03:30:00', '2027-03-28T01:30:00.000Z'],
      ['2027-07-01T09:30:00', '2027-07-01T07:30:00.000Z'],
    ] as const) {
      const moment = ICAL.Time.fromDateTimeString(local);
      moment.zone = zone;
      expect(moment.toJSDate().toISOString()).toBe(instant);
    }
  });

  test(`a structure of ${territoire} that is not open has no date in any file`, () => {
    const fermees = readStructures(site).filter(({ statut }) => statut !== 'ouvert');
    expect(fermees.length).toBeGreaterThan(2);
    for (const { slug, prochaines } of fermees) {
      expect(prochaines, slug).toEqual([]);
      expect(readOccurrences(site).filter(({ structure }) => structure === slug)).toEqual([]);
      expect(readFichier(site, `/structures/${slug}.ics`), slug).not.toContain('BEGIN:VEVENT');
      expect(readFichier(site, `/structures/${slug}/index.html`), slug).not.toMatch(
        /data-prochaine|data-debut/,
      );
    }
    for (const chemin of listFichiers(site).filter((each) => each.endsWith('.html')))
      for (const carte of parsePage(site, chemin.replace(/index\.html$/, '')).querySelectorAll('li.carte')) {
        const slug =
          carte.querySelector('a') && attributeOf(carte.querySelector('a')!, 'href')?.split('/')[2];
        if (fermees.some((each) => each.slug === slug))
          expect(carte.querySelectorAll('time').length, `${slug ?? ''} on ${chemin}`).toBe(0);
      }
  });

  const MOIS = {
    ...Object.fromEntries(
      Array.from({ length: 18 }, (_, annees) => [String(annees), [annees * 12, annees * 12 + 11] as const]),
    ),
    grossesse: [-9, -1] as const,
    '0-3-ans': [0, 35] as const,
    '3-11-ans': [36, 131] as const,
    '11-17-ans': [132, 215] as const,
  };

  test(`each page of an age of ${territoire} gives what that age may attend, no more, no less`, () => {
    const attends = ({ statut, publics: { ages } }: StructureLue, [du, au]: readonly [number, number]) => {
      if (statut !== 'ouvert' || !ages) return false;
      // Month by month, so that no rule about bounds is shared with what is tested.
      for (let mois = du; mois <= au; mois += 1)
        if (mois >= ages.deMois && mois <= (ages.aMois ?? Infinity)) return true;
      return false;
    };
    let seen = 0;
    for (const [slug, mois] of Object.entries(MOIS)) {
      const shown = parsePage(site, `/ages/${slug}/`)
        .querySelectorAll('[data-resultat]')
        .filter((resultat) => attributeOf(resultat, 'data-genre') === 'structure')
        .map((resultat) => attributeOf(resultat.querySelector('a')!, 'href')!.split('/')[2]!);
      const expected = readStructures(site).filter((structure) => attends(structure, mois));
      seen += expected.length;
      expect(shown.sort(), slug).toEqual(expected.map((structure) => structure.slug).sort());
    }
    expect(seen).toBeGreaterThan(20);
  });
}
