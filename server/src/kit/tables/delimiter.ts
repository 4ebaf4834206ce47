import { csvReader } from './csv.ts'

const CANDIDATES = [',', ';', '\t', '|']
const SAMPLE_LINES = 50

/** Excel's own first line that names the delimiter: `sep=;`. */
export const namedDelimiter = (firstLine: string) => /^"?sep=(.)"?$/i.exec(firstLine.trim())?.[1]

/** The delimiter that cuts the first lines into the most columns, the same number in nearly every line. */
export function delimiterOf(sample: string, sampleIsWhole: boolean): string {
  const lines = sample.split(/\r\n|\n|\r/)
  if (!sampleIsWhole && lines.length > 1) lines.pop()
  const named = namedDelimiter(lines[0] ?? '')
  if (named) return named
  const scores = CANDIDATES.map((delimiter) => ({ delimiter, score: score(lines.slice(0, SAMPLE_LINES), delimiter) }))
  return scores.sort((a, b) => b.score - a.score)[0]!.delimiter
}

function score(lines: readonly string[], delimiter: string): number {
  const reader = csvReader(delimiter)
  const widths = [...lines.flatMap((line) => [...reader.feed(line)]), ...reader.end()]
    .filter((record) => !record.broken && record.cells.join('') !== '')
    .map((record) => record.cells.length)
  const header = widths[0] ?? 1
  if (header === 1) return 0
  const alike = widths.filter((width) => width === header).length / widths.length
  return alike * alike * header
}
