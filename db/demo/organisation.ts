import type { Role } from '../../server/src/permissions.ts'
import { makeCalendars } from './calendars.ts'
import type { Row } from './fill.ts'
import { personName } from './names.ts'
import { CITIES, type City, CURRENCY, DIAL, LANGUAGE } from './places.ts'
import type { Dice } from './random.ts'
import { stationDocuments } from './station-documents.ts'

export interface Station {
  id: string
  number: string
  name: string
  place: City
  calendarId: string
  lines: string[]
}
export interface Technician {
  id: string
  name: string
  station: Station
  skills: string[]
}
const CERTIFICATES = {
  CN: ['制冷设备操作证', '高压电工证'],
  DE: ['Sachkunde Kältetechnik', 'Fachkunde Hochvolt'],
  US: ['Refrigerant handling', 'High voltage'],
} as const
const ISSUERS = { CN: '经纬学院', DE: 'TÜV', US: 'Meridian Academy' } as const

export interface Organisation {
  rows: Record<string, Row[]>
  stations: Station[]
  technicians: Technician[]
  /** desk people by country, for who took the call */
  desk: { id: string; name: string; country: string }[]
  people: { id: string; name: string; email: string; number: string }[]
  calendars: Map<string, Row>
}

const KINDS = [
  'own',
  '4s',
  'authorised',
  'authorised',
  'chain',
  'independent',
  'own',
  'authorised',
  'chain',
  'own',
  'authorised',
  'independent',
]
const TITLES: Record<City['country'], (city: string, kind: string) => string> = {
  CN: (city, kind) =>
    ({
      own: `${city}直营服务中心`,
      '4s': `${city}华信 4S 店`,
      authorised: `${city}特约服务站`,
      chain: `${city}安心连锁服务店`,
      independent: `${city}众诚维修`,
    })[kind]!,
  DE: (city, kind) =>
    ({ own: `Servicezentrum ${city}`, authorised: `Vertragsservice ${city}`, chain: `ServicePlus ${city}` })[kind]!,
  US: (city, kind) =>
    ({
      own: `${city} Service Center`,
      authorised: `${city} Authorized Service`,
      independent: `${city} Repair Partners`,
    })[kind]!,
}

