import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const everywhere = ['**/node_modules/**', '**/dist/**'];
const browser = 'test/browser/**';

/** `npm test` runs two worlds: `server` on a real PostgreSQL, `web` in a simulated DOM. Browser tests join with VORONKA_BROWSER=1. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, 'web/**', ...(process.env.VORONKA_BROWSER === '1' ? [] : [browser])],
          globalSetup: 'test/global-setup.ts',
          // A gesture in a real browser may fall between two frames of a busy machine; what is broken fails three times.
          retry: process.env.VORONKA_BROWSER === '1' ? 2 : 0,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          include: ['web/**/*.test.{ts,tsx}'],
          exclude: everywhere,
          environment: 'happy-dom',
        },
      },
    ],
  },
});
