import { foldSerial } from '../../packages/rules/src/index.ts'
import { foldedName } from '../../server/src/modules/parties/folded-name.ts'
import type { Model } from './catalogue.ts'
import type { Row } from './fill.ts'
import { companyName, personName } from './names.ts'
import { dayText, type Station } from './organisation.ts'
import { CITIES, type City, CURRENCY, LANGUAGE, STREETS } from './places.ts'
import { PAID } from './prices.ts'
import type { Dice } from './random.ts'

export interface Asset {
  id: string
  serial: string
  model: Model
  deliveredOn: Date
}
export interface Customer {
  id: string
  number: string
  name: string
  kind: 'person' | 'organisation'
  email: string | null
  language: string
  place: City
  addressId: string
  lat: number
  lon: number
  contactId: string | null
  station: Station
  assets: Asset[]
}

const TABLES = [
  'parties.customer',
  'parties.contact',
  'parties.address',
  'parties.consent',
  'parties.customer_station',
  'assets.asset',
  'assets.ownership',
  'assets.meter_reading',
  'assets.component',
  'assets.asset_station',
] as const

export function makeCustomers(
  dice: Dice,
  from: Date,
  today: Date,
  models: Model[],
  stations: Station[],
  count: number,
  assetCount: number,
): { rows: Record<string, Row[]>; customers: Customer[] } {
  const rows: Record<string, Row[]> = Object.fromEntries(TABLES.map((name) => [name, []]))
  const weights = CITIES.map((city) => [city, city.weight] as const)
  const customers = Array.from({ length: count }, (_, index) =>
    makeCustomer(dice, from, today, index, dice.weighted(weights), stations, rows),
  )
  const byWeight = models.map((one) => [one, one.weight] as const)
  const homes = models.filter((one) => one.family !== 'COMP').map((one) => [one, one.weight] as const)
  for (let made = 0; made < assetCount; made++) {
    const customer = made < count ? customers[made]! : dice.pick(customers)
    makeAsset(dice, from, today, customer, dice.weighted(customer.kind === 'person' ? homes : byWeight), made, rows)
  }
  return { rows, customers }
}

function makeCustomer(
  dice: Dice,
  from: Date,
  today: Date,
  index: number,
  place: City,
  stations: Station[],
  rows: Record<string, Row[]>,
): Customer {
  const kind = dice.chance(0.14) ? 'organisation' : 'person'
  const id = dice.id(from)
  const number = `CU-${today.getUTCFullYear()}-${String(index + 1).padStart(6, '0')}`
  const name = kind === 'person' ? personName(dice, place.country) : companyName(dice, place)
  const phone =
    place.country === 'CN'
      ? `+861${dice.pick(['3', '5', '8'])}${dice.digits(9)}`
      : place.country === 'DE'
        ? `+4915${dice.digits(9)}`
        : `+1${dice.int(312, 818)}${dice.int(200, 989)}${dice.digits(4)}`
  const email = dice.chance(0.7) ? `c${String(index + 1).padStart(5, '0')}@mail.example` : null
  const station = stations.find((one) => one.place.city === place.city)!
  const created = new Date(from.getTime() + dice.next() * (today.getTime() - from.getTime()) * 0.9)
  const language = LANGUAGE[place.country]
  rows['parties.customer']!.push({
    id,
    number,
    kind,
    name,
    name_fold: foldedName(name),
    tier: dice.weighted([
      ['standard', 80],
      ['silver', 14],
      ['gold', 6],
    ]),
    country: place.country,
    language,
    time_zone: place.zone,
    phone,
    email,
    preferred_channel: email && dice.chance(0.3) ? 'email' : 'phone',
    quiet_from: '21:00',
    quiet_to: '08:00',
    created_at: created.toISOString(),
  })
  const addressId = dice.id(from)
  const lat = place.lat + (dice.next() - 0.5) * 0.25
  const lon = place.lon + (dice.next() - 0.5) * 0.3
  const district = dice.pick(place.districts)
  const street = dice.pick(STREETS[place.country])
  const line =
    place.country === 'CN'
      ? `${street}${dice.int(1, 999)}号${dice.int(1, 30)}栋${dice.int(101, 2804)}室`
      : place.country === 'DE'
        ? `${street} ${dice.int(1, 140)}`
        : `${dice.int(10, 9900)} ${street}`
  const postal = place.postal + dice.digits((place.country === 'CN' ? 6 : 5) - place.postal.length)
  rows['parties.address']!.push({
    id: addressId,
    customer_id: id,
    label: null,
    country: place.country,
    region: place.region,
    city: place.city,
    district,
    line,
    postal_code: postal,
    lat,
    lon,
    time_zone: place.zone,
    is_primary: true,
  })
  const contactId = kind === 'organisation' ? dice.id(from) : null
  if (contactId)
    rows['parties.contact']!.push({
      id: contactId,
      customer_id: id,
      name: personName(dice, place.country),
      role: place.country === 'CN' ? '设备主管' : 'Maintenance',
      phone: `${phone.slice(0, -2)}${dice.digits(2)}`,
      email: null,
      language,
      is_primary: true,
    })
  rows['parties.consent']!.push({
    id: dice.id(from),
    customer_id: id,
    purpose: 'service',
    granted: true,
    at: created.toISOString(),
    channel: 'portal',
    proof: 'registration form',
  })
  if (dice.chance(0.6))
    rows['parties.consent']!.push({
      id: dice.id(from),
      customer_id: id,
      purpose: 'survey',
      granted: dice.chance(0.85),
      at: created.toISOString(),
      channel: 'portal',
      proof: 'registration form',
    })
  rows['parties.customer_station']!.push({ customer_id: id, station_id: station.id })
  return { id, number, name, kind, email, language, place, addressId, lat, lon, contactId, station, assets: [] }
}

