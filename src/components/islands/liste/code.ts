/** The code that a phone scans to open a place's page, drawn on the device; the library comes only then. */
const SVG = 'http://www.w3.org/2000/svg';
const traces = new Map<string, { cote: number; trace: string }>();

async function traceOf(adresse: string): Promise<{ cote: number; trace: string }> {
  const connu = traces.get(adresse);
  if (connu) return connu;
  const { encode } = await import('uqr');
  const { size, data } = encode(adresse, { border: 2 });
  const trace = data
    .flatMap((ligne, y) => ligne.map((isNoir, x) => (isNoir ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  traces.set(adresse, { cote: size, trace });
  return { cote: size, trace };
}

export async function drawCode(boite: Element, adresse: string, nom: string): Promise<void> {
  const { cote, trace } = await traceOf(adresse);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${cote} ${cote}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Code à scanner : la page de ${nom}`);
  // White behind, whatever the colours of the page: a camera needs it.
  for (const [d, classe] of [
    [`M0 0h${cote}v${cote}H0z`, 'code-fond'],
    [trace, 'code-trace'],
  ] as const) {
    const chemin = document.createElementNS(SVG, 'path');
    chemin.setAttribute('d', d);
    chemin.setAttribute('class', classe);
    svg.append(chemin);
  }
  boite.replaceChildren(svg);
}
