import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.AFTERCARE_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  base: '/portal/',
  plugins: [react()],
  build: {
    // scripts/build.mjs weighs what comes first; a large page that comes later is no fault.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // The small pieces that several pages share come as one file: a dozen of them cost more in wrapping than in content.
        codeSplitting: {
          groups: [{ name: 'pieces', test: /packages[\\/]ui[\\/]|portal[\\/]src[\\/]shell[\\/]/, minShareCount: 2 }],
        },
      },
    },
  },
  server: { port: 5175, strictPort: true, proxy: { '/api': server } },
})
