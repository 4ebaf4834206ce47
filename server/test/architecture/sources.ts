import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../../..')

/** A source file as the checks see it; planted ones are made by hand. */
export interface Source {
  /** from the root, with forward slashes */
  path: string
  text: string
}

/** What git tracks or would track: exactly what a reader of the repository sees. */
export function trackedFiles(): string[] {
  const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return out.split('\n').filter((one) => one !== '' && fs.existsSync(path.join(ROOT, one)))
}

export function readSources(pattern: RegExp): Source[] {
  return trackedFiles()
    .filter((one) => pattern.test(one))
    .map((one) => ({ path: one, text: fs.readFileSync(path.join(ROOT, one), 'utf8') }))
}

export function moduleOf(file: string): string | null {
  return /^server\/src\/modules\/([^/]+)\//.exec(file)?.[1] ?? null
}
