// Which test files ask the database of the run: those whose imports lead to `inject('postgres')`, the only way to it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

function asks(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return false
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  if (text.includes("inject('postgres')")) return true
  return [...text.matchAll(IMPORT)].some(([, name]) => asks(path.resolve(path.dirname(file), name), seen))
}

export const serverTests = () =>
  ['server', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )

/** Pure ones, those of files, and those that start a PostgreSQL of their own. */
export const testsWithoutDatabase = () => serverTests().filter((file) => !asks(path.join(root, file)))
