import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Puts every file beside itself as the server sends it to a browser that takes it smaller: compressed once, at its best. */
const compressBuilt = (): Plugin => {
  let folder = '';
  return {
    name: 'compress-built',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      const files = names.filter((name) => /\.(?:html|js|css|svg)$/u.test(name));
      await Promise.all(
        files.map(async (name) => {
          const file = path.join(folder, name);
          const plain = await readFile(file);
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
          await writeFile(`${file}.br`, await promisify(brotliCompress)(plain, { params }));
          await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }));
        }),
      );
    },
  };
};

// The screens are built to dist/web of the project; the server hands them out from there.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [compressBuilt()],
  build: {
    outDir: path.resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the server forbids inline script and data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