export function makeOrganisation(dice: Dice, from: Date, today: Date, skillIds: Map<string, string>): Organisation {
  const rows: Record<string, Row[]> = {
    'kit.calendar': [],
    'network.station': [],
    'people.person': [],
    'people.role_grant': [],
    'people.person_skill': [],
    'people.certificate': [],
    'people.shift': [],
    'people.absence': [],
    'network.staff': [],
  }
  const calendars = makeCalendars(dice, from, rows)
  const stations = makeStations(dice, from, rows, calendars)
  rows['network.document'] = stationDocuments(stations, from, today)
  const people: Organisation['people'] = []
  const desk: Organisation['desk'] = []
  const add = (
    roles: Role[],
    name: string,
    email: string,
    at: { station?: Station; country?: City['country'] } = {},
  ) => {
    const place = at.station?.place ?? CITIES.find((one) => one.country === (at.country ?? 'CN'))!
    const id = dice.id(from)
    const number = `PE-${String(people.length + 1).padStart(3, '0')}`
    const home = { home_lat: place.lat + (dice.next() - 0.5) * 0.1, home_lon: place.lon + (dice.next() - 0.5) * 0.1 }
    rows['people.person']!.push({
      id,
      number,
      name,
      email,
      phone: `${DIAL[place.country]}${dice.int(130, 189)}${dice.digits(7)}`,
      language: LANGUAGE[place.country],
      time_zone: place.zone,
      user_id: `demo-${number}`,
      ...home,
      hired_on: dayText(new Date(from.getTime() - dice.int(100, 2000) * 864e5)),
    })
    for (const role of roles) {
      const scope = at.station ? 'station' : at.country ? 'country' : 'company'
      rows['people.role_grant']!.push({
        id: dice.id(from),
        person_id: id,
        role,
        scope,
        country: scope === 'country' ? at.country : null,
        station_id: at.station?.id ?? null,
      })
    }
    people.push({ id, name, email, number })
    return { id, name }
  }
  add(['administrator'], '沈亦文', mail('admin'))
  for (const [country, count] of [
    ['CN', 3],
    ['DE', 1],
    ['US', 1],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const name = personName(dice, country)
      const person = add(
        ['service_desk'],
        name,
        country === 'CN' && i === 0 ? mail('desk') : mail(`desk.${country.toLowerCase()}${i + 1}`),
        country === 'CN' && i === 0 ? {} : { country },
      )
      desk.push({ ...person, country })
    }
  }
  add(['dispatcher'], '顾晓岚', mail('dispatch'))
  add(['dispatcher'], 'Katrin Vogel', mail('dispatch.de'), { country: 'DE' })
  for (const [index, station] of stations.slice(0, 7).entries()) {
    add(
      ['station_manager'],
      personName(dice, station.place.country),
      index === 0 ? mail('station') : mail(`station.${station.number.toLowerCase()}`),
      { station },
    )
  }
  add(['parts_keeper'], '陆守仁', mail('parts'), { station: stations[0]! })
  add(['parts_keeper'], 'Uwe Brandt', mail('parts.de'), { station: stations[6]! })
  add(['warranty_assessor'], '方正', mail('warranty'))
  add(['quality_engineer'], '林知远', mail('quality'))
  add(['quality_engineer'], 'Dr. Petra Lange', mail('quality.de'), { country: 'DE' })
  add(['service_manager'], '欧阳静', mail('manager'))
  add(['service_manager'], 'Nathan Brooks', mail('manager.us'), { country: 'US' })
  add(['integrator'], 'Integration', mail('integrator'))
  const technicians = makeTechnicians(dice, from, today, rows, stations, skillIds, add)
  return { rows, stations, technicians, desk, people, calendars }
}

const mail = (name: string) => `${name}@meridian.example`
export const dayText = (at: Date) => at.toISOString().slice(0, 10)

function makeStations(dice: Dice, from: Date, rows: Record<string, Row[]>, calendars: Map<string, Row>): Station[] {
  const node = (
    kind: string,
    name: string,
    place: City,
    parent: string[],
    number: string,
    country: string | null,
    more: Row = {},
  ) => {
    const id = dice.id(from)
    const calendar = calendars.get(place.zone)!
    rows['network.station']!.push({
      id,
      number,
      parent_id: parent.at(-1) ?? null,
      path: [...parent, id],
      kind,
      name,
      country,
      region: null,
      city: null,
      district: null,
      line: null,
      postal_code: null,
      lat: null,
      lon: null,
      time_zone: place.zone,
      phone: null,
      email: null,
      language: LANGUAGE[place.country],
      currency: CURRENCY[place.country],
      calendar_id: calendar.id,
      product_lines: [],
      area: {},
      ...more,
    })
    return id
  }
  const hq = node('hq', '经纬机电 总部', CITIES[0]!, [], 'ST-00', null)
  const nodes = Object.fromEntries(
    (['CN', 'DE', 'US'] as const).map((country) => {
      const place = CITIES.find((one) => one.country === country)!
      return [
        country,
        node(
          'country',
          { CN: '中国', DE: 'Deutschland', US: 'United States' }[country],
          place,
          [hq],
          `ST-${country}`,
          country,
        ),
      ]
    }),
  ) as Record<City['country'], string>
  return CITIES.map((place, index) => {
    const number = `ST-${String(index + 1).padStart(2, '0')}`
    const kind = KINDS[index]!
    const name = TITLES[place.country](place.city, kind)
    const lines = kind === '4s' ? ['CAR'] : kind === 'independent' ? ['AC'] : ['CAR', 'AC', 'COMP']
    const street =
      place.country === 'CN'
        ? `${place.districts[0]}建设路${dice.int(1, 300)}号`
        : `${dice.int(1, 200)} Industrial Park`
    const id = node(kind, name, place, [hq, nodes[place.country]], number, place.country, {
      region: place.region,
      city: place.city,
      district: place.districts[0],
      line: street,
      postal_code:
        place.postal + dice.digits(6 - place.postal.length > 0 && place.country === 'CN' ? 3 : 5 - place.postal.length),
      lat: place.lat,
      lon: place.lon,
      phone: `${DIAL[place.country]}${dice.int(400, 899)}${dice.digits(7)}`,
      email: `${number.toLowerCase()}@meridian.example`,
      product_lines: lines,
      area: { cities: [place.city], radiusKm: 60 },
    })
    return { id, number, name, place, calendarId: String(calendars.get(place.zone)!.id), lines }
  })
}

