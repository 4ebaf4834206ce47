// Builds the three apps and weighs them. A page that is too heavy for a phone on a slow network fails here, not there.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const vite = path.join(root, 'node_modules/vite/bin/vite.js')
const local = path.join(root, 'node_modules/.bin/node')

/** What must come before the first screen is usable, and all there is; gzip, in kB of 1000 bytes. The reader of codes is
 * counted apart: it comes only when somebody opens the camera. */
const limits = { console: { first: 420 }, field: { first: 200 }, portal: { all: 150 } }

function build(app) {
  const done = spawnSync(local, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(root, 'apps', app),
    stdio: 'inherit',
  })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const weigh = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1000

/** Scripts named by the page itself; everything else is loaded when it is needed. The texts of one language come with the first. */
function firstLoad(dist, files) {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+\.js)"/g)].map((found) => found[1])
  const words = files.filter((file) => /^assets\/(en|zh-CN|zh-TW)-/.test(file))
  const heaviest = Math.max(0, ...words.map((file) => weigh(path.join(dist, file))))
  return named.reduce((sum, file) => sum + weigh(path.join(dist, file)), heaviest)
}

let tooHeavy = false
for (const [app, limit] of Object.entries(limits)) {
  build(app)
  const dist = path.join(root, 'apps', app, 'dist')
  const files = readdirSync(dist, { recursive: true }).filter(
    (file) => file.endsWith('.js') && !/^(sw|workbox-)/.test(file),
  )
  const scripts = files.map((file) => file.replaceAll('\\', '/'))
  const sizes = {
    first: firstLoad(dist, scripts),
    all: scripts
      .filter((file) => !/^assets\/scanner-/.test(file))
      .reduce((sum, file) => sum + weigh(path.join(dist, file)), 0),
  }
  const over = Object.entries(limit).filter(([what, most]) => sizes[what] > most)
  const notes = over.map(([what, most]) => ` — ${what} is over its ${most} kB`).join('')
  console.log(
    `${app.padEnd(8)} first ${sizes.first.toFixed(0).padStart(4)} kB   all ${sizes.all.toFixed(0).padStart(4)} kB gz${notes}`,
  )
  tooHeavy ||= over.length > 0
}
process.exit(tooHeavy ? 1 : 0)
