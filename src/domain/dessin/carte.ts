/**
 * The map of coverage: each commune in the shade and the pattern of its class, with its value written on it, so that
 * the map is read in colours, in black and white and by who cannot tell colours apart.
 */
import type { Point } from '../territoire/distance';
import { type Dessin, escapeXml, round, writeSvg, writeTexte } from './svg';

export interface ZoneDeCarte {
  nom: string;
  centre: Point;
  /** Closed lines, as many as the commune has pieces. */
  lignes: readonly (readonly Point[])[];
  /** Rank of its class in the legend. */
  classe: number;
  /** Written on the commune; empty when there is nothing to write. */
  texte: string;
  /** The whole sentence, for who points at it. */
  phrase: string;
}

export interface CarteADessiner extends Dessin {
  zones: readonly ZoneDeCarte[];
  /** Places of the services. */
  points: readonly Point[];
  classes: readonly string[];
}

/** From near to far: darker, and with lines closer together. */
const TEINTES = ['#0b5d5a', '#8fc4ba', '#e0efea', '#fdf0d2', '#f3b27a'] as const;
const HACHURES = [undefined, undefined, undefined, 10, 5] as const;
const TEXTES = ['sur-fonce', 'encre', 'encre', 'encre', 'encre'] as const;
export const CLASSES_DE_CARTE = TEINTES.length;

const LARGEUR = 400;
const MARGE = 8;
const HAUTEUR_MAX = 480;
const LIGNE_DE_LEGENDE = 24;

function createProjection(points: readonly Point[]) {
  const lats = points.map(({ lat }) => lat);
  const lons = points.map(({ lon }) => lon);
  const [sud, nord, ouest, est] = [
    Math.min(...lats),
    Math.max(...lats),
    Math.min(...lons),
    Math.max(...lons),
  ];
  const resserre = Math.cos((((sud + nord) / 2) * Math.PI) / 180);
  const echelle = Math.min(
    (LARGEUR - 2 * MARGE) / Math.max((est - ouest) * resserre, 1e-6),
    (HAUTEUR_MAX - 2 * MARGE) / Math.max(nord - sud, 1e-6),
  );
  const gauche = (LARGEUR - (est - ouest) * resserre * echelle) / 2;
  return {
    hauteur: (nord - sud) * echelle + 2 * MARGE,
    project: ({ lat, lon }: Point) => ({
      x: gauche + (lon - ouest) * resserre * echelle,
      y: MARGE + (nord - lat) * echelle,
    }),
  };
}

function writeMotifs(id: string): string {
  const motifs = HACHURES.flatMap((pas, classe) =>
    pas === undefined
      ? []
      : [
          `<pattern id="${id}-m${classe}" width="${pas}" height="${pas}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
            `<rect class="teinte-${classe}" width="${pas}" height="${pas}" fill="${TEINTES[classe]}"/>` +
            `<path class="hachure" d="M0 0V${pas}" stroke="#17282a" stroke-opacity=".45" stroke-width="1.5"/></pattern>`,
        ],
  );
  return `<defs>${motifs.join('')}</defs>`;
}

/** The class and the paint of what belongs to a class of the legend. */
function paint(id: string, classe: number, autreClasse = ''): string {
  const noms = [HACHURES[classe] === undefined ? `teinte-${classe}` : '', autreClasse]
    .filter(Boolean)
    .join(' ');
  const peinture = HACHURES[classe] === undefined ? TEINTES[classe]! : `url(#${id}-m${classe})`;
  return `${noms ? `class="${noms}" ` : ''}fill="${peinture}"`;
}

export function drawCarte(carte: CarteADessiner): string {
  const { id, zones, points, classes } = carte;
  const { hauteur, project } = createProjection([
    ...zones.flatMap(({ lignes, centre }) => [centre, ...lignes.flat()]),
    ...points,
  ]);
  const toTrace = (ligne: readonly Point[]): string =>
    `M${ligne
      .map(project)
      .map(({ x, y }) => `${round(x)} ${round(y)}`)
      .join('L')}Z`;
  const communes = zones.map(
    ({ nom, lignes, classe, phrase }) =>
      `<path ${paint(id, classe)} d="${lignes.map(toTrace).join('')}"><title>${escapeXml(`${nom} : ${phrase}`)}</title></path>`,
  );
  const textes = zones.map(({ centre, texte, classe }) => {
    const { x, y } = project(centre);
    return texte === ''
      ? ''
      : writeTexte(x, y + 4.5, texte, { ancre: 'middle', gras: true, classe: `etiquette ${TEXTES[classe]}` });
  });
  // Several services are often in one place: one mark is enough. A diamond is no letter and no figure.
  const lieux = new Set(points.map(project).map(({ x, y }) => `M${round(x)} ${round(y - 7)}l6 7-6 7-6-7z`));
  const reperes = [...lieux].map(
    (trace) => `<path class="repere" d="${trace}" fill="#a93c0c" stroke="#fffdf9" stroke-width="1.5"/>`,
  );
  const legende = [
    ...classes.map((libelle, classe) => {
      const y = hauteur + 14 + classe * LIGNE_DE_LEGENDE;
      return (
        `<rect ${paint(id, classe, 'pave')} x="${MARGE}" y="${round(y)}" width="26" height="16" stroke="#7d7565"/>` +
        writeTexte(MARGE + 36, y + 13, libelle)
      );
    }),
  ];
  const y = hauteur + 14 + classes.length * LIGNE_DE_LEGENDE;
  if (points.length > 0) {
    legende.push(
      `<path class="repere" d="M${MARGE + 13} ${round(y + 1)}l6 7-6 7-6-7z" fill="#a93c0c" stroke="#fffdf9" stroke-width="1.5"/>` +
        writeTexte(MARGE + 36, y + 13, 'un lieu où l’on trouve ce service'),
    );
  }
  return writeSvg(
    carte,
    { largeur: LARGEUR, hauteur: y + LIGNE_DE_LEGENDE + MARGE },
    `${writeMotifs(id)}<g class="communes" stroke="#7d7565" stroke-width="1" stroke-linejoin="round">${communes.join('')}</g>` +
      `${reperes.join('')}${textes.join('')}${legende.join('')}`,
  );
}
