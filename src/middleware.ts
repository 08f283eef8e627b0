/** Passes by each file that is built, to leave for later what a publication does not wait for. */
import type { MiddlewareHandler } from 'astro';
import { keepForLater, tellFiches } from './loaders/annexes';

export const onRequest: MiddlewareHandler = async ({ url: { pathname } }, next) =>
  // Without a body, nothing is written.
  keepForLater(pathname, () => next()) ? new Response(null) : tellFiches(pathname, await next());
