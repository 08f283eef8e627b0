import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // A slow machine is not a fault of the code.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    include: ['tests/{unit,content,cms}/**/*.test.ts'],
  },
});
