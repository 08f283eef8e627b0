/**
 * Which characters a font can print, read from its own table. A PDF that everybody can read refuses a character that
 * its font does not have, and one emoji in one entry must not stop the whole guide.
 */

const UNICODE = 3;
const BMP = 1;
const SEGMENTS = 4;

/** Where a table of the font begins. */
function findTable(police: Buffer, nom: string): number {
  const nombre = police.readUInt16BE(4);
  for (let rang = 0; rang < nombre; rang += 1) {
    const ligne = 12 + 16 * rang;
    if (police.toString('latin1', ligne, ligne + 4) === nom) return police.readUInt32BE(ligne + 8);
  }
  throw new Error(`the font has no table « ${nom} »`);
}

/** Where the list of the characters of the basic plane begins. */
function findSegments(police: Buffer): number {
  const cmap = findTable(police, 'cmap');
  const nombre = police.readUInt16BE(cmap + 2);
  for (let rang = 0; rang < nombre; rang += 1) {
    const ligne = cmap + 4 + 8 * rang;
    const debut = cmap + police.readUInt32BE(ligne + 4);
    if (
      police.readUInt16BE(ligne) === UNICODE &&
      police.readUInt16BE(ligne + 2) === BMP &&
      police.readUInt16BE(debut) === SEGMENTS
    )
      return debut;
  }
  throw new Error('the font does not list its characters in the usual way');
}

/** The characters that a TrueType font draws. */
export function listCaracteres(police: Buffer): Set<number> {
  const debut = findSegments(police);
  const octets = police.readUInt16BE(debut + 6);
  const fins = debut + 14;
  const debuts = fins + octets + 2;
  const caracteres = new Set<number>();
  for (let decalage = 0; decalage < octets; decalage += 2) {
    const dernier = police.readUInt16BE(fins + decalage);
    const delta = police.readUInt16BE(debuts + octets + decalage);
    const adresse = debuts + 2 * octets + decalage;
    const portee = police.readUInt16BE(adresse);
    for (let code = police.readUInt16BE(debuts + decalage); code <= dernier && code !== 0xffff; code += 1) {
      const dessin =
        portee === 0
          ? code
          : police.readUInt16BE(adresse + portee + 2 * (code - police.readUInt16BE(debuts + decalage)));
      if (dessin !== 0 && ((dessin + delta) & 0xffff) !== 0) caracteres.add(code);
    }
  }
  return caracteres;
}
