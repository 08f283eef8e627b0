/** What the site keeps on the device. Where the browser refuses to keep anything, it lasts as long as the page. */
const refuses = new Map<string, string>();

export function readAppareil(cle: string): string | null {
  try {
    return refuses.get(cle) ?? localStorage.getItem(cle);
  } catch {
    return refuses.get(cle) ?? null;
  }
}

/** False when the browser refuses: the text is then lost with the page. */
export function writeAppareil(cle: string, texte: string): boolean {
  try {
    localStorage.setItem(cle, texte);
    refuses.delete(cle);
    return true;
  } catch {
    refuses.set(cle, texte);
    return false;
  }
}

export function removeAppareil(cle: string): void {
  refuses.delete(cle);
  try {
    localStorage.removeItem(cle);
  } catch {
    // Nothing was kept there.
  }
}

/** True when the browser lets the site read what it kept. */
export function isAppareilAccessible(): boolean {
  try {
    return typeof localStorage.length === 'number';
  } catch {
    return false;
  }
}

/** Everything, whichever part of the site kept it: the commune, the list, the children, the pages read offline. */
export async function eraseAppareil(): Promise<void> {
  refuses.clear();
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Nothing was kept there.
  }
  // Neither exists on an address that is not secure.
  const { serviceWorker } = navigator as Partial<Pick<Navigator, 'serviceWorker'>>;
  const { caches } = window as Partial<Pick<Window, 'caches'>>;
  for (const enregistrement of (await serviceWorker?.getRegistrations()) ?? [])
    await enregistrement.unregister();
  for (const nom of (await caches?.keys()) ?? []) await caches?.delete(nom);
}
