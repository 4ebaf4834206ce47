import { timeNow } from './clock.ts'

/** When a picture was taken, and who says so: the clock of this moment, the picture itself, or the file it lies in. */
export interface Taken {
  at: string
  says: 'clock' | 'picture' | 'file'
}

/** The camera writes a picture when it is taken; what is older was chosen from the phone. */
const JUST_NOW_MS = 120_000
/** Where a camera writes its facts: at the beginning. */
const HEAD_BYTES = 131_072

/** A picture chosen from the phone is of its own hour, not of now: what it proves was seen then. */
export async function takenOf(file: File): Promise<Taken> {
  const now = timeNow()
  const own = exifTime(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const at = own ?? file.lastModified
  // Of a clock that ran ahead: nothing was taken later than now.
  if (at > Date.parse(now) - JUST_NOW_MS) return { at: now, says: 'clock' }
  return { at: new Date(at).toISOString(), says: own === null ? 'file' : 'picture' }
}

const [EXIF_POINTER, TAKEN, OFFSET] = [0x8769, 0x9003, 0x9011]

/** DateTimeOriginal of a JPEG (Exif 2.32), in milliseconds; by the clock of this phone's zone unless it names its own. Null: none. */
export function exifTime(bytes: ArrayBuffer): number | null {
  try {
    const tiff = tiffOf(new DataView(bytes))
    const inside = tiff && valuesOf(tiff, tiff.getUint32(4, isLittle(tiff))).get(EXIF_POINTER)
    if (!tiff || typeof inside !== 'number') return null
    const values = valuesOf(tiff, inside)
    const [, y, mo, d, h, mi, s] = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(`${values.get(TAKEN)}`) ?? []
    if (!y) return null
    const zone = /^[+-]\d\d:\d\d/.exec(`${values.get(OFFSET)}`)?.[0] ?? ''
    const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}${zone}`)
    return Number.isNaN(at) ? null : at
  } catch {
    // Cut short or written badly: then the file speaks.
    return null
  }
}

const isLittle = (tiff: DataView) => tiff.getUint16(0) === 0x4949

/** The part of a JPEG that holds what the camera noted. */
function tiffOf(view: DataView): DataView | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
    const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966
    if (isExif) return new DataView(view.buffer, at + 10)
  }
  return null
}

/** The entries of one directory: numbers, and texts. */
function valuesOf(tiff: DataView, start: number): Map<number, number | string> {
  const little = isLittle(tiff)
  const values = new Map<number, number | string>()
  for (let i = 0; i < tiff.getUint16(start, little); i++) {
    const entry = start + 2 + 12 * i
    const [type, count] = [tiff.getUint16(entry + 2, little), tiff.getUint32(entry + 4, little)]
    const value = tiff.getUint32(entry + 8, little)
    if (type === 4) values.set(tiff.getUint16(entry, little), value)
    if (type === 2 && count > 4) {
      const text = new Uint8Array(tiff.buffer, tiff.byteOffset + value, count)
      values.set(tiff.getUint16(entry, little), String.fromCharCode(...text))
    }
  }
  return values
}
