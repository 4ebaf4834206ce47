import zoneAt from 'tz-lookup'

/** Where most people of a country with several zones live; the rest have one, or their first is the right one. */
const MAIN_ZONE: Record<string, string> = {
  US: 'America/New_York',
  CA: 'America/Toronto',
  MX: 'America/Mexico_City',
  BR: 'America/Sao_Paulo',
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  RU: 'Europe/Moscow',
  KZ: 'Asia/Almaty',
  ID: 'Asia/Jakarta',
  AU: 'Australia/Sydney',
  NZ: 'Pacific/Auckland',
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
}

// In Node since 22, not yet in TypeScript's library.
type WithZones = Intl.Locale & { getTimeZones(): string[] | undefined }

/** The zone of a place from its position; without one the main zone of the country. */
export function zoneOf(place: {
  country: string
  lat?: number | null | undefined
  lon?: number | null | undefined
}): string {
  if (place.lat != null && place.lon != null) return zoneAt(place.lat, place.lon)
  const zones = (new Intl.Locale(`und-${place.country}`) as WithZones).getTimeZones()
  return MAIN_ZONE[place.country] ?? zones?.[0] ?? 'UTC'
}
