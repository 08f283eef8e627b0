/**
 * The letter as a mail: HTML without tables nor colours of its own, which follows the light or dark of the reader, and
 * the same in plain text. What a person wrote is text, in both.
 */
import { escapeXml } from '../export/flux-atom';
import type { EntreeDeLettre, Lettre, PartieDeLettre } from './lettre';

export interface Envoi {
  /** The few words of whoever sends it; paragraphs are separated by an empty line. */
  introduction: string;
  /** Address of the page where the reader stops receiving it. */
  desinscription: string;
}

export interface CourrielDeLettre {
  sujet: string;
  html: string;
  texte: string;
}

const FICTIF = 'Démonstration : ce territoire est inventé, ses lieux et ses dates n’existent pas.';
const POURQUOI = 'Vous recevez cette lettre, une fois par mois au plus, parce que vous l’avez demandée.';

const listParagraphes = (texte: string): string[] =>
  texte
    .split(/\n\s*\n/)
    .map((paragraphe) => paragraphe.trim())
    .filter((paragraphe) => paragraphe !== '');

const toHtmlLines = (texte: string): string => escapeXml(texte).replaceAll('\n', '<br>');

/** Where the links of this letter lead, letter by letter: mail programs have no page to start from. */
const toAdresse = ({ site }: Lettre, page: string): string => site + page;

function formatEntreeHtml({ titre, page, marque, lignes }: EntreeDeLettre, lettre: Lettre): string {
  const debut = marque === undefined ? '' : `<strong>${escapeXml(marque)} :</strong> `;
  return [
    '<li style="margin:0 0 16px">',
    `${debut}<a href="${escapeXml(toAdresse(lettre, page))}" style="font-weight:bold">${escapeXml(titre)}</a>`,
    ...lignes.map((ligne) => `<br>${escapeXml(ligne)}`),
    '</li>',
  ].join('');
}

function formatSuite({ suite }: PartieDeLettre): string | undefined {
  return suite && `Et ${suite.nombre} de plus ${suite.texte}`;
}

function formatPartieHtml(partie: PartieDeLettre, lettre: Lettre): string {
  const suite = formatSuite(partie);
  return [
    `<h2 style="font-size:20px;line-height:1.3;margin:32px 0 12px">${escapeXml(partie.titre)}</h2>`,
    `<ul style="list-style:none;margin:0;padding:0">${partie.entrees.map((entree) => formatEntreeHtml(entree, lettre)).join('\n')}</ul>`,
    ...(suite && partie.suite
      ? [`<p><a href="${escapeXml(toAdresse(lettre, partie.suite.page))}">${escapeXml(suite)}</a></p>`]
      : []),
  ].join('\n');
}

function formatSignatairesHtml({ signataires }: Lettre): string {
  const marques = signataires.map(({ nom, logo, texteAlternatif }) =>
    logo === undefined
      ? `<span style="display:inline-block;margin:0 16px 8px 0">${escapeXml(nom)}</span>`
      : `<img src="${escapeXml(logo)}" alt="${escapeXml(texteAlternatif)}" height="48" style="display:inline-block;height:48px;width:auto;margin:0 16px 8px 0;padding:4px;background:#fff">`,
  );
  return marques.length > 0 ? `<p>${marques.join('\n')}</p>` : '';
}

export function toHtml(lettre: Lettre, { introduction, desinscription }: Envoi): string {
  const { titre, sujet, territoire, nomOfficiel, site, fictif, parties } = lettre;
  return [
    '<!doctype html>',
    '<html lang="fr"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeXml(sujet)}</title></head>`,
    '<body style="margin:0;padding:16px;font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:17px;line-height:1.5">',
    '<div style="max-width:600px;margin:0 auto">',
    `<p style="margin:0">${escapeXml(territoire)}</p>`,
    `<h1 style="font-size:26px;line-height:1.25;margin:4px 0 16px">${escapeXml(titre)}</h1>`,
    ...(fictif ? [`<p><strong>${FICTIF}</strong></p>`] : []),
    ...listParagraphes(introduction).map((paragraphe) => `<p>${toHtmlLines(paragraphe)}</p>`),
    ...parties.map((partie) => formatPartieHtml(partie, lettre)),
    '<hr style="margin:32px 0 16px;border:0;border-top:1px solid">',
    `<p>${escapeXml(nomOfficiel)}<br><a href="${escapeXml(`${site}/`)}">${escapeXml(site.replace(/^https?:\/\//, ''))}</a></p>`,
    formatSignatairesHtml(lettre),
    `<p style="font-size:15px">${POURQUOI} <a href="${escapeXml(desinscription)}">Ne plus la recevoir</a></p>`,
    '</div></body></html>',
    '',
  ].join('\n');
}

function formatEntreeTexte({ titre, page, marque, lignes }: EntreeDeLettre, lettre: Lettre): string {
  return [`* ${marque === undefined ? '' : `${marque} : `}${titre}`, ...lignes, toAdresse(lettre, page)].join(
    '\n',
  );
}

function formatPartieTexte(partie: PartieDeLettre, lettre: Lettre): string[] {
  const suite = formatSuite(partie);
  return [
    partie.titre.toLocaleUpperCase('fr-FR'),
    ...partie.entrees.map((entree) => formatEntreeTexte(entree, lettre)),
    ...(suite && partie.suite ? [`${suite} :\n${toAdresse(lettre, partie.suite.page)}`] : []),
  ];
}

export function toTexte(lettre: Lettre, { introduction, desinscription }: Envoi): string {
  const { titre, territoire, nomOfficiel, site, fictif, parties, signataires } = lettre;
  return [
    `${titre}\n${territoire}`,
    ...(fictif ? [FICTIF] : []),
    ...listParagraphes(introduction),
    ...parties.flatMap((partie) => formatPartieTexte(partie, lettre)),
    '-- ',
    [nomOfficiel, `${site}/`].join('\n'),
    ...(signataires.length > 0 ? [signataires.map(({ texteAlternatif }) => texteAlternatif).join(', ')] : []),
    `${POURQUOI}\nNe plus la recevoir :\n${desinscription}`,
  ].join('\n\n');
}

/** Both forms, for one reader. */
export function toCourrielDeLettre(lettre: Lettre, envoi: Envoi): CourrielDeLettre {
  return { sujet: lettre.sujet, html: toHtml(lettre, envoi), texte: toTexte(lettre, envoi) };
}
