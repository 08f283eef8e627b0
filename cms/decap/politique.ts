/** The content security policy of `/admin/`: as strict as Decap lets it be. */

/** Decap writes its styles as it draws them, and shows images that it holds in memory; it evaluates nothing. */
export const politiqueDeDecap = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' blob:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