type Add = (roles: Role[], name: string, email: string, at: { station: Station }) => { id: string; name: string }

function makeTechnicians(
  dice: Dice,
  from: Date,
  today: Date,
  rows: Record<string, Row[]>,
  stations: Station[],
  skillIds: Map<string, string>,
  add: Add,
): Technician[] {
  const counts = [4, 2, 2, 1, 1, 1, 2, 1, 1, 2, 1, 1]
  return stations.flatMap((station, index) =>
    Array.from({ length: counts[index]! }, (_, i) => {
      const first = index === 0 && i === 0
      const person = add(
        ['technician'],
        first ? '周建国' : personName(dice, station.place.country),
        first ? 'tech@meridian.example' : `tech.${station.number.toLowerCase()}.${i + 1}@meridian.example`,
        { station },
      )
      // The first of every station can do whatever its customers own: nobody drives to another city.
      const skills =
        i === 0 || dice.chance(0.55)
          ? ['high-voltage', 'car', 'refrigerant', 'compressor']
          : dice.pick([
              ['car', 'high-voltage', 'refrigerant'],
              ['refrigerant', 'compressor'],
              ['refrigerant', 'car'],
            ])
      for (const code of skills)
        rows['people.person_skill']!.push({ person_id: person.id, skill_id: skillIds.get(code), level: dice.int(1, 3) })
      for (const code of skills.filter((one) => one === 'high-voltage' || one === 'refrigerant')) {
        // A few are about to expire or have: the board must say so.
        const expires = new Date(
          today.getTime() +
            (first
              ? 400
              : dice.weighted([
                  [dice.int(60, 700), 8],
                  [dice.int(3, 25), 1],
                  [-dice.int(5, 60), 1],
                ])) *
              864e5,
        )
        rows['people.certificate']!.push({
          id: dice.id(from),
          person_id: person.id,
          skill_id: skillIds.get(code),
          name: CERTIFICATES[station.place.country][code === 'refrigerant' ? 0 : 1],
          number: `C${dice.digits(7)}`,
          issued_by: ISSUERS[station.place.country],
          issued_on: dayText(new Date(expires.getTime() - 1095 * 864e5)),
          expires_on: dayText(expires),
        })
      }
      const day = [
        ['08:30', '12:00'],
        ['13:00', '17:30'],
      ]
      const sunday = station.place.country === 'CN' && i % 2 === 0 ? day : []
      rows['people.shift']!.push({
        id: dice.id(from),
        person_id: person.id,
        valid_from: dayText(new Date(from.getTime() - 30 * 864e5)),
        valid_to: null,
        time_zone: station.place.zone,
        weekly: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: station.place.country === 'CN' ? day : [], 7: sunday },
      })
      rows['network.staff']!.push({
        station_id: station.id,
        person_id: person.id,
        from_on: dayText(from),
        to_on: null,
        is_home: true,
      })
      if (!first && dice.chance(0.2)) {
        const start = new Date(today.getTime() + dice.int(1, 12) * 864e5)
        rows['people.absence']!.push({
          id: dice.id(from),
          person_id: person.id,
          during: `[${start.toISOString()},${new Date(start.getTime() + dice.int(1, 5) * 864e5).toISOString()})`,
          kind: dice.pick(['leave', 'training', 'sick']),
          note: null,
        })
      }
      return { id: person.id, name: person.name, station, skills }
    }),
  )
}
