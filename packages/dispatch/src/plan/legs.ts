import type { Problem, Travel, TravelPoints, Vehicle } from './model.ts'

const EARTH_M = 6_371_000
const RAD = Math.PI / 180

/** Metres between two points over the earth, with the detour of roads. */
export function metresBetween(points: TravelPoints, from: number, to: number): number {
  const a = points.lat[from]! * RAD
  const b = points.lat[to]! * RAD
  const dLat = Math.sin((b - a) / 2)
  const dLon = Math.sin(((points.lon[to]! - points.lon[from]!) * RAD) / 2)
  const h = dLat * dLat + Math.cos(a) * Math.cos(b) * dLon * dLon
  return Math.round(2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h))) * points.detour)
}

/** Seconds on the way before the speed of the vehicle; 0 without a place at one end. */
function tableSeconds(travel: Travel, places: number, from: number, to: number): number {
  if (travel.kind === 'table') return travel.durations[from * places + to]!
  return Math.round(metresBetween(travel, from, to) / travel.metresPerSecond)
}

/** Seconds a vehicle needs from place to place: whole seconds after division by its speed factor. Null = no place, no way. */
export function legSeconds(problem: Problem, vehicle: Vehicle, from: number | null, to: number | null): number {
  if (from === null || to === null || from === to) return 0
  return Math.round(tableSeconds(problem.travels[vehicle.travel]!, problem.places, from, to) / vehicle.speedFactor)
}

export function legMetres(problem: Problem, vehicle: Vehicle, from: number | null, to: number | null): number {
  if (from === null || to === null || from === to) return 0
  const travel = problem.travels[vehicle.travel]!
  if (travel.kind === 'points') return metresBetween(travel, from, to)
  return travel.distances?.[from * problem.places + to] ?? 0
}

/** Cost units of a leg: the table's own costs, else time and distance at the prices of the vehicle. */
export function legCost(problem: Problem, vehicle: Vehicle, from: number | null, to: number | null): number {
  if (from === null || to === null || from === to) return 0
  const travel = problem.travels[vehicle.travel]!
  if (travel.kind === 'table' && travel.costs) return travel.costs[from * problem.places + to]!
  const { perHour, perKm } = vehicle.costs
  const time = (legSeconds(problem, vehicle, from, to) * perHour) / 3600
  return perKm === 0 ? time : time + (legMetres(problem, vehicle, from, to) * perKm) / 1000
}
