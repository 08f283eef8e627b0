/** A mail as it leaves: text in French, short lines, sometimes the same in HTML, and headers that nobody can add to. */
import type { SendMailOptions } from 'nodemailer';
import type { Expediteur } from '../reglages';
import { readCourriel } from '../reglages';

const LARGEUR = 72;
const SUJET_MAX = 150;

export interface Courriel {
  /** Address of the one person it goes to. */
  a: string;
  sujet: string;
  texte: string;
  /** The same, for who reads mails as pages; the text goes with it. */
  html?: string | undefined;
  /** Address where one stops receiving such mails, in one gesture (RFC 8058). */
  desinscription?: string | undefined;
}

/** Cuts lines at spaces so that they fit any screen and any mail program; an address of a page stays in one piece. */
export function wrapTexte(texte: string): string {
  const wrapLigne = (ligne: string): string => {
    const lignes = [''];
    for (const mot of ligne.split(' ')) {
      const courante = lignes.at(-1)!;
      if (courante !== '' && courante.length + 1 + mot.length > LARGEUR) lignes.push(mot);
      else lignes[lignes.length - 1] = courante === '' ? mot : `${courante} ${mot}`;
    }
    return lignes.join('\n');
  };
  return `${texte
    .trim()
    .split(/\r\n?|\n/)
    .map((ligne) => wrapLigne(ligne.trimEnd()))
    .join('\n')}\n`;
}

/**
 * Checks a mail before it is kept: one plain address, a subject of one line. What people typed reaches subjects, so
 * that a line break in them is taken for a space; in an address, it is refused.
 */
export function toCourriel({ a, sujet, texte, html, desinscription }: Courriel): Courriel {
  const adresse = readCourriel(a);
  if (adresse === undefined) throw new TypeError('the recipient of a mail is one plain address');
  const ligne = sujet.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim();
  const court = ligne.length > SUJET_MAX ? `${ligne.slice(0, SUJET_MAX - 1)}…` : ligne;
  // As `URL` writes it: no space, no line break, no angle bracket of its own.
  const sortie = desinscription === undefined ? undefined : new URL(desinscription).href;
  return { a: adresse, sujet: court, texte: wrapTexte(texte), html, desinscription: sortie };
}

/** Mail programs show a button of their own for these; it posts to that address. */
function toEnTetesDeListe(desinscription: string | undefined): Record<string, string> {
  if (desinscription === undefined) return {};
  return {
    'List-Unsubscribe': `<${desinscription}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** The same mail has the same `Message-ID` each time it is tried: who received it twice sees it once. */
export function toMessage(
  id: string,
  { a, sujet, texte, html, desinscription }: Courriel,
  expediteur: Expediteur,
): SendMailOptions {
  return {
    messageId: `<${id}@${expediteur.adresse.split('@')[1]!}>`,
    from: { name: expediteur.nom, address: expediteur.adresse },
    to: { name: '', address: a },
    subject: sujet,
    text: texte,
    ...(html === undefined ? {} : { html }),
    textEncoding: 'quoted-printable',
    // Neither answered by « I am on holiday » nor taken for a letter from somebody.
    headers: { 'Auto-Submitted': 'auto-generated', ...toEnTetesDeListe(desinscription) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
