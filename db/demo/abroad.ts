import { foldSerial } from '../../packages/rules/src/index.ts'
import type { Book } from './book.ts'
import type { Catalogue, Model } from './catalogue.ts'
import type { Asset, Customer } from './customers.ts'
import type { Row } from './fill.ts'
import { dayText } from './organisation.ts'
import { writeRepair } from './repairs.ts'

interface Ground {
  book: Book
  catalogue: Catalogue
  customers: Customer[]
  /** The rows of the customers and their products. */
  rows: Record<string, Row[]>
  now: Date
}
const DAY = 864e5
/** So many days in the workshop, and ready so many days ago. */
const stay = (now: Date, back: number, days: number) => ({
  from: new Date(now.getTime() - (back + days) * DAY),
  out: new Date(now.getTime() - back * DAY),
})
const n = (en: string, cn: string, tw: string) => ({ en, 'zh-CN': cn, 'zh-TW': tw })
const privately = (customers: Customer[], is: (customer: Customer) => boolean) =>
  customers.filter((one) => one.kind === 'person' && is(one))

/**
 * What other laws look like: two German washing machines repaired under the law, of which only the one sold from 2026-07-31 gains its
 * extra year, and a car in California on its fourth repair of one defect. Answers the ids to watch.
 */
export function writeAbroad(ground: Ground): string[] {
  return [...writeWashers(ground), ...writeCalifornian(ground)]
}

function writeWashers({ book, catalogue, customers, rows, now }: Ground): string[] {
  const owners = privately(customers, ({ place }) => place.country === 'DE').slice(0, 2)
  const model = writeModel(book, catalogue, now)
  const sales = [new Date(Math.max(Date.UTC(2026, 7, 3), now.getTime() - 110 * DAY)), new Date(Date.UTC(2026, 6, 24))]
  return owners.map((customer, index) => {
    const asset = writeAsset({ book, rows }, customer, model, sales[index]!)
    writeRepair(book, customer, asset, { fault: 'W-LEAK', ...stay(now, 36 - index * 20, 3) })
    return asset.id
  })
}

function writeModel({ dice }: Book, { rows }: Catalogue, now: Date): Model {
  const from = new Date(now.getTime() - 735 * DAY)
  const familyId = dice.id(from)
  const id = dice.id(from)
  rows['assets.family']!.push({
    id: familyId,
    code: 'WASH',
    name: n('Washing machines', '洗衣机', '洗衣機'),
    product_class: 'washing-machine',
    meter_kind: null,
  })
  const names = n('Pura 8 washing machine', '净纯 8 洗衣机', '淨純 8 洗衣機')
  rows['assets.model']!.push({ id, family_id: familyId, code: 'PURA-8', name: names, skill_codes: [] })
  for (const covers of ['part', 'labour'])
    rows['assets.warranty_term']!.push({
      id: dice.id(from),
      model_id: id,
      country: null,
      covers,
      components: [],
      months: 12,
      distance_km: null,
      hours: null,
      starts_from: 'delivery',
      sold_from: null,
      sold_to: null,
    })
  rows['assets.failure_code']!.push({
    id: dice.id(from),
    family_id: familyId,
    kind: 'symptom',
    code: 'W-LEAK',
    name: n('Water on the floor', '漏水', '漏水'),
    component: 'door',
    is_safety: false,
  })
  return { id, familyId, family: 'WASH', code: 'PURA-8', names, skill: '', prefix: 'PU8', weight: 0 }
}

function writeAsset(
  { book: { dice }, rows }: Pick<Ground, 'book' | 'rows'>,
  customer: Customer,
  model: Model,
  sold: Date,
): Asset {
  const delivered = new Date(sold.getTime() + 2 * DAY)
  const id = dice.id(sold)
  const serial = `${model.prefix}${dayText(sold).slice(2, 7).replace('-', '')}${dice.digits(6)}`
  rows['assets.asset']!.push({
    id,
    serial,
    serial_fold: foldSerial(serial),
    model_id: model.id,
    customer_id: customer.id,
    address_id: customer.addressId,
    dealer_station_id: customer.station.id,
    sale_country: customer.place.country,
    buyer_kind: 'consumer',
    built_on: dayText(new Date(sold.getTime() - 60 * DAY)),
    sold_on: dayText(sold),
    delivered_on: dayText(delivered),
    price_minor: 749_00,
    price_currency: 'EUR',
    status: 'in_use',
    created_at: sold.toISOString(),
  })
  rows['assets.ownership']!.push({
    id: dice.id(sold),
    asset_id: id,
    customer_id: customer.id,
    from_on: dayText(sold),
    to_on: null,
  })
  rows['assets.asset_station']!.push({ asset_id: id, station_id: customer.station.id })
  const asset = { id, serial, model, deliveredOn: delivered }
  customer.assets.push(asset)
  return asset
}

function writeCalifornian({ book, customers, now }: Ground): string[] {
  const mended = new Set((book.rows['entitlement.repair'] ?? []).map((row) => String(row.asset_id)))
  const found = privately(customers, ({ place }) => place.region === 'CA')
    .flatMap((customer) => customer.assets.map((asset) => ({ customer, asset })))
    .find(({ asset }) => {
      const age = (now.getTime() - asset.deliveredOn.getTime()) / DAY
      return asset.model.family === 'CAR' && age > 130 && age < 480 && !mended.has(asset.id)
    })
  if (!found) return []
  for (const back of [101, 72, 43, 11])
    writeRepair(book, found.customer, found.asset, { fault: 'C-CHARGE', ...stay(now, back, 2) })
  return [found.asset.id]
}
