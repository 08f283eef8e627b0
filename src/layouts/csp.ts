/** The content security policy: written in a `<meta>` by every page, and in a header by our server. */

export interface CspOptions {
  /** As a header: a `<meta>` may not say who frames the page. */
  enTete?: boolean;
  /** True for the pages that are made to be shown inside other sites. */
  encadrable?: boolean;
  /** Origins of images from elsewhere: the map's tiles. */
  images?: readonly string[];
  /** Lets the page run WebAssembly: the index of search. The header does, since it is the same for every page. */
  wasm?: boolean;
}

export function contentSecurityPolicy({
  enTete = false,
  encadrable = false,
  images = [],
  wasm = enTete && !encadrable,
}: CspOptions = {}): string {
  const directives = [
    "default-src 'none'",
    wasm ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data:", ...images].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    `form-action ${encadrable ? "'none'" : "'self'"}`,
  ];
  if (enTete) directives.push(`frame-ancestors ${encadrable ? '*' : "'none'"}`);
  return directives.join('; ');
}
