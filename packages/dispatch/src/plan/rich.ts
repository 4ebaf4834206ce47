import type { Rows } from './rows.ts'

export function richFigures(_rows: Rows, _v: number, _row: number): void {}
export function richDelta(_rows: Rows, _v: number, _t: number, _k: number): number {
  return 0
}
