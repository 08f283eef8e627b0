/** Needs of the territories that only the built site can show: what is said in one place is said in the others. */
import { expect, test } from '@playwright/test';
import { formatDatePartielle } from '../../../src/domain/date/format';
import { SITES_DE_TEST, valDExemple } from '../../sites';
import {
  type OccurrenceLue,
  type SiteDeTest,
  communeAdresse,
  isTenue,
  listFichiers,
  listPages,
  readCollection,
  readCommunes,
  readContenu,
  readFichier,
  readOccurrences,
  readPage,
  readStructures,
} from '../../sites-construits';
import { attributesOf, decode, listLignes, parsePage } from './document';

const linksOf = (site: SiteDeTest, adresse: string): string[] =>
  attributesOf(parsePage(site, adresse).querySelector('main')!, 'a', 'href').map(
    (href) => href.split('#')[0]!,
  );
const textOf = (site: SiteDeTest, adresse: string): string =>
  listLignes(readPage(site, adresse)).join('\n').replace(/\s+/g, ' ');
const ics = (site: SiteDeTest, chemin: string): string => readFichier(site, chemin).replace(/\r\n[ \t]/g, '');
const pageOfCommune = (site: SiteDeTest, code: string): string =>
  communeAdresse(readCommunes(site).find(({ codeInsee }) => codeInsee === code)!.nom);

