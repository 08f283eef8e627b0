/** The code that a phone scans to open a place's page, drawn on the device; the library comes only then. */
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

/** Fills the drawing that the model of a place holds. White is behind, whatever the colours: a camera needs it. */
export async function drawCode(svg: Element, adresse: string, nom: string): Promise<void> {
  const { cote, trace } = await traceOf(adresse);
  svg.setAttribute('viewBox', `0 0 ${cote} ${cote}`);
  svg.setAttribute('aria-label', `Code à scanner : la page de ${nom}`);
  svg.querySelector('.code-fond')!.setAttribute('d', `M0 0h${cote}v${cote}H0z`);
  svg.querySelector('.code-trace')!.setAttribute('d', trace);
}
