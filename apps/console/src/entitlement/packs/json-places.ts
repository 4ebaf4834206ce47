/** Where in a JSON text each value stands, by its path in the form the checker names (`.rules[3].term.months`). */
export function placesIn(text: string): Map<string, number> {
  const places = new Map<string, number>()
  let at = 0
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const string = (): string => {
    const start = at++
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    return JSON.parse(text.slice(start, ++at)) as string
  }
  /** After each item stands a comma or the closing bracket. */
  const items = (end: string, item: (index: number) => void) => {
    at++
    space()
    for (let index = 0; text[at] !== end; index++) {
      item(index)
      space()
      if (text[at] === ',') at++
      space()
    }
    at++
  }
  const value = (path: string) => {
    space()
    places.set(path, at)
    if (text[at] === '{')
      items('}', () => {
        const name = string()
        space()
        at++
        value(`${path}.${name}`)
      })
    else if (text[at] === '[') items(']', (index) => value(`${path}[${index}]`))
    else if (text[at] === '"') string()
    else while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at++
  }
  JSON.parse(text) // what follows trusts the form
  value('')
  return places
}

/** The place of a path, or of the nearest value around it: what is missing has no place of its own. */
export function placeOf(places: ReadonlyMap<string, number>, path: string): number {
  for (let near = path; near !== ''; near = near.replace(/(\.[^.[]*|\[\d+\])$/, '')) {
    const place = places.get(near)
    if (place !== undefined) return place
    if (!/(\.[^.[]*|\[\d+\])$/.test(near)) break
  }
  return places.get('') ?? 0
}
