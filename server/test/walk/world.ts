import { CUSTOMER_COOKIE } from '../../src/actors.ts'
import { newId } from '../../src/kit/ids.ts'
import { sign } from '../../src/kit/signed.ts'
import { type Client, client, type Tenant, type World } from '../harness.ts'
import { NOT_PLANTED, PERSONAL } from './overrides.ts'
import { type Owner, type Planted, plant, readTables, type Table } from './plant.ts'

/** What lies at station A of our company: whose ids the walkers try. */
export interface WalkedWorld {
  planted: Planted
  /** Rows of these are a station's own: another station neither reads nor changes them. */
  ofStation: ReadonlySet<string>
  failed: string[]
  stationB: string
  foreign: Tenant
  /** Signed in on the portal as the customer of station B. */
  customer: Client
}

/** Our company with two stations side by side and another company, each with a row in every table. */
export async function buildWalkedWorld(world: World): Promise<WalkedWorld> {
  const foreign = await world.makeTenant('foreign')
  const a = await plantAt(world, world.tenant, 'MARK-A')
  const b = await plantAt(world, world.tenant, 'MARK-B')
  const f = await plantAt(world, foreign, 'MARK-F')
  return {
    planted: a.planted,
    ofStation: stationTables(a.tables),
    failed: [...a.failed, ...b.failed, ...f.failed],
    stationB: b.owner.stationId,
    foreign,
    customer: customerOf(world, b.planted.get('parties.customer')!),
  }
}

async function plantAt(world: World, tenant: Tenant, mark: string) {
  const owner: Owner = { mark, stationId: newId(), personId: newId() }
  return world.services.db.tx(tenant.id, async (tx) => {
    const tables = (await readTables(tx)).filter((table) => !NOT_PLANTED.has(table.name))
    await tx
      .insertInto('network.station')
      .values({
        id: owner.stationId,
        number: mark,
        path: [owner.stationId],
        kind: 'own',
        name: `${mark} network.station`,
        country: 'CN',
        time_zone: 'Asia/Shanghai',
      })
      .execute()
    await tx
      .insertInto('people.person')
      .values({ id: owner.personId, number: mark, name: `${mark} people.person`, time_zone: 'Asia/Shanghai' })
      .execute()
    return { owner, tables, ...(await plant(tx, tables, owner)) }
  })
}

/** Tables with a station, those that hang on them, and what is somebody's own. */
function stationTables(tables: Table[]): Set<string> {
  const found = new Set(['network.station', ...PERSONAL])
  for (const table of tables) if (table.columns.some((one) => one.name === 'station_id')) found.add(table.name)
  // `tables` lists those first that others refer to, so one pass reaches all.
  for (const table of tables) {
    if (table.references.some((one) => found.has(one.table) && one.table !== 'network.station')) found.add(table.name)
  }
  return found
}

function customerOf(world: World, customerId: string): Client {
  const session = {
    tenantId: world.tenant.id,
    customerId,
    name: 'Customer',
    language: 'en',
    timeZone: 'Asia/Shanghai',
    exp: Math.floor(Date.now() / 1000) + 3600,
  }
  const token = sign(world.services.secret, 'customer-session', session)
  return client(world.app, null, { cookie: `${CUSTOMER_COOKIE}=${encodeURIComponent(token)}` })
}
