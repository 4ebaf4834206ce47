/** What a technical drawing is made of. Nothing here loads, runs or refers to anything. */
const ELEMENTS = new Set([
  ...['svg', 'g', 'path', 'line', 'polyline', 'polygon', 'rect', 'circle', 'ellipse', 'text', 'tspan', 'title'],
])
const SAYS = new Set(['text', 'tspan', 'title'])
const ATTRIBUTES = new Set([
  ...[
    'viewBox',
    'width',
    'height',
    'd',
    'points',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'dx',
    'dy',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
  ],
  ...['transform', 'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap'],
  ...['stroke-linejoin', 'stroke-opacity', 'opacity', 'font-size', 'font-weight', 'font-family', 'text-anchor'],
  ...['dominant-baseline', 'vector-effect', 'preserveAspectRatio'],
])
const TAG = /<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([A-Za-z][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g
const PAIR = /([A-Za-z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** Values of drawings: numbers, commands of paths, names of colours. No brackets but those of transforms, no addresses. */
const PLAIN = /^[\w\s.,#%+-]*$|^(?:\s*(?:matrix|translate|scale|rotate|skewX|skewY)\([\d\s.,eE+-]*\)\s*,?)+$/

/**
 * A drawing written anew from the elements and attributes a drawing needs, so that nothing else of the file is left. Null when
 * it is no drawing: no `svg` with a size at its beginning, or nothing drawn in it.
 */
export function safeSvg(source: string): string | null {
  const out: string[] = []
  const open: string[] = []
  let from = 0
  let drawn = 0
  // What a dropped element holds is dropped with it.
  let dropped: { name: string; depth: number } | null = null
  for (const match of source.matchAll(TAG)) {
    const [whole, closes, name, rest = ''] = match
    if (!dropped && open.length > 0 && SAYS.has(open.at(-1)!)) out.push(escaped(source.slice(from, match.index)))
    from = match.index + whole.length
    if (!name) continue
    const isEmpty = rest.trimEnd().endsWith('/')
    if (dropped) {
      if (name === dropped.name) dropped.depth += closes ? -1 : isEmpty ? 0 : 1
      if (dropped.depth === 0) dropped = null
      continue
    }
    if (!ELEMENTS.has(name) || (open.length === 0 && (name !== 'svg' || out.length > 0))) {
      if (!closes && !isEmpty) dropped = { name, depth: 1 }
      continue
    }
    if (closes) {
      if (open.at(-1) !== name) return null
      open.pop()
      out.push(`</${name}>`)
      continue
    }
    if (name !== 'svg' && name !== 'g') drawn += 1
    out.push(`<${name}${attributesOf(name, rest, open.length === 0)}${isEmpty ? '/' : ''}>`)
    if (!isEmpty) open.push(name)
  }
  const text = out.join('')
  return open.length === 0 && drawn > 0 && /^<svg [^>]*viewBox="/.test(text) ? text : null
}

function attributesOf(name: string, rest: string, isRoot: boolean): string {
  const kept = new Map<string, string>()
  for (const [, key, double, single] of rest.matchAll(PAIR)) {
    const value = double ?? single ?? ''
    if (ATTRIBUTES.has(key!) && PLAIN.test(value)) kept.set(key!, value)
  }
  if (isRoot && !kept.has('viewBox')) {
    const [width, height] = [kept.get('width'), kept.get('height')].map((said) => Number.parseFloat(said ?? ''))
    if (width! > 0 && height! > 0) kept.set('viewBox', `0 0 ${width} ${height}`)
  }
  const pairs = [...kept].map(([key, value]) => ` ${key}="${value}"`).join('')
  return name === 'svg' && isRoot ? ` xmlns="http://www.w3.org/2000/svg"${pairs}` : pairs
}

/** Text of a drawing; an entity that is not one of XML's own is only its characters. */
const escaped = (text: string) =>
  text
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,6});)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
