import type { Row } from './fill.ts'
import type { Station } from './organisation.ts'
import { Dice } from './random.ts'

const PAPERS = {
  CN: ['营业执照', '特约服务合同', '消防验收合格证'],
  DE: ['Gewerbeanmeldung', 'Servicevertrag', 'Betriebshaftpflicht'],
  US: ['Business licence', 'Service agreement', 'Liability insurance'],
} as const

/** The papers of every station: the first for good, the others for a time; a few run out soon, one has run out. */
export function stationDocuments(stations: readonly Station[], from: Date, today: Date): Row[] {
  // A dice of its own: what is added here changes nothing else of the company.
  const dice = new Dice(4711)
  return stations.flatMap((station, index) =>
    PAPERS[station.place.country].map((name, paper) => {
      const days = ((index * 3 + paper) * 61) % 700
      return {
        id: dice.id(from),
        station_id: station.id,
        name,
        number: `${station.number}-${dice.digits(6)}`,
        expires_on: paper === 0 ? null : new Date(today.getTime() + (days - 10) * 864e5).toISOString().slice(0, 10),
      }
    }),
  )
}
