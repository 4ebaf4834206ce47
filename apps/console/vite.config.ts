import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.AFTERCARE_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: server } } },
  build: {
    // scripts/build.mjs weighs what comes first; a large page that comes later is no fault.
    chunkSizeWarningLimit: 2000,
    // The long-lived chunk stays in the browser's cache over our releases. Ant Design is left to the bundler: grouped, every
    // component of every lazy page would come with the first screen.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack|openapi-[^/]+)\//,
            },
          ],
        },
      },
    },
  },
})