for (const site of SITES_DE_TEST) {
  test(`from the home page of ${site.territoire}, one click leads to every way to have a small child looked after, a second to the relais and how to reach it`, () => {
    const gardes = readStructures(site).filter(
      ({ type, statut }) =>
        statut === 'ouvert' && ['creche', 'mam', 'assistante-maternelle', 'rpe'].includes(type),
    );
    expect(gardes.length).toBeGreaterThan(0);
    const completes = linksOf(site, '/').filter((adresse) => {
      if (!listPages(site).includes(adresse)) return false;
      const liens = new Set(linksOf(site, adresse));
      return gardes.every(({ slug }) => liens.has(`/structures/${slug}/`));
    });
    expect(completes).toContain('/themes/petite-enfance/');
    for (const { slug, contacts } of gardes.filter(({ type }) => type === 'rpe')) {
      const liens = linksOf(site, `/structures/${slug}/`);
      const isJoignable = contacts.some(({ telephone, courriel }) => telephone ?? courriel);
      // What nobody told us is said to be unknown, with a way to propose it.
      expect(
        liens.some((lien) => (isJoignable ? /^(tel|mailto):/ : /^\/signaler\//).test(lien)),
        slug,
      ).toBe(true);
    }
  });

  test(`no page of ${site.territoire} gives its own address to the sites that it leads to`, () => {
    for (const adresse of listPages(site)) {
      const document = parsePage(site, adresse);
      // Its own forms may say where they come from, to the site itself.
      expect(attributesOf(document, 'meta[name="referrer"]', 'content').join(), adresse).toMatch(
        /^(no-referrer|same-origin)$/,
      );
      expect(attributesOf(document, '[referrerpolicy]', 'referrerpolicy'), adresse).toEqual([]);
    }
  });

  test(`no page of a service or of a commune of ${site.territoire} promises a free place`, () => {
    const promesses = listPages(site).filter(
      (adresse) =>
        /^\/(structures|communes)\//.test(adresse) &&
        /places? (disponibles?|libres?|vacantes?)/i.test(textOf(site, adresse)),
    );
    expect(promesses).toEqual([]);
  });

  test(`the four duties of the public service for small children have their page or their file in ${site.territoire}`, () => {
    const pages = new Set(listPages(site));
    const fichiers = new Set(listFichiers(site));
    // To take stock of the needs and of what exists: figures, and what each commune has.
    expect(pages.has('/observatoire/')).toBe(true);
    expect(textOf(site, '/observatoire/')).toMatch(/petite enfance/i);
    expect(fichiers.has('/donnees/structures.csv')).toBe(true);
    // To inform and go with families: one door, the guide, the aids, the form.
    for (const adresse of [
      '/themes/petite-enfance/',
      '/ages/grossesse/',
      '/ages/0-3-ans/',
      '/guide/garder-mon-bebe/',
      '/guide/place-en-creche/',
      '/aides/complement-mode-garde/',
      '/proposer/',
    ])
      expect(pages.has(adresse), adresse).toBe(true);
    // To plan: which communes have nothing. To support quality: what each service declares, and its age.
    expect(textOf(site, '/observatoire/')).toMatch(/commune/i);
    expect(fichiers.has('/donnees/schema/actions.json')).toBe(true);
    expect(textOf(site, '/lexique/')).toContain('Service public de la petite enfance');
  });

  test(`every page of ${site.territoire} names the organisations that signed, by their name or by the text of their logo`, () => {
    const { signataires } = readContenu(site, 'territoire.yaml') as {
      signataires: { nom: string; logo?: string; texteAlternatif?: string }[];
    };
    expect(signataires.length).toBeGreaterThan(1);
    const attendus = signataires.map(({ nom, logo, texteAlternatif }) =>
      logo ? (texteAlternatif ?? nom) : nom,
    );
    const fautes = listPages(site).filter((adresse) => {
      const liste = parsePage(site, adresse).querySelector('.signataires')!;
      const dits = liste
        .querySelectorAll('li')
        .map((item) => decode(attributesOf(item, 'img', 'alt')[0] ?? item.textContent).trim());
      return dits.join() !== attendus.join();
    });
    expect(fautes).toEqual([]);
  });

  test(`each telephone number of ${site.territoire} that is read can be pressed`, () => {
    const fautes: string[] = [];
    for (const { slug, contacts } of readStructures(site)) {
      const liens = new Set(
        linksOf(site, `/structures/${slug}/`).map((lien) => lien.replace(/^tel:(\+33)?0?/, '')),
      );
      for (const { telephone } of contacts)
        if (telephone && !liens.has(telephone.replace(/\D/g, '').replace(/^(33|0)/, '')))
          fautes.push(`${slug} ${telephone}`);
    }
    expect(fautes).toEqual([]);
  });

  test(`a permanence of ${site.territoire} is on the page of its service, of its place, of its commune, and in their calendars`, () => {
    // A service received by another: it has a permanence in several places.
    const itinerantes = readStructures(site).filter(({ isItinerante }) => isItinerante);
    const vues = readOccurrences(site).filter(
      (occurrence): occurrence is OccurrenceLue & { lieu: string; commune: string } =>
        isTenue(occurrence) &&
        occurrence.lieu !== null &&
        occurrence.commune !== null &&
        occurrence.debut < '2026-12-08' &&
        itinerantes.some(({ slug }) => slug === occurrence.structure),
    );
    expect(vues.length).toBeGreaterThan(3);
    for (const { structure, lieu, commune, debut } of vues) {
      const service = `/structures/${structure}/`;
      const cas = `${structure} ${debut}`;
      expect(linksOf(site, service), cas).toContain(`/lieux/${lieu}/`);
      expect(linksOf(site, `/lieux/${lieu}/`), cas).toContain(service);
      const village = pageOfCommune(site, commune);
      expect(linksOf(site, village), cas).toContain(service);
      const instants = attributesOf(parsePage(site, service), 'time', 'datetime');
      if (instants.length > 0 && debut >= '2026-12-02')
        expect(
          instants.some((instant) => debut.startsWith(instant)),
          cas,
        ).toBe(true);
      const jour = debut.slice(0, 10).replaceAll('-', '');
      expect(ics(site, `/structures/${structure}.ics`), cas).toContain(jour);
      expect(ics(site, village.replace(/\/$/, '.ics')), cas).toContain(jour);
    }
  });
}

test('a cancelled date is said on the page of the service, of the place, of the commune, in the calendars and in the data', () => {
  const site = valDExemple;
  const annulees = readOccurrences(site).filter(
    ({ statut, debut }) => statut === 'annulee' && debut < '2026-12-15',
  );
  expect(annulees.length).toBeGreaterThan(0);
  for (const { structure, lieu, commune, debut } of annulees) {
    const jour = `${Number(debut.slice(8, 10))} décembre`;
    const village = pageOfCommune(site, commune!);
    for (const adresse of [`/structures/${structure}/`, `/lieux/${lieu}/`, village]) {
      const annonces = parsePage(site, adresse)
        .querySelectorAll('.annonces > li')
        .map(({ textContent }) => textContent.replace(/&nbsp;|\s+/g, ' '));
      expect(
        annonces.some((texte) => texte.includes('Annulée') && texte.replaceAll('\u00a0', ' ').includes(jour)),
        adresse,
      ).toBe(true);
    }
    for (const chemin of [`/structures/${structure}.ics`, village.replace(/\/$/, '.ics')]) {
      const vevents = ics(site, chemin).split('BEGIN:VEVENT');
      const instant = debut.slice(0, 16).replace(/[-:]/g, '');
      expect(
        vevents.some((vevent) => vevent.includes(instant) && vevent.includes('STATUS:CANCELLED')),
        chemin,
      ).toBe(true);
    }
  }
});

test('an event over two months is one line of the agenda and one event of its calendar, from the first day to the last', () => {
  const page = parsePage(valDExemple, '/agenda/');
  const [residence] = page.querySelectorAll('#residence-d-artiste-dans-les-creches');
  expect(residence?.textContent.replace(/&nbsp;|\u00a0/g, ' ')).toMatch(
    /du lundi 22 février au vendredi 12 mars/,
  );
  const vevent = ics(valDExemple, '/agenda.ics')
    .split('BEGIN:VEVENT')
    .filter((texte) => texte.includes('residence-d-artiste-dans-les-creches'))
    .find((texte) => texte.includes('20270222'));
  expect(vevent).toMatch(/DTSTART;VALUE=DATE:20270222/);
  // The day after the last one, as the format asks.
  expect(vevent).toMatch(/DTEND;VALUE=DATE:20270313/);
});

test('the walks that one can do with a pushchair are a list of their own, without script', () => {
  const page = parsePage(valDExemple, '/balades/');
  const avec = page.querySelectorAll('#poussette [data-resultat]');
  expect(avec.length).toBeGreaterThan(0);
  for (const balade of avec) {
    const [href] = attributesOf(balade, 'a', 'href');
    expect(textOf(valDExemple, href!)).toMatch(/Poussette oui/);
  }
  const autres = page.querySelectorAll('[data-genre="balade"]').length - avec.length;
  expect(autres).toBeGreaterThan(0);
  expect(attributesOf(page, 'a', 'href')).toContain('#poussette');
});

test('the charter of welcome that a structure publishes is linked on its page, with its date', () => {
  const chartes = readCollection(valDExemple, 'structures').flatMap(({ slug, donnees }) => {
    const { charte } = (donnees as { handicap?: { charte?: { url: string; date: string } } }).handicap ?? {};
    return charte ? [{ slug, ...charte }] : [];
  });
  expect(chartes.length).toBeGreaterThan(0);
  for (const { slug, url, date } of chartes) {
    const adresse = `/structures/${slug}/`;
    expect(linksOf(valDExemple, adresse)).toContain(url);
    expect(textOf(valDExemple, adresse)).toContain(
      `charte d’accueil, ${formatDatePartielle(date).replace(/\s/g, ' ')}`,
    );
  }
});
