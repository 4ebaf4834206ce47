/** What one check found; everything that is not well says what to do about it. */
export interface Finding {
  check: string
  state: 'ok' | 'warn' | 'fail'
  found: string
  todo?: string
}

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found })
export const warn = (check: string, found: string, todo: string): Finding => ({ check, state: 'warn', found, todo })
export const fail = (check: string, found: string, todo: string): Finding => ({ check, state: 'fail', found, todo })

/** A check that breaks is a finding, too. */
export async function guarded(
  check: string,
  work: () => Promise<Finding[] | Finding> | Finding[] | Finding,
  todo = 'Look at the message; it comes from the system.',
): Promise<Finding[]> {
  try {
    return [await work()].flat()
  } catch (error) {
    return [fail(check, (error as Error).message, todo)]
  }
}
