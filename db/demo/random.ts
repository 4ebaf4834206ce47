/** A small seeded generator (mulberry32): the demo is the same company every time. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** 0 ≤ x < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }
  chance(p: number): boolean {
    return this.next() < p
  }
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!
  }
  /** By weight: `[['a', 3], ['b', 1]]` gives 'a' three times as often. */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    let at = this.next() * from.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of from) {
      at -= weight
      if (at < 0) return value
    }
    return from[from.length - 1]![0]
  }
  digits(n: number): string {
    return Array.from({ length: n }, () => this.int(0, 9)).join('')
  }
  /** A UUIDv7 of that moment. */
  id(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0')
    const hex = (n: number) => Array.from({ length: n }, () => this.int(0, 15).toString(16)).join('')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[this.int(0, 3)]}${hex(3)}-${hex(12)}`
  }
}
