import { sql } from 'kysely'
import { foldSerial } from '../packages/rules/src/index.ts'
import { newId } from '../server/src/kit/ids.ts'
import type { Stage } from './stage.ts'

export interface Known {
  phone: string
  serial: string
  customerId: string
  assetId: string
  addressId: string
}

/** Customers with an address and a product under warranty, so that an intake has somebody and something to find. */
export async function fillGround(stage: Stage, customers: number): Promise<Known[]> {
  const family = newId()
  const model = newId()
  const known = Array.from({ length: customers }, (_, n) => ({
    phone: `+86138${String(n).padStart(8, '0')}`,
    serial: `BENCH${String(n).padStart(9, '0')}`,
    customerId: newId(),
    assetId: newId(),
    addressId: newId(),
  }))
  const rows = JSON.stringify(known.map((one) => ({ ...one, fold: foldSerial(one.serial) })))
  const columns = sql`jsonb_to_recordset(${rows}::jsonb) as k(phone text, serial text, fold text,
    "customerId" uuid, "assetId" uuid, "addressId" uuid)`
  await stage.services.db.tx(stage.tenantId, async (tx) => {
    await makeCalendar(stage)
    await sql`insert into assets.family (id, code, name, product_class) values (${family}, 'AC', '{"en":"AC"}', 'air-conditioner')`.execute(
      tx,
    )
    await sql`insert into assets.model (id, family_id, code, name) values (${model}, ${family}, 'M', '{"en":"M"}')`.execute(
      tx,
    )
    await sql`insert into assets.warranty_term (id, model_id, covers, months, starts_from)
      select gen_random_uuid(), ${model}, c, 36, 'sale' from unnest(array['part', 'labour', 'travel']) c`.execute(tx)
    await sql`insert into parties.customer (id, number, kind, name, country, language, time_zone, phone)
      select "customerId", 'CU-' || phone, 'person', 'Customer ' || phone, 'CN', 'zh-CN', 'Asia/Shanghai', phone from ${columns}`.execute(
      tx,
    )
    await sql`insert into parties.address (id, customer_id, country, city, line, time_zone, is_primary)
      select "addressId", "customerId", 'CN', 'Shanghai', 'Nanjing Road 1', 'Asia/Shanghai', true from ${columns}`.execute(
      tx,
    )
    await sql`insert into assets.asset (id, serial, serial_fold, model_id, customer_id, address_id, sale_country, buyer_kind, sold_on, delivered_on)
      select "assetId", serial, fold, ${model}, "customerId", "addressId", 'CN', 'consumer', current_date - 100, current_date - 100
      from ${columns}`.execute(tx)
  })
  await stage.services.ownerPool.query('analyze')
  return known
}

/** Office hours with lunch and a year's holidays, on the country's node of the station tree. */
async function makeCalendar(stage: Stage): Promise<void> {
  const [calendar, country] = [newId(), newId()]
  const day = [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ]
  const weekly = JSON.stringify({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] })
  const holidays = JSON.stringify(Array.from({ length: 7 }, (_, n) => `2026-10-0${n + 1}`))
  await stage.services.db.tx(stage.tenantId, async (tx) => {
    await sql`insert into kit.calendar (id, name, time_zone, weekly, holidays)
      values (${calendar}, 'China', 'Asia/Shanghai', ${weekly}::jsonb, ${holidays}::jsonb)`.execute(tx)
    await sql`insert into network.station (id, number, path, kind, name, country, time_zone, calendar_id)
      values (${country}, 'ST-CN', array[${country}::uuid], 'country', 'China', 'CN', 'Asia/Shanghai', ${calendar})`.execute(
      tx,
    )
  })
}
