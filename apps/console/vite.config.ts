import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.AFTERCARE_SERVER ?? 'http://localhost:8080'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: server } } },
  build: {
    // The two long-lived chunks stay in the browser's cache over our releases.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack|openapi-[^/]+)\//,
            },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|dayjs)\/(?!.*locale)/ },
          ],
        },
      },
    },
  },
})
