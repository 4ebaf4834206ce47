declare module 'tz-lookup' {
  /** The IANA time zone of a place; throws a RangeError outside -90..90, -180..180. */
  export default function zoneAt(lat: number, lon: number): string
}
