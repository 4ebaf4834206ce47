/** Enough to share what starting a statement costs, few enough that nobody waits long for the others. */
const MOST = 16

interface Waiting<Question, Answer> {
  question: Question
  answered(answer: Answer): void
  failed(error: unknown): void
}

/**
 * Questions that arrive in one turn of the event loop, or while `atOnce` of their tenant are under way, are asked together by the next
 * statement: a busy server asks fewer and larger ones, an idle one answers at once. No timer: what is under way is the waiting time. When asking
 * together fails, each is asked alone, so that nobody's bad question spoils another's.
 */
export function gather<Question, Answer>(
  ask: (tenantId: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
  atOnce = 1,
): (tenantId: string, question: Question) => Promise<Answer> {
  /** Of a tenant with something under way, or about to be: who waits, and how many statements are under way. */
  interface Asked {
    waiting: Waiting<Question, Answer>[]
    underWay: number
  }
  const tenants = new Map<string, Asked>()

  async function askAll(tenantId: string, group: Waiting<Question, Answer>[]): Promise<void> {
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
    const tenant = tenants.get(tenantId)!
    const group = tenant.waiting.splice(0, MOST)
    if (group.length > 0) void askAll(tenantId, group).finally(() => next(tenantId))
    else if (--tenant.underWay === 0) tenants.delete(tenantId)
    if (tenant.waiting.length > 0) goOn(tenantId, tenant)
  }

  function goOn(tenantId: string, tenant: Asked): void {
    if (tenant.underWay === atOnce) return
    tenant.underWay++
    // After everything that has arrived by now has been read.
    setImmediate(next, tenantId)
  }

  return (tenantId, question) =>
    new Promise((answered, failed) => {
      const tenant = tenants.get(tenantId) ?? { waiting: [], underWay: 0 }
      tenants.set(tenantId, tenant)
      tenant.waiting.push({ question, answered, failed })
      // The first of this turn sets off what takes all of them.
      if (tenant.waiting.length === 1) goOn(tenantId, tenant)
    })
}
