import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import type { Tx } from './db.ts'
import { newId } from './ids.ts'

const world = useWorld()
const add = (tx: Tx, code: string) => tx.insertInto('people.skill').values({ id: newId(), code, name: '{}' }).execute()
const count = async (tx: Tx) => (await tx.selectFrom('people.skill').select('code').execute()).length

test('a snapshot shows what was, whatever others do meanwhile, and changes nothing', async () => {
  const { db } = world.services
  await db.tx(world.tenant.id, (tx) => add(tx, 'before'))
  await db.snapshot(world.tenant.id, async (tx) => {
    expect(await count(tx)).toBe(1)
    await db.tx(world.tenant.id, (other) => add(other, 'meanwhile'))
    expect(await count(tx)).toBe(1)
  })
  expect(await db.tx(world.tenant.id, count)).toBe(2)
  await expect(db.snapshot(world.tenant.id, (tx) => add(tx, 'never'))).rejects.toThrow(/read-only transaction/)
  await db.tx(world.tenant.id, (tx) => add(tx, 'after')) // the connection is an ordinary one again
})

test('only one at a time is alone; an error leaves nothing locked', async () => {
  const { db } = world.services
  let inside = 0
  const work = async () => {
    inside += 1
    await new Promise((go) => setTimeout(go, 50))
  }
  expect((await Promise.all([1, 2, 3].map(() => db.alone('tiny', work)))).sort()).toEqual([false, false, true])
  expect(inside).toBe(1)
  const failing = db.alone('tiny', async () => {
    throw new Error('failed')
  })
  await expect(failing).rejects.toThrow('failed')
  expect(await db.alone('tiny', work)).toBe(true)
})
