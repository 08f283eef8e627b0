/** `/manifest.webmanifest`: what a phone shows when the site is on its home screen. */
import type { Territoire } from '../territoire/schema';

/** Under an icon, a longer name would be cut. */
const NOM_COURT = 'Infos Familles';
/** Those of `tokens.css`: the thread and the paper. */
const FIL = '#0b5d5a';
const PAPIER = '#fbf7f0';

export function toManifeste({ nom, presentation }: Territoire): string {
  const icone = (taille: number, purpose: 'any' | 'maskable') => ({
    src: `/icones/${purpose === 'any' ? 'icone' : 'masquable'}-${taille}.png`,
    sizes: `${taille}x${taille}`,
    type: 'image/png',
    purpose,
  });
  return JSON.stringify({
    id: '/',
    name: `Réseau Infos Familles, ${nom}`,
    short_name: NOM_COURT,
    description: presentation,
    lang: 'fr',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: FIL,
    background_color: PAPIER,
    categories: ['lifestyle', 'government'],
    icons: [icone(192, 'any'), icone(512, 'any'), icone(192, 'maskable'), icone(512, 'maskable')],
    shortcuts: [
      { name: 'Urgences', url: '/urgences/' },
      { name: 'Par commune', url: '/communes/' },
    ],
  });
}
