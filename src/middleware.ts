/** Passes by each file that is built, to leave for later what a publication does not wait for. */
import type { MiddlewareHandler } from 'astro';
import { keepForLater } from './loaders/annexes';

export const onRequest: MiddlewareHandler = ({ url }, next) =>
  // Without a body, nothing is written.
  keepForLater(url.pathname, () => next()) ? new Response(null) : next();
