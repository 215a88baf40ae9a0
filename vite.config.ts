import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // MediaPipe and tfjs are loaded by workers only; what is left is the page.
    chunkSizeWarningLimit: 1500,
  },
});
