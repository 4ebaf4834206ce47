/** What a code on a part, its bag or its box says. */
export interface PartCode {
  /** Number of the part, or of its trade unit (GTIN). */
  number?: string
  serial?: string
  batch?: string
  /** Last day of use, YYYY-MM-DD. */
  expiresOn?: string
}

const PREFIX = 'PART:'
/** Keys of our own labels. A scanner that types like a keyboard drops control characters, so ours have none (GS1 has). */
const KEYS = { n: 'number', s: 'serial', b: 'batch', e: 'expiresOn' } as const

/** The text of our own label: `PART:n=AC-COMP-12K&s=4711`. @see readPartCode */
export function writePartCode(code: PartCode): string {
  const said = Object.entries(KEYS).flatMap(([key, name]) =>
    code[name] ? `${key}=${encodeURIComponent(code[name])}` : [],
  )
  return PREFIX + said.join('&')
}

/**
 * Reads a scanned text: our own label, or a GS1 symbol of a maker (General Specifications, application identifiers 01, 10, 17, 21, 240).
 * Null: a plain text, which may be any of these numbers.
 */
export function readPartCode(text: string): PartCode | null {
  const plain = text.trim()
  if (plain.toUpperCase().startsWith(PREFIX)) return ownCode(plain.slice(PREFIX.length))
  return gs1Code(plain)
}

function ownCode(said: string): PartCode {
  const code: PartCode = {}
  for (const [key, value] of new URLSearchParams(said)) {
    const name = KEYS[key.toLowerCase() as keyof typeof KEYS]
    if (name && value) code[name] = value
  }
  return code
}

const SEPARATOR = '\u001d'
/** Symbology identifiers a scanner may put in front: GS1 DataMatrix, GS1 QR, GS1-128. */
const SYMBOLOGY = /^\](?:d2|Q3|C1)/
/** Length of the value, or null: up to the separator. */
const IDENTIFIERS: Record<string, { length: number | null; keep?: keyof PartCode }> = {
  '01': { length: 14, keep: 'number' },
  '11': { length: 6 },
  '13': { length: 6 },
  '15': { length: 6 },
  '17': { length: 6, keep: 'expiresOn' },
  '10': { length: null, keep: 'batch' },
  '21': { length: null, keep: 'serial' },
  '30': { length: null },
  '37': { length: null },
  '240': { length: null, keep: 'number' },
  '241': { length: null },
}

/** Element strings and the form people read, with identifiers in brackets. A text that is not whole is none. */
function gs1Code(text: string): PartCode | null {
  const isMarked = SYMBOLOGY.test(text)
  const bare = text.replace(SYMBOLOGY, '')
  if (!isMarked && !bare.startsWith('(') && !/^01\d{14}\S/.test(bare)) return null
  const code: PartCode = {}
  let rest = bare.startsWith('(') ? unbracketed(bare) : past(bare)
  while (rest !== '') {
    const id = [rest.slice(0, 2), rest.slice(0, 3)].find((one) => IDENTIFIERS[one])
    if (!id) return null
    const { length, keep } = IDENTIFIERS[id]!
    const after = rest.slice(id.length)
    const end = after.indexOf(SEPARATOR)
    const value = length !== null ? after.slice(0, length) : end < 0 ? after : after.slice(0, end)
    if (value === '' || (length !== null && !/^\d+$/.test(value)) || value.length < (length ?? 1)) return null
    if (keep === 'expiresOn') code.expiresOn = dayOf(value)
    else if (keep) code[keep] = value
    rest = past(after.slice(value.length))
  }
  return code
}

const past = (text: string) => (text.startsWith(SEPARATOR) ? text.slice(1) : text)
const unbracketed = (text: string) => text.replaceAll(/\((\d{2,4})\)/g, `${SEPARATOR}$1`).slice(1)

/** YYMMDD; day 00 is the last of the month. Centuries as the General Specifications have them, seen from this one. */
function dayOf(value: string): string {
  const [year, month, day] = [value.slice(0, 2), value.slice(2, 4), value.slice(4)].map(Number) as [
    number,
    number,
    number,
  ]
  const full = year >= 76 ? 1900 + year : 2000 + year
  return new Date(Date.UTC(full, day === 0 ? month : month - 1, day)).toISOString().slice(0, 10)
}

/** The ways a GTIN is written on files of suppliers: 14 digits, or without the zeros in front. */
export function gtinForms(number: string): string[] {
  if (!/^\d{8,14}$/.test(number)) return [number]
  const bare = number.replace(/^0+/, '')
  return [...new Set([number, bare, ...[8, 12, 13, 14].map((n) => bare.padStart(n, '0'))])]
}
