import type { ApiProblem } from '@aftercare/api'

type Name = (string | number)[]
type Placed = { fields: { name: Name; errors: string[] }[]; unplaced: string[] }

export const pathKey = (name: Name) => name.join('.')

/** `lines.0.quantity` (or `/lines/0/quantity`) as Ant Design names a field. */
export function nameOf(path: string): Name {
  const parts = path.replace(/^\//, '').split(/[./]/)
  return parts.filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/**
 * Sorts the refusals of a problem by field. A refusal inside a field (`address.street` where the form has `address`)
 * goes to the nearest field around it.
 */
export function fieldErrors(problem: ApiProblem, has: (name: Name) => boolean): Placed {
  const fields = new Map<string, { name: Name; errors: string[] }>()
  const unplaced: string[] = []
  for (const error of problem.errors) {
    let name = nameOf(error.path)
    while (name.length > 0 && !has(name)) name = name.slice(0, -1)
    if (name.length === 0) unplaced.push(error.path ? `${error.path}: ${error.message}` : error.message)
    else {
      const known = fields.get(pathKey(name)) ?? { name, errors: [] }
      known.errors.push(error.message)
      fields.set(pathKey(name), known)
    }
  }
  return { fields: [...fields.values()], unplaced }
}
