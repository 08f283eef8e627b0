/** The documents as they are printed, read back by a reader of PDF and compared with the content. */
import { createCanvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANNEES } from '../../../src/domain/age/etape';
import type { AfficheDeCommune } from '../../../src/domain/imprime/affiche';
import { type DocumentAImprimer, listDocuments } from '../../../src/domain/imprime/document';
import type { GuideImprime } from '../../../src/domain/imprime/guide';
import { listDuGuide } from '../../../src/domain/imprime/perimetre';
import type { DocumentRessource } from '../../../src/domain/imprime/ressource';
import { yearsToAges } from '../../../src/domain/age/age';
import { describeAge, listByTheme } from '../../../src/domain/portail/annuaire';
import type { Portail } from '../../../src/domain/portail/portail';
import { printDocument } from '../../../src/loaders/impression';
import {
  type NomDeTerritoire,
  TERRITOIRES,
  TERRITOIRE_FICTIF,
  lireTerritoire,
} from '../../fixtures/territoires';
import { type Balise, type PdfLu, listBalises, listPolices, readPdf } from '../../pdf';

/** The same words, whatever breaks the lines: spaces that may break or not, and hyphens at the ends. */
const plain = (texte: string): string => texte.normalize('NFC').replace(/[\s\u00a0]+/g, '');

const balisesOf = ({ pages }: PdfLu): Balise[] => listBalises(pages.flatMap(({ balises }) => balises));
const titresOf = (pdf: PdfLu, role: string): string[] =>
  balisesOf(pdf)
    .filter((balise) => balise.role === role)
    .map(({ texte }) => plain(texte));

/** Where a part of the booklet begins, from its bookmark: the page after which its text is. */
function textBetween(pdf: PdfLu, debut: string, fin: string): string {
  const [premiere, derniere] = [debut, fin].map((titre) =>
    pdf.pages.findIndex(({ balises }) =>
      listBalises(balises).some(({ role, texte }) => role === 'H1' && plain(texte) === plain(titre)),
    ),
  );
  return pdf.pages
    .slice(premiere, derniere)
    .map(({ texte }) => texte)
    .join('\n');
}

interface Imprime {
  document: DocumentAImprimer;
  octets: Uint8Array;
  pdf: PdfLu;
}

async function print(document: DocumentAImprimer): Promise<Imprime> {
  const octets = printDocument(document);
  return { document, octets, pdf: await readPdf(octets) };
}

/** What every document must be, for who reads it on paper, on a screen or by ear. */
function expectReadable({ pdf, octets }: Imprime): void {
  expect(pdf).toMatchObject({ langue: 'fr-FR', balise: true, norme: '1' });
  expect(pdf.titre).toMatch(/\S/);
  for (const { texte } of pdf.pages) expect(plain(texte).length).toBeGreaterThan(20);
  const polices = listPolices(octets);
  expect(polices.length).toBeGreaterThan(0);
  for (const { nom, incorporee } of polices)
    expect([nom, incorporee]).toEqual([expect.stringContaining('Figtree'), true]);
  for (const { role, alt } of balisesOf(pdf)) if (role === 'Figure') expect(alt).toMatch(/\S/);
}

const TEXTES_RESERVES = (portail: Portail): string[] =>
  portail.structures.flatMap(({ contacts }) =>
    contacts
      .filter(({ visibilite }) => visibilite === 'professionnels')
      .flatMap(({ telephone, courriel }) => [telephone, courriel])
      .filter((texte) => texte !== undefined),
  );

const COMPLETS: NomDeTerritoire[] = [TERRITOIRE_FICTIF, 'monts-rance-rougier'];

