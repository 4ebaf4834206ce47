import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.AFTERCARE_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  base: '/portal/',
  plugins: [react()],
  server: { port: 5175, strictPort: true, proxy: { '/api': server } },
})
