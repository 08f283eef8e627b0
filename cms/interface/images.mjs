// @ts-check
/** Images of the atelier are served as they are, like its other files: nothing resizes them while the server runs. */

/** @type {import('astro').ExternalImageService} */
export default {
  getURL: ({ src }) => (typeof src === 'string' ? src : src.src),
  getHTMLAttributes({ src, alt, ...donnees }) {
    const { width, height } = typeof src === 'string' ? donnees : src;
    return { alt, width, height, decoding: 'async' };
  },
};
