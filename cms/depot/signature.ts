/** Who signs in the history: an organisation and a technical address, never a person nor a real address. */

export interface Signature {
  /** Short and technical: letters, digits, hyphens. */
  id: string;
  nom: string;
}

const DOMAINE = 'organismes.invalid';
const NOM_MAX = 120;

/** On one line, whatever was written: a line of its own could pass for one of the server's. */
export function toLigne(texte: string): string {
  return texte
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** The same signature, as git accepts it: git removes angle brackets, and points at both ends. */
export function cleanSignature({ id, nom }: Signature): Signature {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id))
    throw new TypeError('This id cannot sign: it is no short name.');
  const propre = toLigne(nom.replace(/[<>]/g, ' '))
    .slice(0, NOM_MAX)
    .toWellFormed()
    .replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '');
  return { id, nom: propre || 'Organisme' };
}

export const toAdresse = ({ id }: Signature): string => `${id}@${DOMAINE}`;

/** `Le Hangar <le-hangar@organismes.invalid>`. */
export const formatSignature = (signature: Signature): string => `${signature.nom} <${toAdresse(signature)}>`;

/** Reads what `formatSignature` wrote. Who commits on a forge has another address: only the name is kept. */
export function readSignature(texte: string): Signature {
  const [, nom = '', adresse = ''] = /^(.*?) ?<([^<>]*)>/.exec(texte) ?? [];
  const [id = '', domaine] = adresse.split('@');
  return { id: domaine === DOMAINE ? id : 'forge', nom: nom || 'Organisme' };
}

/** True when the atelier signed it. */
export const isSigned = (texte: string): boolean => texte.includes(`@${DOMAINE}>`);
