import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { World } from '../../../test/harness.ts'

/** Places along one straight road, ten kilometres and ten minutes from each to the next, so that ways are summed up in the head. */
export const KM = 10
export const MINUTES = 10
export const onRoad = (stop: number) => ({ lat: 31.2, lon: 120 + stop })

/** A matrix service on a real port that knows this road alone; closed by what it returns. */
export async function straightRoad(world: World): Promise<() => void> {
  const { settings } = world.services
  const server = http.createServer((request, response) => {
    const stops = decodeURIComponent(request.url!)
      .match(/driving\/([^?]+)/)![1]!
      .split(';')
      .map((place) => Number(place.split(',')[0]) - 120)
    // OSRM's form: the places ways begin at and after them those they end at, each by its number.
    const [from, to] = [stops.slice(0, stops.length / 2), stops.slice(stops.length / 2)]
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
