import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL(mode === 'gallery' ? './gallery/' : '.', import.meta.url)),
  plugins: [react()],
  // The server puts each request's nonce here; styles that are written while running carry it.
  html: { cspNonce: '__NONCE__' },
  define: { __VERSION__: JSON.stringify(process.env.npm_package_version ?? '0.1.0') },
  build: {
    outDir: `${root}/dist/${mode === 'gallery' ? 'gallery' : 'web'}`,
    emptyOutDir: true,
    target: ['chrome99', 'safari16', 'firefox102'],
    // Nothing is written into the page: the content security policy forbids it.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // What hardly changes from one version to the next stays in the browser's store.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/,
              priority: 20,
            },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } } },
}));
