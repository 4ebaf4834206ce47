import { UNIT_STATES } from '@aftercare/rules'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { filterConditions } from '../../kit/list/filters.ts'
import { announced, version } from './campaign.fixture.ts'
import { unitList } from './lists.ts'

// What keeps a campaign of a million products quick: figures that are kept instead of counted, and lists that read an index.
const world = useWorld()
let quality: Client
let desk: Client
beforeAll(async () => {
  quality = await world.tenant.as('quality_engineer')
  desk = await world.tenant.as('service_desk')
})

const within = <T>(work: (tx: Tx) => Promise<T>) => world.services.db.tx(world.tenant.id, work)

async function modelWith(products: number): Promise<{ modelId: string; assets: string[] }> {
  const code = newId().slice(-10)
  const family = await quality.post('/families', { code, name: { en: 'AC' }, productClass: 'industrial' })
  const model = await quality.post('/models', { familyId: family.body.id, code: `M${code}`, name: { en: 'AC 5' } })
  const modelId = model.body.id
  const made = Array.from({ length: products }, (_, i) => desk.post('/assets', { serial: `T${code}${i}`, modelId }))
  return { modelId, assets: (await Promise.all(made)).map((one) => one.body.id) }
}

/** What is kept beside what a count finds, campaign by campaign and state by state. */
async function tallies() {
  const ask = (statement: string) =>
    within(async (tx) => (await sql<{ key: string; n: number }>`${sql.raw(statement)}`.execute(tx)).rows)
  const of = (rows: { key: string; n: number }[]) => Object.fromEntries(rows.map((one) => [one.key, one.n]))
  return {
    kept: of(await ask(`select campaign_id || state as key, units as n from campaigns.tally where units <> 0`)),
    counted: of(await ask(`select campaign_id || state as key, count(*)::int as n from campaigns.unit group by 1`)),
  }
}

test('the figures of a campaign are those a count finds, whoever moved its products and however many at once', async () => {
  const { modelId, assets } = await modelWith(9)
  const [first, second] = [
    await announced(quality, { scopes: [{ modelId }] }),
    await announced(quality, { scopes: [{ modelId }] }),
  ]
  // Anyhow, but the same every time.
  let seed = 7
  const some = (n: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % n
  }
  const moves = Array.from({ length: 40 }, () => async () => {
    const [id, assetId] = [[first, second][some(2)]!, assets[some(9)]!]
    const [unit] = (await quality.get(`/campaign-units?filter[campaignId]=${id}&filter[assetId]=${assetId}`)).body.items
    const state = UNIT_STATES[some(UNIT_STATES.length)]
    return quality.put(`/campaigns/${id}/units/${assetId}`, { state, reason: 'Told' }, version(unit.version))
  })
  const answers = await Promise.all(moves.map((move) => move()))
  expect(answers.filter((one) => one.status === 200).length).toBeGreaterThan(9)
  expect([...new Set(answers.map((one) => one.status))].filter((one) => ![200, 409].includes(one))).toEqual([])
  // One statement over both, one that changes no state, one that failed, and one that takes some out.
  await within((tx) =>
    sql`update campaigns.unit set state = 'scrapped' where asset_id = any(${assets.slice(0, 4)})`.execute(tx),
  )
  await within((tx) => sql`update campaigns.unit set reason = 'Told twice'`.execute(tx))
  const undone = within(async (tx) => {
    await sql`update campaigns.unit set state = 'stolen'`.execute(tx)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await within((tx) => sql`delete from campaigns.unit where asset_id = ${assets[8]}`.execute(tx))
  const { kept, counted } = await tallies()
  expect(kept).toEqual(counted)
  expect((await quality.get(`/campaigns/${first}`)).body).toMatchObject({ reach: { products: 8, owners: null } })
})

test('the campaigns of a product and the products of a campaign are found by index, under row-level security', async () => {
  const planOf = (asked: ReturnType<typeof sql>) =>
    within(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      await sql`set local enable_bitmapscan = off`.execute(tx)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${asked}`.execute(tx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  const of = sql`select u.id from campaigns.unit u where u.tenant_id = kit.tenant() and`
  expect(await planOf(sql`${of} u.asset_id = ${newId()}`)).toContain('using unit_asset on')
  // As the list asks: what it filters by must leave the order to the index.
  const asked = (more: object) => {
    const where = filterConditions(unitList, { 'filter[campaignId]': newId(), ...more })
    return planOf(sql`${of} ${sql.join(where, sql` and `)} order by u.at desc, u.id desc limit 50`)
  }
  for (const more of [{}, { 'filter[unitState]': 'refused' }, { 'filter[unitState]': 'in_scope,refused' }])
    expect(await asked(more)).not.toContain('Sort')
  const serial = sql`select l.id from campaigns.listed_serial l where l.tenant_id = kit.tenant() and l.serial = 'X'`
  expect(await planOf(serial)).toMatch(/Index Cond: .*serial = /)
})
