import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rewritableOneByOne } from '../../kit/housekeeping/reindex.ts'
import { makeFindable } from '../../kit/search/find.ts'

export async function makeStationFindable(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ number: string; name: string; place: string; text: string; phone: string | null }>`
    select number, name, concat_ws(', ', city, district) as place, concat_ws(' ', legal_name, region, line, postal_code) as text, phone
    from network.station where id = ${id}`.execute(tx)
  const station = rows[0]
  if (!station) return
  await makeFindable(tx, {
    kind: 'station',
    id,
    title: station.name,
    subtitle: [station.number, station.place].filter(Boolean).join(' · '),
    text: station.text,
    codes: [station.number, ...(station.phone ? [station.phone] : [])],
    stationId: id,
    updatedAt: new Date(),
  })
}

rewritableOneByOne('station', makeStationFindable)
