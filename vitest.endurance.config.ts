import { defineConfig } from 'vitest/config';

/** What takes minutes: `npm run endurance`, never `npm test`. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    // One at a time: each of them fills the machine.
    fileParallelism: false,
    include: ['tests/endurance/**/*.test.ts'],
  },
});
