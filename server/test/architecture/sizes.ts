import type { Source } from './sources.ts'

export const MAX_LINES = 400

/** A growing file is two capabilities. */
export function tooLong(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length
    return lines > MAX_LINES ? [`${path}: ${lines} lines`] : []
  })
}

export function medianLines(sources: readonly Source[]): number {
  const lines = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b)
  return lines[Math.floor(lines.length / 2)] ?? 0
}
