import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { AREAS, HOUR_CLASSES } from '@aftercare/dispatch'
import type { World } from '../../../test/harness.ts'

/** Places along one straight road, ten kilometres and ten minutes from each to the next, so that ways are summed up in the head. */
export const KM = 10
export const MINUTES = 10
export const onRoad = (stop: number) => ({ lat: 31.2, lon: 120 + stop })

/** A matrix service on a real port that knows this road alone, without traffic unless asked for; closed by what it returns. */
export async function straightRoad(world: World, { traffic = false } = {}): Promise<() => void> {
  if (!traffic) await emptyRoads(world)
  const { settings } = world.services
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://x')
    const stops = decodeURIComponent(pathname.split('/').at(-1)!)
      .split(';')
      .map((place) => Number(place.split(',')[0]) - 120)
    // OSRM's form: the places ways begin at and those they end at, each by its number.
    const [from, to] = ['sources', 'destinations'].map((name) =>
      searchParams
        .get(name)!
        .split(';')
        .map((one) => stops[Number(one)]!),
    ) as [number[], number[]]
    const table = (each: number) => from.map((a) => to.map((b) => Math.abs(b - a) * each))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ code: 'Ok', durations: table(MINUTES * 60), distances: table(KM * 1000) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  settings.routingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  settings.routingKind = 'osrm'
  return () => {
    settings.routingUrl = null
    server.close()
  }
}

const emptyRoads = ({ services, tenant }: World) =>
  services.db.tx(tenant.id, (tx) =>
    tx
      .insertInto('dispatch.road_pace')
      .values(
        AREAS.flatMap((area) =>
          HOUR_CLASSES.map((hours) => ({ area, hours, factor: 1, samples: 0, learnt_at: new Date() })),
        ),
      )
      .execute(),
  )
