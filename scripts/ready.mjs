// Plain JavaScript for any Node ≥ 20: makes sure the packages of the lockfile are installed before anything else runs.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const stamp = path.join(root, 'node_modules/.aftercare-installed')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Aftercare needs Node 20.19 or newer to start (found ${process.versions.node}); it brings its own Node 24 for the rest.`,
  )
  process.exit(1)
}
const lock = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing packages (once, about a minute) …')
  // `npm ci` refuses a lockfile without the binaries of foreign platforms, which some registries do not hold; this installs
  // exactly what the lockfile says and leaves the file alone. The engine warnings speak of Node 20: the packages run on ours.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  writeFileSync(stamp, lock)
}
