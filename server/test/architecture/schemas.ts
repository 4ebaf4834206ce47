import { moduleOf, type Source } from './sources.ts'

type ModuleMap = Record<string, readonly string[]>

const WRITES = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`](\w+)\./g,
  /\binsert\s+into\s+(\w+)\./gi,
  /\bupdate\s+(\w+)\.\w+\s+(?:as\s+\w+\s+|\w+\s+)?set\b/gi,
  /\bdelete\s+from\s+(\w+)\./gi,
  /\btable:\s*['"`](\w+)\./g,
]
const READS = [
  /\b(?:selectFrom|innerJoin|leftJoin|rightJoin|fullJoin)\(\s*['"`](\w+)\./g,
  /\b(?:from|join)\s+(\w+)\.\w+/gi,
]

const HOT_KIT_WRITES = /`[^`]*`/g

const schemaOf = (name: string) => name.replaceAll('-', '_')

/** A module writes only its own schema; it may read those on its row of the map, and the kit's. */
export function schemaViolations(map: ModuleMap, sources: readonly Source[]): string[] {
  const schemas = new Set(['kit', 'auth', ...Object.keys(map).map(schemaOf)])
  return sources.flatMap((source) => {
    const owner = moduleOf(source.path)
    if (!owner || /\.(test|fixture)\.ts$/.test(source.path)) return []
    const row = map[owner] ?? []
    const readable = new Set(['kit', schemaOf(owner), ...row.map(schemaOf), ...(owner === 'people' ? ['auth'] : [])])
    // A hot statement writes its key and its event itself: one round trip is the point of it (architecture.md, "hot paths").
    const text = source.text.replace(HOT_KIT_WRITES, (statement) =>
      statement.includes('/* hot ') ? statement.replace(/kit\.(event|idempotency)\b/g, '') : statement,
    )
    const writable = new Set([schemaOf(owner), ...(owner === 'people' ? ['auth'] : [])])
    const found = (patterns: RegExp[]) =>
      patterns
        .flatMap((pattern) => [...text.matchAll(pattern)].map((hit) => hit[1]!.toLowerCase()))
        .filter((one) => schemas.has(one))
    const writes = found(WRITES).filter((one) => !writable.has(one))
    const reads = row.includes('*') ? [] : found(READS).filter((one) => !readable.has(one))
    return [...new Set(writes)]
      .map((one) => `${source.path}: writes ${one}`)
      .concat([...new Set(reads)].map((one) => `${source.path}: reads ${one}`))
  })
}
