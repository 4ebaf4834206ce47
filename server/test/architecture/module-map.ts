import path from 'node:path'
import { moduleOf, type Source } from './sources.ts'

type ModuleMap = Record<string, readonly string[]>

export function cyclesIn(map: ModuleMap): string[] {
  const found: string[] = []
  const visit = (name: string, trail: string[]) => {
    if (trail.includes(name)) {
      found.push([...trail.slice(trail.indexOf(name)), name].join(' → '))
      return
    }
    for (const below of map[name] ?? []) if (below !== '*') visit(below, [...trail, name])
  }
  for (const name of Object.keys(map)) visit(name, [])
  return found
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g

/** Modules use only those on their row, only through their index; kit knows no module; packages know no server. */
export function importViolations(map: ModuleMap, sources: readonly Source[]): string[] {
  return sources.flatMap(({ path: file, text }) =>
    [...text.matchAll(IMPORT)].flatMap(([, target]) => {
      if (!target?.startsWith('.'))
        return file.startsWith('packages/') && target?.startsWith('@aftercare/server') ? [`${file}: ${target}`] : []
      const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), target))
      const why = wrongImport(map, file, to)
      return why ? [`${file}: imports ${to} (${why})`] : []
    }),
  )
}

function wrongImport(map: ModuleMap, file: string, to: string): string | null {
  const isTest = file.endsWith('.test.ts') || file.endsWith('.fixture.ts')
  const owner = moduleOf(file)
  const used = moduleOf(to)
  if (file.startsWith('packages/') && !to.startsWith('packages/')) return 'a package stands alone'
  if (file.startsWith('server/src/kit/') && used && !isTest) return 'kit knows no module'
  if (!owner || !used || owner === used || isTest) return null
  const row = map[owner] ?? []
  if (!row.includes(used) && !row.includes('*')) return `${used} is not on the row of ${owner}`
  return to.endsWith('/index.ts') ? null : 'only through index.ts'
}
