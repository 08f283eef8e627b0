/** Whether a request that changes something comes from a page of this site. */
import type { FastifyRequest } from 'fastify';

const SANS_EFFET = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Browsers say where a request comes from: in `Sec-Fetch-Site`, on secure addresses, and in `Origin` with every POST. A
 * request that says neither is not a browser’s, and carries nobody’s cookie without their knowing.
 */
export function isDUnAutreSite(
  { method, headers, host }: Pick<FastifyRequest, 'method' | 'headers' | 'host'>,
  adresse: string,
): boolean {
  if (SANS_EFFET.includes(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin } = headers;
  if (origin === undefined || origin === adresse) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
