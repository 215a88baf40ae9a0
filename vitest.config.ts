import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { QUIET_FLAGS, SOFTWARE_WEBGPU_FLAGS } from './scripts/chromium-flags.ts';
import { findBrowser } from './scripts/find-browser.ts';

const browser = findBrowser();
/** A busy machine is no failure: what is waited for comes when it comes. */
const PATIENT = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          // Most files import much the same; what is tested keeps nothing in its modules.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: PATIENT,
        },
      },
      {
        worker: { format: 'es' },
        // Found by a worker only at run time, which would reload the page amid a test.
        optimizeDeps: {
          include: [
            '@mantine/core',
            '@mantine/hooks',
            '@mediapipe/tasks-vision',
            '@observablehq/plot',
            '@tanstack/react-virtual',
            'axe-core',
            'csv-parse/browser/esm/sync',
            'fflate',
            'h5wasm',
            'mediabunny',
            'markdown-to-jsx/react',
            'mqtt',
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'uplot',
            'wouter',
            'wouter/memory-location',
            'ydf-training',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/support/brokers.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: PATIENT,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(browser === null ? {} : { executablePath: browser }),
                args: [...QUIET_FLAGS, ...SOFTWARE_WEBGPU_FLAGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'commands',
          include: ['tests/commands/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: PATIENT,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: PATIENT,
          fileParallelism: false,
        },
      },
    ],
  },
});