function makeAsset(
  dice: Dice,
  from: Date,
  today: Date,
  customer: Customer,
  model: Model,
  index: number,
  rows: Record<string, Row[]>,
): void {
  const id = dice.id(from)
  const age = Math.floor(dice.next() ** 1.3 * 1500) + 5
  const delivered = new Date(today.getTime() - age * 864e5)
  const sold = new Date(delivered.getTime() - dice.int(0, 12) * 864e5)
  const built = new Date(sold.getTime() - dice.int(20, 160) * 864e5)
  const installed = model.family === 'CAR' ? null : new Date(delivered.getTime() + dice.int(0, 6) * 864e5)
  const serial = `${model.prefix}${String(built.getUTCFullYear()).slice(2)}${String(built.getUTCMonth() + 1).padStart(2, '0')}${String(index + 1).padStart(6, '0')}`
  rows['assets.asset']!.push({
    id,
    serial,
    serial_fold: foldSerial(serial),
    model_id: model.id,
    customer_id: customer.id,
    address_id: customer.addressId,
    dealer_station_id: customer.station.id,
    sale_country: customer.place.country,
    sale_region: customer.place.country === 'US' ? customer.place.region : null,
    buyer_kind: customer.kind === 'person' ? 'consumer' : 'business',
    built_on: dayText(built),
    sold_on: dayText(sold),
    delivered_on: dayText(delivered),
    installed_on: installed && dayText(installed),
    registered_on: dice.chance(0.8) ? dayText(delivered) : null,
    price_minor: PAID[model.code]![customer.place.country],
    price_currency: CURRENCY[customer.place.country],
    use_coefficient: null,
    status: 'in_use',
    created_at: sold.toISOString(),
  })
  rows['assets.ownership']!.push({
    id: dice.id(from),
    asset_id: id,
    customer_id: customer.id,
    from_on: dayText(sold),
    to_on: null,
  })
  rows['assets.asset_station']!.push({ asset_id: id, station_id: customer.station.id })
  const perDay = model.family === 'CAR' ? dice.int(15, 60) : model.family === 'COMP' ? dice.int(6, 20) : 0
  for (let day = 90; perDay > 0 && day < age; day += dice.int(60, 200)) {
    rows['assets.meter_reading']!.push({
      id: dice.id(from),
      asset_id: id,
      kind: model.family === 'CAR' ? 'km' : 'hour',
      value: day * perDay,
      at: new Date(delivered.getTime() + day * 864e5).toISOString(),
      source: dice.pick(['visit', 'customer', 'desk']),
    })
  }
  if (perDay > 0)
    rows['assets.meter_reading']!.push({
      id: dice.id(from),
      asset_id: id,
      kind: model.family === 'CAR' ? 'km' : 'hour',
      value: age * perDay,
      at: new Date(today.getTime() - dice.int(1, 20) * 864e5).toISOString(),
      source: 'customer',
    })
  if (model.family === 'AC')
    rows['assets.component']!.push(
      component(
        dice,
        from,
        id,
        'compressor',
        'AC-CMP-01',
        { en: 'Compressor', 'zh-CN': '压缩机', 'zh-TW': '壓縮機' },
        delivered,
      ),
      component(
        dice,
        from,
        id,
        'pcb',
        'AC-PCB-02',
        { en: 'Power board', 'zh-CN': '电源板', 'zh-TW': '電源板' },
        delivered,
      ),
    )
  customer.assets.push({ id, serial, model, deliveredOn: delivered })
}

function component(
  dice: Dice,
  from: Date,
  assetId: string,
  position: string,
  part: string,
  name: object,
  at: Date,
): Row {
  return {
    id: dice.id(from),
    asset_id: assetId,
    position,
    part_number: part,
    name,
    serial: `${part.replaceAll('-', '')}${dice.digits(6)}`,
    fitted_at: at.toISOString(),
  }
}
