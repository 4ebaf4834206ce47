import fs from 'node:fs'
import path from 'node:path'
import type { Settings } from '../../kit/settings.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const GB = 1e9

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return ok('node', `Node ${version}`)
  return fail(
    'node',
    `Node ${version} cannot run TypeScript`,
    'Start with `npx aftercare`, which brings its own Node, or install Node 24.',
  )
}

/** The folder is made at the first start; until then its nearest parent must let us. */
export function checkFolder(settings: Settings): Finding {
  const { dataDir } = settings
  let there = dataDir
  while (!fs.existsSync(there)) there = path.dirname(there)
  try {
    fs.accessSync(there, fs.constants.W_OK | fs.constants.X_OK)
  } catch {
    return fail(
      'data folder',
      `${there} cannot be written`,
      'Give the folder to the user that runs Aftercare, or name another one with --data.',
    )
  }
  return there === dataDir
    ? ok('data folder', dataDir)
    : warn('data folder', `${dataDir} is not there yet`, 'Run `aftercare demo` or `aftercare serve`; either makes it.')
}

export function checkDisk(settings: Settings, look: (path: string) => fs.StatsFs = fs.statfsSync): Finding {
  let there = settings.dataDir
  while (!fs.existsSync(there)) there = path.dirname(there)
  const { bavail, bsize, ffree, files } = look(there)
  const free = bavail * bsize
  const found = `${(free / GB).toFixed(1)} GB free`
  const todo = 'Free some space, or move the data folder to a larger disk.'
  if (files > 0 && ffree < 1000) return fail('disk', `only ${ffree} files can still be made`, todo)
  if (free < 0.5 * GB) return fail('disk', found, todo)
  return free < 5 * GB ? warn('disk', found, todo) : ok('disk', found)
}

export function checkSecret(settings: Settings): Finding {
  const given = settings.secret
  if (given !== null) {
    if (given.length >= 32) return ok('secret', 'given as AFTERCARE_SECRET')
    return fail(
      'secret',
      `AFTERCARE_SECRET has only ${given.length} characters`,
      'Give at least 32 random ones: openssl rand -base64 32',
    )
  }
  const file = path.join(settings.dataDir, 'secret')
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat)
    return warn(
      'secret',
      'not made yet',
      'The first start makes one. With several servers, give all the same AFTERCARE_SECRET.',
    )
  if (stat.mode & 0o077) return fail('secret', `${file} can be read by others`, `chmod 600 ${file}`)
  return ok('secret', file)
}

export function checkAddress(settings: Settings): Finding {
  const url = URL.parse(settings.publicUrl)
  if (!url)
    return fail(
      'address',
      `PUBLIC_URL ${settings.publicUrl} is no address`,
      'Give the address people type, with https://',
    )
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'https:' || isLocal) return ok('address', settings.publicUrl)
  return warn(
    'address',
    `${settings.publicUrl} is not secure`,
    'Camera, offline work and copying need https: put a proxy with a certificate before it and set PUBLIC_URL.',
  )
}

export function checkApps(root = path.resolve(import.meta.dirname, '../../../../apps')): Finding[] {
  return ['console', 'field', 'portal'].map((name) => {
    const check = `app ${name}`
    const file = path.join(root, name, 'dist/index.html')
    const built = fs.statSync(file, { throwIfNoEntry: false })
    return built
      ? ok(check, `built ${built.mtime.toISOString().slice(0, 16)}Z`)
      : warn(check, 'not built', 'npm run build')
  })
}
