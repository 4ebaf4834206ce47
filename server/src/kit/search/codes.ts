// Letters and digits that people mistake for each other when they copy a number from a plate.
const CONFUSED: Record<string, string> = { '0': 'O', '1': 'I', '8': 'B' }

/** A number as it is compared: half width, upper case, letters and digits only. `sr-2026-000123` → `SR2026000123`. */
export function bareCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A number with the confusable characters made one: 0→O, 1→I, 8→B. */
export function confusedCode(code: string): string {
  return bareCode(code).replace(/[018]/g, (c) => CONFUSED[c] ?? c)
}

/** The last digits of a code as people say them: SR-2026-000123 → 000123 and 123; P0420 → 0420 and 420. */
function tails(code: string): string[] {
  const last = /\p{Nd}{3,}$/u.exec(bareCode(code.split(/[\s\-_./]+/).pop() ?? ''))?.[0]
  if (!last || last === bareCode(code)) return []
  const short = last.replace(/^0+/, '')
  return short.length >= 3 && short !== last ? [last, short] : [last]
}

/** The marked forms a code is stored under in `search_entry.codes`: as it is, `#` its last digits, `~` confusable. */
export function storedCodes(codes: readonly string[]): string[] {
  const forms = codes.flatMap((code) => {
    const bare = bareCode(code)
    return bare ? [bare, ...tails(code).map((tail) => `#${tail}`), `~${confusedCode(code)}`] : []
  })
  return [...new Set(forms)]
}

/** The confusable form without marks, for fragments of serials; several serials are kept apart by a space. */
export function storedSerials(serials: readonly string[]): string {
  return [...new Set(serials.map(confusedCode))].filter(Boolean).join(' ')
}
