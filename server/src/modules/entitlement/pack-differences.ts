import { type Decision, type LineShare, summary } from '@aftercare/entitlement'
import type { z } from 'zod'
import type { differences } from './pack-shapes.ts'

export type Differences = z.output<typeof differences>

/** In what two decisions on the same facts differ for the customer; the reasons and versions behind them do not count. */
export function differencesOf(before: Decision, after: Decision): Differences | null {
  const outcome = before.outcome === after.outcome ? undefined : { from: before.outcome, to: after.outcome }
  const lines = lineChanges(before.lines, after.lines)
  const remedies = remedyChanges(before, after)
  const until = [before, after].map((one) => summary(one).coveredUntil?.end ?? null)
  const coveredUntil = until[0] === until[1] ? undefined : { from: until[0] ?? null, to: until[1] ?? null }
  const found = {
    ...(outcome && { outcome }),
    ...(lines.length > 0 && { lines }),
    ...(remedies.length > 0 && { remedies }),
    ...(coveredUntil && { coveredUntil }),
  }
  return Object.keys(found).length > 0 ? found : null
}

function lineChanges(before: readonly LineShare[], after: readonly LineShare[]): NonNullable<Differences['lines']> {
  const ids = [...new Set([...before, ...after].map(({ lineId }) => lineId))]
  return ids.flatMap((lineId) => {
    const [from, to] = [before, after].map((lines) => sharesOf(lines, lineId)) as [Shares, Shares]
    const kind = [...before, ...after].find((line) => line.lineId === lineId)!.kind
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ lineId, kind, from, to }]
  })
}

type Shares = { payer: string; sharePct: number }[]

function sharesOf(lines: readonly LineShare[], lineId: string): Shares {
  return lines.filter((line) => line.lineId === lineId).map(({ payer, sharePct }) => ({ payer, sharePct }))
}

function remedyChanges(before: Decision, after: Decision): NonNullable<Differences['remedies']> {
  const remedies = [...new Set([...before.remedies, ...after.remedies].map(({ remedy }) => remedy))]
  return remedies.flatMap((remedy) => {
    const [from, to] = [before, after].map((one) => dueOf(one, remedy)) as [Due, Due]
    return from === to ? [] : [{ remedy, from, to }]
  })
}

type Due = 'due' | 'open' | 'not_due'

/** Several rights may give the same remedy: one that does is enough. */
function dueOf({ remedies }: Decision, wanted: string): Due {
  const dues = remedies.filter(({ remedy }) => remedy === wanted).map(({ due }) => due)
  return dues.includes(true) ? 'due' : dues.includes(null) ? 'open' : 'not_due'
}
