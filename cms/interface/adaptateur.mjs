// @ts-check
/** The smallest adapter: the built server is a function that renders a page, for Fastify to send. */

/** @returns {import('astro').AstroIntegration} */
export function adaptateur() {
  return {
    name: 'atelier',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'atelier',
          serverEntrypoint: new URL('./entree.ts', import.meta.url),
          entrypointResolution: 'auto',
          supportedAstroFeatures: { serverOutput: 'stable' },
        });
      },
    },
  };
}
