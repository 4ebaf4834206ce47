export type Params = Record<string, string>

/** `/q/:company/:token` against an address; null when it is another one. */
export function match(pattern: string, path: string): Params | null {
  const wanted = parts(pattern)
  const given = parts(path)
  if (wanted.length !== given.length) return null
  const params: Params = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return null
  }
  return params
}

const parts = (path: string) => path.split('/').filter((part) => part !== '')
