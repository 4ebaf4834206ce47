import { expect, test } from 'vitest'
import { runOffline } from '../bench/offline.ts'

test('two phones that lose their network and are killed: everything arrives once, in order, and again after a restore', async () => {
  const run = await runOffline({ phones: 2, actions: 24, kills: 2, seed: 7 }, () => undefined)
  const fine = { known: 48, lost: 0, doubled: 0, outOfOrder: 0, differing: [] }
  expect(run).toMatchObject({ ...fine, safe: 48, left: [], afterRestore: { forgotten: 48, ...fine } })
})
