import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import { type Answer, type Client, useWorld, type World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'

export interface StockWorld {
  world: World
  keeper: Client
  boss: Client
  part(more?: Record<string, unknown>): Promise<string>
  /** A station of the company, for places of its own. */
  station(name: string): Promise<string>
  place(kind?: string, more?: Record<string, unknown>): Promise<string>
  book(kind: string, placeId: string, lines: object[], more?: Record<string, unknown>): Promise<Answer>
  /** Receives so many for so much money a piece. */
  receive(partId: string, placeId: string, quantity: number, each?: number, more?: object): Promise<Answer>
  issue(partId: string, placeId: string, quantity: number, more?: object): Promise<Answer>
  /** A batch lies until its last day is over: what is expired already is not received. */
  expire(partId: string, batch: string, on?: string): Promise<unknown>
  onHand(partId: string, placeId: string, condition?: string): Promise<number>
  /** Worth of the stock of a part, minor units. */
  worth(partId: string): Promise<number>
  rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]>
  /** What the ledger's own check finds wrong: nothing, or the test fails. */
  faults(): Promise<unknown[]>
}

/** A company with a parts keeper, and short ways to book. */
export function useStock(): StockWorld {
  const world = useWorld()
  const stock = { world } as StockWorld
  let n = 0
  beforeAll(async () => {
    stock.keeper = await world.tenant.as('parts_keeper')
    stock.boss = await world.tenant.as('service_manager')
  }, 60_000)
  const made = async (answer: Answer) => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body.id as string
  }
  stock.part = async (more = {}) =>
    made(
      await stock.keeper.post('/parts', {
        number: `P-${++n}-${newId().slice(-6)}`,
        name: { en: `Part ${n}` },
        ...more,
      }),
    )
  stock.station = (name) =>
    world.services.db.tx(world.tenant.id, async (tx) => {
      const id = newId()
      await tx
        .insertInto('network.station')
        .values({ id, number: name, path: [id], kind: 'own', name, country: 'CN', time_zone: 'Asia/Shanghai' })
        .execute()
      return id
    })
  stock.place = async (kind = 'warehouse', more = {}) =>
    made(
      await stock.keeper.post('/stock-places', {
        code: `L-${++n}-${newId().slice(-6)}`,
        name: `Place ${n}`,
        kind,
        ...more,
      }),
    )
  stock.book = (kind, placeId, lines, more = {}) =>
    stock.keeper.post('/stock-documents', { kind, placeId, lines, ...more })
  stock.receive = (partId, placeId, quantity, each = 100, more = {}) =>
    stock.book('receipt', placeId, [{ partId, quantity, costMinor: String(Math.round(each * quantity)), ...more }])
  stock.issue = (partId, placeId, quantity, more = {}) => stock.book('issue', placeId, [{ partId, quantity, ...more }])
  stock.rows = (query) => world.services.db.tx(world.tenant.id, async (tx) => (await query.execute(tx)).rows)
  stock.expire = (partId, batch, on = '2020-01-01') =>
    stock.rows(sql`update parts.batch set expires_on = ${on}::date where part_id = ${partId} and code = ${batch}`)
  stock.onHand = async (partId, placeId, condition = 'good') => {
    const found = await stock.rows(
      sql<{ q: number }>`select coalesce(sum(on_hand), 0)::float8 as q from parts.balance
        where part_id = ${partId} and place_id = ${placeId} and condition = ${condition}`,
    )
    return found[0]!.q
  }
  stock.worth = async (partId) => {
    const found = await stock.rows(
      sql<{ m: number }>`select coalesce(sum(minor), 0)::float8 as m from parts.layer where part_id = ${partId}`,
    )
    return found[0]!.m
  }
  stock.faults = () => stock.rows(sql<unknown>`select * from parts.ledger_fault`)
  return stock
}
