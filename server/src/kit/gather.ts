/** Enough to share what starting a statement costs, few enough that nobody waits long for the others. */
const MOST = 16

interface Waiting<Question, Answer> {
  question: Question
  answered(answer: Answer): void
  failed(error: unknown): void
}

/**
 * Questions that arrive in one turn of the event loop, or while one of their tenant is under way, are asked together by the next
 * statement: a busy server asks fewer and larger ones, an idle one answers at once. No timer: what is under way is the waiting time. When asking
 * together fails, each is asked alone, so that nobody's bad question spoils another's.
 */
export function gather<Question, Answer>(
  ask: (tenantId: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (tenantId: string, question: Question) => Promise<Answer> {
  type Group = Waiting<Question, Answer>[]
  /** Who waits, by tenant; a tenant is here while something of theirs is under way or about to be. */
  const waiting = new Map<string, Group>()

  async function askAll(tenantId: string, group: Group): Promise<void> {
    try {
      const answers = await ask(
        tenantId,
        group.map((one) => one.question),
      )
      for (const [n, one] of group.entries()) one.answered(answers[n]!)
    } catch (error) {
      if (group.length === 1) group[0]!.failed(error)
      else await Promise.all(group.map((one) => askAll(tenantId, [one])))
    }
  }

  function next(tenantId: string): void {
    const group = waiting.get(tenantId)!.splice(0, MOST)
    if (group.length === 0) waiting.delete(tenantId)
    else void askAll(tenantId, group).finally(() => next(tenantId))
  }

  return (tenantId, question) =>
    new Promise((answered, failed) => {
      const others = waiting.get(tenantId)
      if (others) {
        others.push({ question, answered, failed })
        return
      }
      waiting.set(tenantId, [{ question, answered, failed }])
      // After everything that has arrived by now has been read.
      setImmediate(next, tenantId)
    })
}
