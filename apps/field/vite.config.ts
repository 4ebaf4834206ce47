import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const server = process.env.AFTERCARE_SERVER ?? 'http://localhost:8080'

const icons = [
  { src: 'mark-192.png', sizes: '192x192', type: 'image/png' },
  { src: 'mark-512.png', sizes: '512x512', type: 'image/png' },
  { src: 'mark-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]

export default defineConfig({
  base: '/field/',
  plugins: [
    react(),
    VitePWA({
      // Never reload by itself: somebody may be in the middle of a job.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Aftercare Field',
        short_name: 'Aftercare',
        start_url: '/field/',
        scope: '/field/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#0b57d0',
        icons,
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm}'],
        globIgnores: ['past-worker.js'],
        importScripts: ['past-worker.js'],
        navigateFallback: '/field/index.html',
        navigateFallbackDenylist: [/^\/api\//],
        // The reader of bar codes is one file of a megabyte.
        maximumFileSizeToCacheInBytes: 6 * 1024 * 1024,
      },
    }),
  ],
  build: { chunkSizeWarningLimit: 2000, rolldownOptions: { checks: { pluginTimings: false } } },
  server: { port: 5174, strictPort: true, proxy: { '/api': server } },
})
