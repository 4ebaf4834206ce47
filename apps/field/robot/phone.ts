import { addPhoto, tap, writeReport } from '../src/data/changes.ts'
import { contact } from '../src/data/contact.ts'
import { openStore, storeOf } from '../src/data/opening.ts'
import { drain, drainAll, handToDesk, settle } from '../src/data/outbox.ts'
import { pull } from '../src/data/pull.ts'
import type { Store, Visit } from '../src/data/store.ts'
import { openPhone } from '../src/data/vault.ts'
import { type ActName, doAct } from './acts.ts'
import { noise } from './noise.ts'

/** The field app's own memory and sending, without its screens: what `aftercare bench offline` and the soak drive. */
let store: Store

/** What a person was asked about. */
const conflicts: { visitId: string; fields: string[] }[] = []

const STEPS = ['en_route', 'on_site', 'working'] as const

const robot = {
  async open(personId: string, company: string): Promise<void> {
    store = openStore(personId, await openPhone(personId, company))
  },
  pull: () => pull(store),
  /** The n-th thing the technician does at this visit; returns its key once it is safe on the phone. */
  async act(visitId: string, n: number): Promise<string> {
    const step = STEPS[n]
    if (step) await tap(store, visitId, step, null)
    else if (n % 10 === 9) await addPhoto(store, visitId, { blob: await noise(n), kind: 'other', place: null })
    else if (n % 3 === 0) await writeReport(store, visitId, { answers: { card: { value: n % 2 === 0 } } })
    else await writeReport(store, visitId, { findings: `step ${n}` })
    const ops = await store.outbox.where('entityId').equals(visitId).toArray()
    return ops.at(-1)?.key ?? (await newestTold(visitId))
  },
  async send(): Promise<void> {
    await contact(storeOf(store.name.replace('aftercare-field-', ''))).catch(() => undefined)
    await drain(store)
  },
  /** Sends to the end: no wait of a back-off, conflicts settled with what this phone wrote. */
  async finish(): Promise<string[]> {
    await contact(store, true)
    await drainAll(store)
    for (const op of await store.outbox.toArray())
      if (op.state === 'conflict') {
        conflicts.push({ visitId: op.entityId, fields: Object.keys(op.body ?? {}) })
        await settle(store, op, 'all')
      }
    return (await store.outbox.toArray()).map((op) => `${op.type} ${op.state} ${op.refusal?.code ?? ''}`)
  },
  doAct: (name: ActName, visitId: string, n: number) => doAct(store, name, visitId, n),
  /** What was refused is left to the desk, as a person would in the end. */
  async leaveRefused(): Promise<void> {
    for (const op of await store.outbox.toArray()) if (op.state === 'failed') await handToDesk(store, op)
  },
  told: async () => (await store.told.toArray()).map(({ seq, key }) => ({ seq: seq!, key })),
  conflicts: () => conflicts,
  kept: async () => (await store.visits.toArray()).map((one) => one.visit),
  day: async () => (await (await fetch('/api/v1/field/today')).json()).visits as Visit[],
  findings: async (visitId: string) => (await store.visits.get(visitId))?.visit.report.findings ?? null,
}

async function newestTold(visitId: string): Promise<string> {
  const told = (await store.told.toArray()).filter((op) => op.entityId === visitId)
  return told.sort((a, b) => a.seq! - b.seq!).at(-1)!.key
}

Object.assign(globalThis, { robot })
