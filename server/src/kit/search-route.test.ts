import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../test/harness.ts'
import { at, tinyApp } from '../../test/tiny-app.ts'
import { newId } from './ids.ts'
import { defineList, text } from './list/definition.ts'
import { makeFindable } from './search/find.ts'
import { routes } from './search-route.ts'
import { visibleTo } from './visible.ts'

const world = useWorld()
const [HERE, THERE] = [newId(), newId()]
let everywhere: Client
let here: Client

const kind = (name: string, needs: 'parties.read' | 'company.change', searchedByStation: boolean) =>
  defineList({
    name: `tiny-${name}`,
    path: `/tiny-${name}`,
    needs,
    summary: name,
    from: 'network.document d',
    id: 'd.id',
    visible: (actor) => visibleTo(actor, 'd.station_id'),
    columns: { name: text('d.name') },
    sort: 'name',
    search: name,
    searchedByStation,
  })
kind('pump', 'parties.read', true)
kind('motor', 'parties.read', false)
kind('secret', 'company.change', false)

beforeAll(async () => {
  const app = await tinyApp(world, routes)
  await world.services.db.tx(world.tenant.id, async (tx) => {
    for (const id of [HERE, THERE])
      await tx
        .insertInto('network.station')
        .values({ id, number: id, path: [id], kind: 'own', name: id, time_zone: 'UTC' })
        .execute()
    for (const one of ['pump', 'motor', 'secret'])
      for (const stationId of [HERE, THERE]) {
        const id = newId()
        await tx.insertInto('network.document').values({ id, station_id: stationId, name: one }).execute()
        const title = `压缩机 ${one} ${stationId === HERE ? 'here' : 'there'}`
        await makeFindable(tx, {
          kind: one,
          id,
          title,
          stationId,
          updatedAt: new Date(),
          codes: [`SR-2026-${title.length}`],
        })
      }
  })
  everywhere = at(app, await world.tenant.as('service_desk'))
  here = at(app, await world.tenant.as('service_desk', { stationId: HERE }))
})
const titles = async (who: Client, query: string) =>
  ((await who.get(`/search?${query}`)).body.items as { title: string }[]).map((one) => one.title.slice(4)).sort()
const q = `q=${encodeURIComponent('压缩机')}`

test('all kinds at once, only what the actor may read and see', async () => {
  expect(await titles(everywhere, q)).toEqual(['motor here', 'motor there', 'pump here', 'pump there'])
  expect(await titles(here, q)).toEqual(['motor here', 'pump here'])
  expect(await titles(everywhere, `${q}&kinds=pump`)).toEqual(['pump here', 'pump there'])
  expect(await titles(everywhere, `${q}&kinds=secret`)).toEqual([])
  const foreign = at(await tinyApp(world, routes), await (await world.makeTenant('foreign')).as('administrator'))
  expect(await titles(foreign, q)).toEqual([])
})

test('entries whose thing is gone are not shown', async () => {
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`delete from network.document where name = 'motor'`.execute(tx),
  )
  expect(await titles(everywhere, q)).toEqual(['pump here', 'pump there'])
  expect((await everywhere.get('/search?q=')).status).toBe(422)
})
