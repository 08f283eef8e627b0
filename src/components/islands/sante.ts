/** What our server receives: a site may be published without it. */
export interface Sante {
  lettre?: boolean;
  orientations?: boolean;
  recherches?: boolean;
  signalements?: boolean;
}

/** Nothing of all that on a host of plain pages; undefined without network. */
export async function readSante(): Promise<Sante | undefined> {
  try {
    const reponse = await fetch('/sante', { cache: 'no-store' });
    return reponse.ok ? ((await reponse.json().catch(() => ({}))) as Sante) : {};
  } catch {
    return undefined;
  }
}
