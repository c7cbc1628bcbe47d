import path from 'node:path';
import { defineConfig } from 'vite';

// The screens are built to dist/web of the project; the server hands them out from there.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: path.resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the server forbids inline script and data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
