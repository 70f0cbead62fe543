import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A running gateway, for `npm run console:dev`. */
const gateway = process.env['DESKHOOK_GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: here('public'),
  cacheDir: here('../.deskhook/vite'),
  // The gateway puts a nonce of its own into each answer in the place of this word.
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: here('../dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // Browsers that know light-dark(): what it would be replaced with does not follow Mantine's switch of colours.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Nothing may be inlined into the page: the content security policy allows files of our own alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // Libraries mark their files for servers that render React; there is none here.
    rolldownOptions: {
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy: { '/v1': gateway } },
});
