import { expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from '../parts/stock.fixture.ts'
import { reckonApart } from './apart.ts'
import { runOptions } from './shapes.ts'

const stock = useStock()
const start = (kind: string) => stock.keeper.post('/replenishment-runs', { kind })
const stop = (id: string, who = stock.keeper) => who.put(`/replenishment-runs/${id}/cancellation`, {})

test('a run is called off before it has ended: it never ends, another may begin, and what has ended is not called off', async () => {
  const { body: run } = await start('what_if')
  expect((await start('what_if')).body.code).toBe('replenishment.under_way')
  expect((await stop(run.id)).body).toMatchObject({ state: 'cancelled' })
  await stock.world.jobs()
  expect((await stock.keeper.get(`/replenishment-runs/${run.id}`)).body).toMatchObject({
    state: 'cancelled',
    curve: null,
  })
  expect((await stop(run.id)).body).toMatchObject({ code: 'conflict.state', values: { from: 'cancelled' } })
  const { body: next } = await start('plan')
  await stock.world.jobs()
  expect((await stop(next.id)).body).toMatchObject({ code: 'conflict.state', values: { from: 'done' } })
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stop(next.id, stranger)).status).toBe(404)
  expect((await stop(next.id, await stock.world.tenant.as('technician'))).status).toBe(403)
})

test('a thread that is called off has no answer and does not fail', async () => {
  const nothing = {
    panel: { parts: [], months: [], demand: [], exposure: [] } as never,
    places: [],
    parts: [],
    links: [],
    stock: [],
  }
  const read = { ...nothing, options: runOptions.parse({}) }
  expect(await reckonApart('what_if', read, () => undefined, AbortSignal.abort())).toBeNull()
})
