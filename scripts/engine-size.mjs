// What the engine of entitlement costs an app: everything its package offers, minified, without the rule packs.
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = path.resolve(import.meta.dirname, '..')

/** In kB of 1000 bytes, gzip. */
export const engineLimit = 60

export async function engineSize() {
  const entry = path.join(root, 'packages/entitlement/src/index.ts')
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry, formats: ['es'], fileName: 'engine' },
      rollupOptions: { external: /entitlement\/packs\/[^/]*\.json$|^\.\.\/packs\// },
    },
  })
  const code = [built].flat().flatMap((one) => one.output.map((chunk) => chunk.code ?? ''))
  return gzipSync(code.join(''), { level: 9 }).length / 1000
}
