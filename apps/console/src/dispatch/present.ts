import type { ReactNode } from 'react'

type Fact = { label: string; value: ReactNode }

/** The facts that are there: absent ones are left out, and so are those without a value. */
export function present(facts: readonly (Fact | false | null | undefined | '')[]): Fact[] {
  return facts.flatMap((one) => (one && one.value !== null && one.value !== undefined && one.value !== '' ? [one] : []))
}
