import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'
import { systemActor } from './actor.ts'
import { announce, expectReactions } from './events.ts'
import { newId } from './ids.ts'
import { type ReactionCall, reactJob } from './jobs.ts'

const world = useWorld()
expectReactions(['tiny.happened'])

const happened = (): Promise<string> =>
  world.services.db.tx(world.tenant.id, (tx) =>
    announce(tx, systemActor(world.tenant.id), { type: 'tiny.happened', subject: { type: 'tiny', id: newId() } }),
  )
const write =
  (code: string) =>
  async ({ tx, event }: ReactionCall) => {
    await tx
      .insertInto('people.skill')
      .values({ id: newId(), code: `${code} ${event.id}`, name: '{}' })
      .execute()
  }
const effects = async (eventId: string) => {
  const rows = await world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('people.skill').select('code').where('code', 'like', `%${eventId}`).execute(),
  )
  return rows.map((row) => row.code.split(' ')[0]).sort()
}
const run = (job: ReturnType<typeof reactJob>, eventId: string) => {
  const { services, tenant } = world
  return job.handle({ services, tenantId: tenant.id, payload: { eventId }, log: services.log })
}

test('an event is queued for its reactions in the same commit; one nobody awaits is not', async () => {
  const queued = async () => {
    const { rows } = await world.services.ownerPool.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'react'`,
    )
    return rows[0].n as number
  }
  const before = await queued()
  await happened()
  expect(await queued()).toBe(before + 1)
  await world.services.db.tx(world.tenant.id, (tx) =>
    announce(tx, systemActor(world.tenant.id), { type: 'tiny.ignored', subject: { type: 'tiny', id: newId() } }),
  )
  expect(await queued()).toBe(before + 1)
})

test('each reaction takes effect once, although its job runs again and at the same time', async () => {
  const job = reactJob({ 'tiny.happened': { one: write('one'), two: write('two') } })
  const event = await happened()
  await Promise.all([run(job, event), run(job, event), run(job, event)])
  await run(job, event)
  expect(await effects(event)).toEqual(['one', 'two'])
})

test('a reaction that fails is tried again; the one before it is not repeated', async () => {
  let broken = true
  const job = reactJob({
    'tiny.happened': {
      one: write('one'),
      two: async (call) => {
        await write('two')(call)
        if (broken) throw new Error('not yet')
      },
    },
  })
  const event = await happened()
  await expect(run(job, event)).rejects.toThrow('not yet')
  expect(await effects(event)).toEqual(['one'])
  broken = false
  await run(job, event)
  expect(await effects(event)).toEqual(['one', 'two'])
})

test('what happened is never rewritten', async () => {
  const event = await happened()
  const rewrite = world.services.db.tx(world.tenant.id, (tx) =>
    sql`update kit.event set type = 'x' where id = ${event}`.execute(tx),
  )
  await expect(rewrite).rejects.toThrow(/permission denied/)
})
