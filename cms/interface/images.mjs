// @ts-check
/** Images of the atelier are served as they are, like its other files: nothing resizes them while the server runs. */

/** @type {import('astro').ExternalImageService} */
export default {
  getURL: ({ src }) => (typeof src === 'string' ? src : src.src),
  getHTMLAttributes({ src, format: _format, quality: _quality, ...attributs }) {
    const { width, height } = typeof src === 'string' ? attributs : src;
    return { ...attributs, width, height, decoding: 'async' };
  },
};
