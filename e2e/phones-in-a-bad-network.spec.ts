import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runOffline } from '../bench/offline.ts'
import { DESK_STEPS, openSoak, PHONE_STEPS, type Step } from '../bench/soak.ts'

test('two phones that lose their network and are killed: everything arrives once, in order, and again after a restore', async () => {
  const run = await runOffline({ phones: 2, actions: 24, kills: 2, seed: 7 }, () => undefined)
  const fine = { known: 48, lost: 0, doubled: 0, outOfOrder: 0, differing: [] }
  expect(run).toMatchObject({ ...fine, safe: 48, left: [], afterRestore: { forgotten: 48, ...fine } })
})

const visit = fc.constantFrom(0 as const, 1 as const)
const n = fc.nat(1000)
const onPhone = fc.record({ who: visit, does: fc.constantFrom(...PHONE_STEPS), visit, n })
const atDesk = fc.record({ who: fc.constant('desk' as const), does: fc.constantFrom(...DESK_STEPS), visit, n })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 9, arbitrary: onPhone }, { weight: 1, arbitrary: atDesk }),
  {
    minLength: 30,
    maxLength: 50,
  },
)

/** What goes wrong most easily: the same written twice without a network, and an end in the middle of sending, again and again. */
const onFirst = (...does: (typeof PHONE_STEPS)[number][]): Step[] =>
  does.map((one, k) => ({ who: 0, does: one, visit: 0, n: 11 * k + 2 }))
const onSecond = (...does: (typeof PHONE_STEPS)[number][]): Step[] =>
  does.map((one, k) => ({ who: 1, does: one, visit: 1, n: 7 * k + 1 }))
const hardMorning = [
  ...onFirst('tap', 'offline', 'findings', 'findings', 'answer', 'line', 'expense', 'photo', 'online', 'killed'),
  ...onFirst('findings', 'workDone', 'killed', 'answer', 'overrun', 'killed', 'expense', 'line', 'killed', 'photo'),
  ...onFirst('answer', 'sends', 'findings', 'sends', 'line', 'sends', 'photo', 'sends', 'expense', 'sends', 'sends'),
  ...onSecond('tap', 'tap', 'tap', 'findings', 'sends', 'extra_work', 'killed', 'time_correction', 'sends', 'workDone'),
  ...onSecond('sends', 'signature', 'completion', 'sends'),
]

/** `SOAK_RUNS=200 SOAK_SEED=4 npx vitest run e2e/phones-in-a-bad-network.spec.ts` soaks for as long as one likes. */
test('two phones and a desk do whatever they like: what was safe on a phone is on the server once, and all see the same', async () => {
  const [runs, seed] = [Number(process.env.SOAK_RUNS ?? 2), Number(process.env.SOAK_SEED ?? 1)]
  const soak = await openSoak(seed)
  try {
    const isKept = fc.asyncProperty(steps, async (given) => {
      const { acknowledged, phones, server, ...rest } = await soak.play(given)
      expect(rest).toEqual({ left: [], differing: [], untrue: [] })
      expect(phones).toHaveLength(acknowledged)
      expect(server).toEqual(phones)
    })
    await fc.assert(isKept, { seed, numRuns: runs, endOnFailure: true, examples: [[hardMorning]] })
  } finally {
    await soak.close()
  }
}, 3_600_000)
