/**
 * Writes data as YAML, always in the same way: one field a line, and quotes around whatever a reader of YAML 1.1 or 1.2
 * would take for something else than a text (`12:00`, `yes`, `2026-12-01`, `0755`). A field that changes is one line.
 */

/** Words that YAML 1.1 or 1.2 reads as true, false or nothing. */
const MOTS_RESERVES = /^(true|false|yes|no|on|off|y|n|null)$/i;

/** Characters that YAML does not allow as they are, or takes for the end of a line. */
const A_ECHAPPER = /[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
const CHAQUE_A_ECHAPPER = new RegExp(`["\\\\]|${A_ECHAPPER.source}`, 'gu');

/** Far deeper than any entry: YAML can write a list that contains itself. */
const PROFONDEUR_MAX = 50;

function isPlain(texte: string): boolean {
  return (
    /^\p{L}/u.test(texte) && // so neither a number, a date, nor a sign that YAML gives a meaning to
    !/:(\s|$)|\s#|\s$/u.test(texte) &&
    !MOTS_RESERVES.test(texte)
  );
}

function escape(signe: string): string {
  if (signe === '"' || signe === '\\') return `\\${signe}`;
  if (signe === '\n') return '\\n';
  return `\\u${signe.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function toTexte(texte: string): string {
  if (A_ECHAPPER.test(texte)) return `"${texte.replace(CHAQUE_A_ECHAPPER, escape)}"`;
  return isPlain(texte) ? texte : `'${texte.replaceAll("'", "''")}'`;
}

/** YAML 1.1 wants a point before an exponent. */
function toNombre(nombre: number): string {
  if (Number.isNaN(nombre)) return '.nan';
  if (!Number.isFinite(nombre)) return nombre > 0 ? '.inf' : '-.inf';
  return String(nombre).replace(/^(-?\d+)e/, '$1.0e');
}

function toScalaire(valeur: unknown): string {
  if (typeof valeur === 'string') return toTexte(valeur);
  if (typeof valeur === 'number') return toNombre(valeur);
  if (typeof valeur === 'boolean') return String(valeur);
  return 'null';
}

function toLignes(valeur: unknown, profondeur: number): string[] {
  if (profondeur > PROFONDEUR_MAX) throw new RangeError('These data are too deep, or contain themselves.');
  if (Array.isArray(valeur)) {
    if (valeur.length === 0) return ['[]'];
    return valeur.flatMap((element: unknown) => {
      const [premiere, ...suite] = toLignes(element, profondeur + 1);
      return [`- ${premiere!}`, ...suite.map((ligne) => `  ${ligne}`)];
    });
  }
  if (typeof valeur !== 'object' || valeur === null) return [toScalaire(valeur)];
  const champs = Object.entries(valeur).filter(([, sous]) => sous !== undefined);
  if (champs.length === 0) return ['{}'];
  return champs.flatMap(([cle, sous]) => {
    const lignes = toLignes(sous, profondeur + 1);
    const isBloc = typeof sous === 'object' && sous !== null && !['[]', '{}'].includes(lignes[0]!);
    if (!isBloc) return [`${toTexte(cle)}: ${lignes[0]!}`];
    return [`${toTexte(cle)}:`, ...lignes.map((ligne) => `  ${ligne}`)];
  });
}

/** `{ nom: 'Mairie', code: '01234' }` gives « nom: Mairie », « code: '01234' ». Fields keep the order they have. */
export function toYaml(donnees: unknown): string {
  return `${toLignes(donnees, 0).join('\n')}\n`;
}
