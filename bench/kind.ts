/** One measurement: a command of `aftercare bench`, one JSON line of ratio and ingredients. */
export interface Bench {
  name: string
  describe: string
  /** flag as commander reads it, what it means, what it is without it */
  options: readonly (readonly [flag: string, meaning: string, otherwise?: string])[]
  run(flags: Record<string, string | undefined>, say: (text: string) => void): Promise<object>
}

/** Of all values, the one that `share` of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits))
}
