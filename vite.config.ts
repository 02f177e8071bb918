import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server compares Origin with Host: the proxy must not rewrite it.
const own = { target: 'http://127.0.0.1:3000', changeOrigin: false };

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, sourcemap: true },
  server: { port: 5173, proxy: { '/api': own, '/webhooks': own } },
});
