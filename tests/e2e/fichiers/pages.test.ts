/** Every built page of both territories, read as a file: nothing here is a sample. */
import { expect, test } from '@playwright/test';
import { SITES_DE_TEST, valDExemple } from '../../sites';
import {
  isTenue,
  listFichiers,
  listPages,
  readCommunes,
  readFichier,
  readOccurrences,
  readPage,
  readStructures,
} from '../../sites-construits';
import { SORTES, routeOf } from '../../sortes-de-page';
import { attributeOf, attributesOf, decode, htmlValidate, listLignes, parsePage } from './document';

test.describe.configure({ timeout: 120_000 });

const GENRES = ['structure', 'guide', 'aide', 'lexique', 'commune', 'evenement', 'balade'];

test('every route of the built sites is among the kinds of page that the tests visit', () => {
  const visited = new Set(SORTES.map(({ find }) => routeOf(find())));
  for (const site of SITES_DE_TEST)
    expect([...new Set(listPages(site).map(routeOf))].filter((route) => !visited.has(route))).toEqual([]);
});

/** Pages that are no answer by themselves, in alphabetical order. */
const HORS_DES_MOTEURS = ['/404.html'];

for (const site of SITES_DE_TEST) {
  const { territoire } = site;
  /** Checks each page and gives the list of what is wrong, so that one run says everything. */
  const checkEach = (check: (adresse: string) => readonly unknown[]) =>
    listPages(site).flatMap((adresse) => check(adresse).map((faute) => `${adresse} ${String(faute)}`));

  test(`every page of ${territoire} is valid HTML`, async () => {
    expect(listPages(site).length).toBeGreaterThan(200);
    const fautes: string[] = [];
    for (const adresse of listPages(site)) {
      const { results } = await htmlValidate.validateString(readPage(site, adresse), 'page.html');
      for (const { messages } of results)
        for (const { ruleId, message, line, column } of messages)
          fautes.push(`${adresse} ${line}:${column} ${ruleId} ${message}`);
    }
    expect(fautes).toEqual([]);
  });

  test(`every page of ${territoire} has its language, its title, its description and its landmarks`, () => {
    const fautes = checkEach((adresse) => {
      const page = parsePage(site, adresse);
      const count = (selecteur: string) => page.querySelectorAll(selecteur).length;
      return [
        attributesOf(page, 'html', 'lang').join() !== 'fr' && 'lang',
        ...['h1', 'main', 'header', 'footer', 'title', 'meta[name="description"]'].map(
          (selecteur) => count(selecteur) !== 1 && `${count(selecteur)} ${selecteur}`,
        ),
        attributesOf(page, 'main', 'id').join() !== 'contenu' && 'the skip link leads nowhere',
        new Set(attributesOf(page, 'nav', 'aria-label')).size !== count('nav') && 'navs with the same name',
        // The description of a result in a search engine.
        (attributesOf(page, 'meta[name="description"]', 'content')[0] ?? '').length < 15 && 'description',
      ].filter(Boolean);
    });
    expect(fautes).toEqual([]);
  });

  for (const [quoi, read] of Object.entries({
    title: (adresse: string) => /<title>([^<]*)<\/title>/.exec(readPage(site, adresse))![1]!,
    description: (adresse: string) =>
      attributesOf(parsePage(site, adresse), 'meta[name="description"]', 'content')[0] ?? '',
  })) {
    test(`no two pages of ${territoire} have the same ${quoi}`, () => {
      const pages = Map.groupBy(listPages(site), read);
      expect([...pages].filter(([, adresses]) => adresses.length > 1)).toEqual([]);
    });
  }

  test(`every link, anchor and file of ${territoire} leads to something that was built`, () => {
    const fichiers = new Set(listFichiers(site));
    const ids = new Map<string, Set<string>>();
    const idsOf = (chemin: string) => {
      let known = ids.get(chemin);
      if (!known) {
        known = new Set([...readFichier(site, chemin).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!));
        ids.set(chemin, known);
      }
      return known;
    };
    let seen = 0;
    const fautes = checkEach((adresse) => {
      const page = parsePage(site, adresse);
      const liens = [
        ...['a', 'link', 'use'].flatMap((balise) => attributesOf(page, balise, 'href')),
        ...['script', 'img'].flatMap((balise) => attributesOf(page, balise, 'src')),
        // The server answers this one, where there is one; the page offers a mail everywhere.
        ...attributesOf(page, 'form', 'action').filter(
          (action) => !['/api/signalements', '/api/lettre'].includes(action),
        ),
        ...attributesOf(page, 'meta[property="og:image"]', 'content'),
      ].map(decode);
      const origine = new URL(attributesOf(page, 'meta[property="og:url"]', 'content')[0]!).origin;
      return liens.filter((lien) => {
        seen += 1;
        if (/^(mailto:[^@\s]+@[^@\s?]+(\?subject=\S+)?|sms:\d+)$/.test(lien)) return false;
        if (lien.startsWith('tel:')) return !/^tel:(\+33[1-9]\d{8}|[13]\d{1,3}|116\d{3})$/.test(lien);
        const url = URL.parse(lien, origine + adresse);
        if (!url || lien === '' || lien === '#') return true;
        if (url.origin !== origine) return url.protocol !== 'https:' && url.protocol !== 'http:';
        const chemin = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
        if (!fichiers.has(chemin)) return true;
        const ancre = decodeURIComponent(url.hash.slice(1));
        return ancre !== '' && !idsOf(chemin).has(ancre);
      });
    });
    expect(seen).toBeGreaterThan(10_000);
    expect([...new Set(fautes)]).toEqual([]);
  });

  test(`what the style sheets and the scripts of ${territoire} load was built`, () => {
    const fichiers = new Set(listFichiers(site));
    const feuilles = listFichiers(site).filter((chemin) => chemin.endsWith('.css'));
    expect(feuilles.length).toBeGreaterThan(0);
    for (const feuille of feuilles)
      for (const [, url = ''] of readFichier(site, feuille).matchAll(/url\((?:"|')?([^"')]+)/g))
        expect(
          url.startsWith('data:') || fichiers.has(new URL(url, `https://x${feuille}`).pathname),
          url,
        ).toBe(true);
    for (const script of listFichiers(site).filter((chemin) => /^\/(?!pagefind\/).*\.js$/.test(chemin)))
      // The one address is in a warning that workbox may write for a developer, the other names the language of
      // drawings; nothing asks for them. The library of the
      // index, left aside, names addresses that it compares with its own.
      expect(
        readFichier(site, script).replaceAll(
          /https:\/\/bit\.ly\/wb-precache|http:\/\/www\.w3\.org\/2000\/svg/g,
          '',
        ),
      ).not.toMatch(/https?:\/\//);
  });

  test(`no page of ${territoire} has a style, a script or a handler of its own`, () => {
    const fautes = checkEach((adresse) => {
      const html = readPage(site, adresse);
      return [
        ...(html.match(/<style\b[^>]*>/g) ?? []),
        ...(html.match(/\sstyle="[^"]*"/g) ?? []),
        ...(html.match(/<[^>]*\son[a-z]+=/g) ?? []),
        ...(html.match(/<script\b(?![^>]*\ssrc=)(?![^>]*application\/ld\+json)[^>]*>/g) ?? []),
        ...(html.match(/href="javascript:/g) ?? []),
      ];
    });
    expect(fautes).toEqual([]);
  });

  test(`every date that a machine reads in ${territoire} is a real one, in the time of Paris`, () => {
    const paris = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Paris',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    let seen = 0;
    const isReal = (valeur: string) => {
      seen += 1;
      if (/^\d{4}(-\d{2})?$/.test(valeur)) return true;
      if (/^\d{4}-\d{2}-\d{2}$/.test(valeur))
        return new Date(`${valeur}T00:00:00Z`).toISOString().startsWith(valeur);
      const instant = Date.parse(valeur);
      // The offset is right when the local time that is written is the one of Paris.
      return (
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+]0[12]:00$/.test(valeur) &&
        paris.format(instant) === valeur.slice(0, 19).replace('T', ' ')
      );
    };
    const fautes = checkEach((adresse) => {
      const page = parsePage(site, adresse);
      return [
        ...attributesOf(page, 'time', 'datetime'),
        ...attributesOf(page, '[data-debut]', 'data-debut'),
        ...attributesOf(page, '[data-fin]', 'data-fin'),
      ].filter((valeur) => !isReal(valeur));
    });
    expect(seen).toBeGreaterThan(1000);
    expect(fautes).toEqual([]);
  });

  test(`every page of ${territoire} describes itself in JSON that can be read, with addresses that exist`, () => {
    const pages = new Set(listPages(site));
    let seen = 0;
    const fautes = checkEach((adresse) =>
      [...readPage(site, adresse).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].flatMap(
        ([, texte = '']) => {
          seen += 1;
          const donnees: unknown = JSON.parse(texte);
          const origine = new URL(
            attributesOf(parsePage(site, adresse), 'meta[property="og:url"]', 'content')[0]!,
          ).origin;
          const faux: string[] = [];
          JSON.stringify(donnees, (cle, valeur: unknown) => {
            if (cle === 'url' && typeof valeur === 'string' && valeur.startsWith(`${origine}/`)) {
              const { pathname } = new URL(valeur);
              if (!pages.has(pathname)) faux.push(valeur);
            }
            return valeur;
          });
          return faux;
        },
      ),
    );
    expect(seen).toBeGreaterThan(50);
    expect(fautes).toEqual([]);
  });

  test(`the map for search engines lists the indexable pages of ${territoire}, and only pages that exist`, () => {
    const sitemap = listFichiers(site).filter((chemin) => /^\/sitemap-\d+\.xml$/.test(chemin));
    expect(readFichier(site, '/sitemap-index.xml')).toContain(sitemap[0]);
    const listed = sitemap.flatMap((chemin) =>
      [...readFichier(site, chemin).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
        ([, loc]) => new URL(loc!).pathname,
      ),
    );
    expect(new Set(listed).size).toBe(listed.length);
    const isIndexable = (adresse: string) =>
      !attributesOf(parsePage(site, adresse), 'meta[name="robots"]', 'content').join().includes('noindex');
    const canonical = (adresse: string) =>
      attributesOf(parsePage(site, adresse), 'link[rel="canonical"]', 'href').map(
        (url) => new URL(url).pathname,
      );
    const pages = listPages(site).sort();
    if (site === valDExemple) {
      // Each page of an invented territory asks not to be indexed; the map lists them all the same.
      expect(pages.filter(isIndexable)).toEqual([]);
      expect(listed.sort()).toEqual(pages.filter((adresse) => !HORS_DES_MOTEURS.includes(adresse)));
    } else {
      expect(listed.sort()).toEqual(pages.filter(isIndexable));
      expect(pages.filter((adresse) => !isIndexable(adresse))).toEqual(HORS_DES_MOTEURS);
      for (const adresse of listed) expect(canonical(adresse)).toEqual([adresse]);
    }
    expect(readFichier(site, '/robots.txt')).toMatch(/^Sitemap: https:\/\/\S+\/sitemap-index\.xml$/m);
  });

  test(`the banner of an invented territory is on ${site === valDExemple ? 'each' : 'no'} page of ${territoire}`, () => {
    const withBanner = listPages(site).filter((adresse) =>
      /territoire est inventé/.test(readPage(site, adresse)),
    );
    expect(withBanner).toEqual(site === valDExemple ? listPages(site) : []);
  });

  test(`each structure of ${territoire} has a page that carries its marks`, () => {
    for (const { slug, type, nom } of readStructures(site)) {
      const page = parsePage(site, `/structures/${slug}/`);
      expect(attributesOf(page, 'main', 'data-structure'), slug).toEqual([slug]);
      expect(attributesOf(page, 'main', 'data-type'), slug).toEqual([type]);
      expect(decode(page.querySelector('h1')!.textContent), slug).toBe(nom);
      for (const prochaine of page.querySelectorAll('[data-prochaine]'))
        expect(prochaine.querySelectorAll('time').length, slug).toBe(1);
    }
    expect(listPages(site).filter((adresse) => routeOf(adresse) === '/structures/*/')).toHaveLength(
      readStructures(site).length,
    );
  });

  test(`a card of ${territoire} says which of its dates nobody confirmed`, () => {
    const occurrences = Map.groupBy(readOccurrences(site), ({ structure }) => structure);
    let count = 0;
    const fautes = checkEach((adresse) =>
      parsePage(site, adresse)
        .querySelectorAll('li.carte[data-genre="structure"]')
        .flatMap((carte) => {
          const slug = attributesOf(carte, 'a', 'href')[0]!.split('/')[2]!;
          return carte.querySelectorAll('[data-occurrences] > span').flatMap((date) => {
            const [datetime] = attributesOf(date, 'time', 'datetime');
            const occurrence = occurrences
              .get(slug)
              ?.find((each) => isTenue(each) && datetime && each.debut.startsWith(datetime));
            if (!occurrence) return [];
            count += 1;
            const says = date.textContent.includes('à confirmer');
            return says === (occurrence.statut === 'a-confirmer') ? [] : [`${slug} ${datetime}`];
          });
        }),
    );
    expect(fautes).toEqual([]);
    expect(count).toBeGreaterThan(10);
  });

  test(`each result of ${territoire} says its kind, its type and its commune, and holds a link`, () => {
    const structures = new Map(readStructures(site).map((structure) => [structure.slug, structure]));
    const codes = new Set(readCommunes(site).map(({ codeInsee }) => codeInsee));
    let seen = 0;
    const fautes = checkEach((adresse) =>
      parsePage(site, adresse)
        .querySelectorAll('[data-resultat]')
        .flatMap((resultat) => {
          seen += 1;
          const genre = attributeOf(resultat, 'data-genre') ?? '';
          const commune = attributeOf(resultat, 'data-commune');
          const href = resultat.querySelector('a') && attributeOf(resultat.querySelector('a')!, 'href');
          const structure = structures.get(href?.split('/')[2] ?? '');
          return [
            resultat.tagName !== 'li' && 'not an item of a list',
            !GENRES.includes(genre) && `data-genre ${genre}`,
            !href && 'without link',
            commune !== undefined && !codes.has(commune) && `data-commune ${commune}`,
            genre === 'commune' && commune === undefined && 'commune without data-commune',
            genre === 'structure' && !structure && `${href ?? ''} is no structure`,
            genre === 'structure' && attributeOf(resultat, 'data-type') === undefined && 'without data-type',
            genre === 'structure' &&
              structure &&
              structure.communes.length > 0 &&
              commune === undefined &&
              `${structure.slug} without data-commune`,
          ].filter(Boolean);
        }),
    );
    expect(seen).toBeGreaterThan(500);
    expect([...new Set(fautes)]).toEqual([]);
  });

  test(`no text of ${territoire} has a space before a comma or lacks one after a colon`, () => {
    const FAUTES = [
      / [,.](?![\d.])/,
      /[\s\u00a0]:(?=\p{L})/u,
      /\( | \)/,
      /\p{Ll}\(/u,
      /\b(undefined|null|NaN|\[object)\b/,
    ];
    const fautes = checkEach((adresse) =>
      listLignes(readPage(site, adresse)).flatMap((ligne) =>
        FAUTES.flatMap((faute) => {
          const found = faute.exec(ligne);
          return found ? [`« ${ligne.slice(Math.max(0, found.index - 30), found.index + 30)} »`] : [];
        }),
      ),
    );
    expect(fautes).toEqual([]);
  });
}
