import { expect } from 'vitest'
import type { Client, World } from '../../../test/harness.ts'
import { monday, type Plan, version } from './plan.fixture.ts'

type Scenario = { id: string; version: number }

/** A station of its own for one test, so that nobody else's work is planned with it. */
export async function ownStation(world: World, zone = 'Asia/Shanghai'): Promise<string> {
  const { rows } = await world.services.ownerPool.query(
    `insert into network.station (tenant_id, id, number, path, kind, name, country, time_zone)
     select $1, s.id, 'ST-' || s.id, array[s.id], 'own', 'Own', 'CN', $2 from (select gen_random_uuid() as id) s returning id`,
    [world.tenant.id, zone],
  )
  return rows[0].id as string
}

/** Runs the optimiser, for the Monday unless told otherwise, and returns its scenario. */
export async function planned(world: World, { dispatcher }: Plan, stationId: string, more: object = {}) {
  const body = { kind: 'day', stationId, from: monday, seconds: 1, ...more }
  const run = await dispatcher.post('/planning-runs', body)
  expect(run.status, JSON.stringify(run.body)).toBe(201)
  await world.jobs()
  const done = await dispatcher.get(`/planning-runs/${run.body.id}`)
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ state: 'done', errorCode: null })
  const scenario = (await dispatcher.get(`/scenarios/${done.body.scenarioId}`)).body
  for (const { startsAt } of scenario.items) if (startsAt) expect(startsAt).toMatch(/:[0-5][05]:00(\.000)?Z$/)
  return scenario
}

export const apply = (who: Client, scenario: Scenario, body: object = {}) =>
  who.put(`/scenarios/${scenario.id}/application`, body, version(scenario.version))
