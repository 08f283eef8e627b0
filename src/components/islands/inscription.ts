/** The form of the letter gives way where nobody receives it. */
async function choose(): Promise<void> {
  const formulaire = document.querySelector<HTMLFormElement>('[data-inscription]')!;
  const sans = document.querySelector<HTMLElement>('[data-sans-inscription]')!;
  try {
    const reponse = await fetch('/sante', { cache: 'no-store' });
    const sante: unknown = reponse.ok ? await reponse.json().catch(() => undefined) : undefined;
    const isReceived = (sante as { lettre?: boolean } | undefined)?.lettre === true;
    if (isReceived) return;
    // In the same place, so that nothing moves.
    formulaire.style.minHeight = `${formulaire.offsetHeight}px`;
    formulaire.replaceChildren(sans);
    sans.hidden = false;
  } catch {
    // Without network, nothing is known of the server: the form stays.
  }
}

void choose();
