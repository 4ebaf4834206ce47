import { type FieldError, Problem } from '../../kit/problem.ts'

/** What a thing must say of itself: at which field, what is wrong otherwise, and whether it does. */
export type Demand = [path: string, code: string, isMet: unknown]

/** Refuses with every demand that is not met, each at its field. */
export function mustMeet(demands: readonly Demand[]): void {
  const errors = demands.flatMap(([path, code, isMet]): FieldError[] => (isMet ? [] : [{ path, code }]))
  if (errors.length > 0) throw new Problem('validation.failed', 422, { errors })
}

/** A thing as it would be after a change: what the change does not speak of stays. */
export const after = <T extends object>(before: T, patch: object): T => ({
  ...before,
  ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
})
