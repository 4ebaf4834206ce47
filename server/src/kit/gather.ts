/** Enough to share what starting a statement costs, few enough that nobody waits long for the others. */
const MOST = 16

interface Waiting<Question, Answer> {
  question: Question
  answered(answer: Answer): void
  failed(error: unknown): void
}

/**
 * Questions that come in while one of their tenant is under way are asked together by the next statement: a busy server
 * asks fewer and larger ones, an idle one answers at once. No timer: what is under way is the waiting time. When asking
 * together fails, each is asked alone, so that nobody's bad question spoils another's.
 */
export function gather<Question, Answer>(
  ask: (tenantId: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (tenantId: string, question: Question) => Promise<Answer> {
  type Group = Waiting<Question, Answer>[]
  const lanes = new Map<string, { waiting: Group; underWay: boolean }>()

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
    const lane = lanes.get(tenantId)!
    if (lane.underWay) return
    if (lane.waiting.length === 0) {
      lanes.delete(tenantId)
      return
    }
    lane.underWay = true
    askAll(tenantId, lane.waiting.splice(0, MOST)).finally(() => {
      lane.underWay = false
      next(tenantId)
    })
  }

  return (tenantId, question) =>
    new Promise((answered, failed) => {
      const lane = lanes.get(tenantId) ?? { waiting: [], underWay: false }
      lanes.set(tenantId, lane)
      lane.waiting.push({ question, answered, failed })
      next(tenantId)
    })
}