describe.each(COMPLETS)('the printed guide of %s', (nom) => {
  const { portail } = lireTerritoire(nom);
  const [document] = listDocuments(portail);
  const guide = document!.donnees as GuideImprime;
  let imprime: Imprime;
  beforeAll(async () => {
    imprime = await print(document!);
  });

  it('can be read by everybody, and has no empty page', () => {
    expectReadable(imprime);
    expect(imprime.pdf.titre).toBe(`Guide 0-17 ans – ${portail.territoire.nom}`);
    const { largeur, hauteur } = imprime.pdf.pages[0]!;
    expect([Math.round(largeur), Math.round(hauteur)]).toEqual([420, 595]); // A5
  });

  it('holds every public entry of its perimeter once, under its name', () => {
    const noms = listDuGuide(portail).map((structure) => plain(structure.nom));
    const titres = titresOf(imprime.pdf, 'H3');
    const annuaire = titres.filter((titre) => noms.includes(titre));
    expect(annuaire.sort()).toEqual(noms.sort());
    expect(guide.nombre).toBe(noms.length);
  });

  it('prints the phone and the role of each entry', () => {
    const texte = plain(
      textBetween(
        imprime.pdf,
        'Par commune',
        guide.calendrier.mois.length > 0 ? 'Calendrier' : 'Les mots expliqués',
      ),
    );
    for (const { role, contacts } of guide.annuaire.flatMap(({ notices }) => notices)) {
      expect(texte).toContain(plain(role));
      for (const contact of contacts) expect(texte).toContain(plain(contact.texte));
    }
  });

  it('lists at each age what the page of that age lists', () => {
    const texte = plain(textBetween(imprime.pdf, 'Par âge', 'Par thème'));
    const ages = guide.etapes.flatMap((etape) => etape.ages);
    for (const annee of ANNEES) {
      const rang = ages.findIndex(({ deAns, aAns }) => deAns <= annee && annee <= aAns);
      const debut = texte.indexOf(
        `${plain(ages[rang]!.titre)}${ages[rang]!.lieux.length > 0 ? ages[rang]!.lieux.length : 'Aucun'}`,
      );
      expect(debut).toBeGreaterThanOrEqual(0);
      // Up to the next list, or to the questions of this stage.
      const fins = ['Ces lieux sont faits', 'Vos questions'].map((mot) => texte.indexOf(plain(mot), debut));
      const suivant = ages[rang + 1];
      if (suivant) fins.push(texte.indexOf(plain(suivant.titre), debut + plain(ages[rang]!.titre).length));
      const liste = texte.slice(debut, Math.min(...fins.filter((fin) => fin > debut)));
      const attendus = describeAge(yearsToAges(annee), portail).structures.map((structure) =>
        plain(structure.nom),
      );
      for (const attendu of attendus) expect(liste).toContain(attendu);
      const nombre = /^\D*?(\d+)(?:lieuxetservicesaccueillent|lieuouserviceaccueille)/.exec(
        liste.slice(plain(ages[rang]!.titre).length),
      )?.[1];
      expect(Number(nombre ?? 0)).toBe(attendus.length);
    }
  });

  it('has contents and bookmarks that lead to the right pages', () => {
    const parties = imprime.pdf.signets.map(({ title }) => title);
    expect(parties).toEqual(expect.arrayContaining(['Par âge', 'Par commune', 'Numéros d’urgence', 'Index']));
    const communes = imprime.pdf.signets.find(({ title }) => title === 'Par commune')!.items;
    for (const commune of portail.communes) expect(communes.map(({ title }) => title)).toContain(commune.nom);
    // What the contents say of a part is the number printed at the foot of the page where it begins.
    const sommaire = plain(imprime.pdf.pages[2]!.texte);
    for (const partie of parties) {
      const page = imprime.pdf.pages.findIndex(({ balises }) =>
        listBalises(balises).some(({ role, texte }) => role === 'H1' && plain(texte) === plain(partie)),
      );
      expect(sommaire).toMatch(new RegExp(`${plain(partie)}[.]*${page + 1}(?!\\d)`));
      expect(plain(imprime.pdf.pages[page]!.texte)).toMatch(
        new RegExp(`2026${page + 1}(?!\\d)|${page + 1}Guide0-17ans`),
      );
    }
  });

  it('names the signatories, the edition and the address', () => {
    const [couverture = '', accueil = ''] = imprime.pdf.pages.map(({ texte }) => plain(texte));
    const lus =
      couverture +
      listBalises(imprime.pdf.pages[0]!.balises)
        .map(({ alt = '' }) => plain(alt))
        .join('');
    for (const { nom: organisme, logo, texteAlternatif } of portail.territoire.signataires)
      expect(lus).toContain(plain(logo ? (texteAlternatif ?? organisme) : organisme));
    expect(couverture).toContain('Éditiondedécembre2026');
    expect(accueil).toContain(plain(guide.adresse));
  });

  it('prints every emergency number', () => {
    for (const { numeros } of guide.urgences)
      for (const { numero } of numeros) expect(plain(imprime.pdf.texte)).toContain(plain(numero));
  });

  it('gives each entry a code that opens its page, with the edition', () => {
    const liens = new Set(imprime.pdf.pages.flatMap((page) => page.liens));
    for (const notice of guide.annuaire.flatMap(({ notices }) => notices)) {
      expect(liens).toContain(notice.lien);
      expect(notice.lien).toMatch(/\/structures\/[a-z0-9-]+\/\?edition=2026-12(\.[0-9a-z]{3}){3}$/);
    }
  });

  it('says nothing that is for professionals', () => {
    for (const reserve of TEXTES_RESERVES(portail))
      expect(plain(imprime.pdf.texte)).not.toContain(plain(reserve));
  });
});

