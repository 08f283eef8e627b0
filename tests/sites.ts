/** The built sites that the browser tests visit: who builds, who serves and who tests agree here. */
export const AUJOURDHUI_DES_TESTS = '2026-12-01';

// Another port lets two clones run their tests at the same time.
const port = Number(process.env.PORT_DES_TESTS ?? 4390);

export const SITES_DE_TEST = [
  { territoire: 'val-d-exemple', port, url: `http://127.0.0.1:${port}`, dossier: 'var/tests/val-d-exemple' },
  {
    territoire: 'monts-rance-rougier',
    port: port + 1,
    url: `http://127.0.0.1:${port + 1}`,
    dossier: 'var/tests/monts-rance-rougier',
  },
] as const;

/** The fictitious territory, rich in every case: what tests visit unless they say otherwise. */
export const [valDExemple, montsRanceRougier] = SITES_DE_TEST;

/** The same, where every text that a partner may write holds a charge: see fixtures/contenu-hostile.ts. */
export const siteHostile = {
  territoire: 'val-d-exemple',
  port: port + 2,
  url: `http://127.0.0.1:${port + 2}`,
  dossier: 'var/tests/site-hostile',
  contenu: 'var/tests/contenu-hostile',
} as const;
