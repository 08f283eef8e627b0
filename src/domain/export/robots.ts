import type { Portail } from '../portail/portail';
import { toUrl } from './en-tete';

/** `/robots.txt`. A fictitious territory is open too: its pages ask not to be indexed, which must be readable. */
export function toRobots(portail: Portail): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${toUrl('/sitemap-index.xml', portail)}\n`;
}
