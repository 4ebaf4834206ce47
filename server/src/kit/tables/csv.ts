import { problem } from '../problem.ts'

/** One record of a CSV file, or a line that cannot be read as one. */
export interface CsvRecord {
  cells: string[]
  /** Physical line in the file where it starts, counted from 1. */
  line: number
  /** The text of the line, when its quotes are broken. */
  broken?: string
}

// A quoted cell longer than this has lost its closing quote: believing it would swallow the rest of the file.
const LONGEST_RECORD = { lines: 500, characters: 1_000_000 }

/**
 * Puts physical lines together to records. A line whose quotes are broken is reported alone, and reading goes on with
 * the very next line, so that one missing quote never costs more than its own line.
 */
export function csvReader(delimiter: string) {
  let open: string[] = []
  let openAt = 0
  let openCharacters = 0
  let line = 0

  function* giveUp(): Generator<CsvRecord> {
    const [first, ...rest] = open
    open = []
    yield { cells: [], line: openAt, broken: first! }
    line = openAt
    for (const again of rest) yield* feed(again)
  }

  function* feed(text: string): Generator<CsvRecord> {
    line += 1
    if (open.length === 0) {
      if (!text.includes('"')) {
        yield { cells: text.split(delimiter), line }
        return
      }
      openAt = line
      openCharacters = 0
    }
    open.push(text)
    openCharacters += text.length
    const tooLong = open.length > LONGEST_RECORD.lines || openCharacters > LONGEST_RECORD.characters
    if (open.length > 1 && !tooLong && !text.includes('"')) return
    const cells = tooLong ? 'broken' : splitRecord(open.join('\n'), delimiter)
    if (cells === 'open') return
    if (cells === 'broken') return yield* giveUp()
    open = []
    yield { cells, line: openAt }
  }

  return {
    feed,
    *end(): Generator<CsvRecord> {
      while (open.length > 0) yield* giveUp()
    },
  }
}

/** The cells of a record; `open` when a quoted cell is not closed yet, `broken` when text follows a closing quote. */
export function splitRecord(text: string, delimiter: string): string[] | 'open' | 'broken' {
  const cells: string[] = []
  for (let at = 0; ; ) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at)
      // A quote inside an unquoted cell is text: 5" hose
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
      if (end < 0) return cells
      at = end + 1
      continue
    }
    let close = text.indexOf('"', at + 1)
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    if (close < 0) return 'open'
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
    if (close + 1 === text.length) return cells
    if (text[close + 1] !== delimiter) return 'broken'
    at = close + 2
  }
}

const LINE_END = /\r\n|\n|\r/
// Longer than any table is wide. A file without line ends would be held whole, and looked through anew with every piece.
const LONGEST_LINE = 1_000_000

/** The records of a text that comes in pieces; a line that does not end is no table. */
export async function* readCsv(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const reader = csvReader(delimiter)
  let rest = ''
  let line = 1
  for await (const piece of pieces) {
    const text = rest + piece
    // A carriage return at the very end may be half of a line end.
    const whole = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, whole).split(LINE_END)
    rest = lines.pop()! + text.slice(whole)
    for (const one of lines) yield* reader.feed(one)
    line += lines.length
    if (rest.length > LONGEST_LINE) throw problem('tables.line_too_long', 422, { line, max: LONGEST_LINE })
  }
  for (const one of rest.split(LINE_END)) if (one) yield* reader.feed(one)
  yield* reader.end()
}