describe('a code of the printed guide', () => {
  it('is read by a program that reads pictures, in black and white', async () => {
    const { portail } = lireTerritoire(TERRITOIRE_FICTIF);
    const [document] = listDocuments(portail);
    const guide = document!.donnees as GuideImprime;
    const { annuaire } = guide;
    const section = annuaire.find(({ notices }) => notices.length > 0)!;
    const [notice] = section.notices;
    const court = {
      ...document!,
      donnees: {
        ...guide,
        annuaire: [{ ...section, notices: [notice] }],
        etapes: [],
        themes: [],
        index: [],
        lexique: [],
        calendrier: { ...guide.calendrier, mois: [] },
      },
    };
    const chargement = getDocument({
      data: new Uint8Array(printDocument(court)),
      verbosity: 0,
    });
    const pdf = await chargement.promise;
    const lus: (string | undefined)[] = [];
    for (let numero = 1; numero <= pdf.numPages; numero += 1) {
      const page = await pdf.getPage(numero);
      const annotations = (await page.getAnnotations()) as { url?: string }[];
      if (!annotations.some(({ url }) => url === guide.lien || url === notice!.lien)) continue;
      const viewport = page.getViewport({ scale: 3 });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas: canvas as never, viewport }).promise;
      const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      // As a photocopier sees it.
      const gris = new Uint8ClampedArray(data);
      for (let i = 0; i < gris.length; i += 4)
        gris.fill((gris[i]! * 299 + gris[i + 1]! * 587 + gris[i + 2]! * 114) / 1000, i, i + 3);
      lus.push(jsQR(gris, width, height)?.data);
    }
    await chargement.destroy();
    expect(lus).toContain(guide.lien);
    expect(lus).toContain(notice!.lien);
  });
});

describe.each(TERRITOIRES)('the sheets of %s', (nom) => {
  const { portail } = lireTerritoire(nom);
  const documents = [...listDocuments(portail)];

  it('are one page for each commune, even an empty one', async () => {
    const affiches = documents.filter(({ principal }) => principal === 'affiche.typ');
    expect(affiches.map(({ chemin }) => chemin)).toEqual(
      portail.communes.map(({ slug }) => `communes/${slug}.pdf`),
    );
    for (const document of affiches) {
      const imprime = await print(document);
      expectReadable(imprime);
      const { commune, vide, signataires } = document.donnees as AfficheDeCommune;
      expect([commune, imprime.pdf.pages.length]).toEqual([commune, 1]);
      const texte = plain(imprime.pdf.texte);
      expect(texte).toContain(plain(`À ${commune}`));
      if (vide !== undefined) expect(texte).toContain(plain(vide));
      const lus =
        texte +
        balisesOf(imprime.pdf)
          .map(({ alt = '' }) => plain(alt))
          .join('');
      for (const { nom: organisme, logo, texteAlternatif } of signataires)
        expect(lus).toContain(plain(logo ? (texteAlternatif ?? organisme) : organisme));
      for (const reserve of TEXTES_RESERVES(portail)) expect(texte).not.toContain(plain(reserve));
    }
  });

  it('hold, for being a parent, the entries of the page of this theme, no more, no less', async () => {
    const document = documents.find(({ chemin }) => chemin === 'themes/parentalite.pdf')!;
    const imprime = await print(document);
    expectReadable(imprime);
    const noms = listByTheme('parentalite', portail).map((structure) => plain(structure.nom));
    expect(titresOf(imprime.pdf, 'H3').sort()).toEqual(noms.sort());
    expect((document.donnees as DocumentRessource).nombre).toBe(noms.length);
  });
});
