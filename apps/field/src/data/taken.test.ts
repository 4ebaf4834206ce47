import { afterEach, expect, test, vi } from 'vitest'
import { exifTime, takenOf } from './taken.ts'

afterEach(() => void vi.useRealTimers())

/** A JPEG that holds nothing but the hour it was taken, written as a camera writes it. */
function jpeg(taken: string, { zone = '', little = true } = {}): ArrayBuffer {
  const tiff = new DataView(new ArrayBuffer(140))
  const entry = (at: number, [tag, type, count, value]: [number, number, number, number]) => {
    tiff.setUint16(at, tag, little)
    tiff.setUint16(at + 2, type, little)
    tiff.setUint32(at + 4, count, little)
    tiff.setUint32(at + 8, value, little)
  }
  const text = (at: number, said: string) =>
    [...said].forEach((one, i) => void tiff.setUint8(at + i, one.charCodeAt(0)))
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, little)
  tiff.setUint32(4, 8, little)
  tiff.setUint16(8, 1, little)
  entry(10, [0x8769, 4, 1, 30])
  tiff.setUint16(30, zone ? 2 : 1, little)
  entry(32, [0x9003, 2, 20, 80])
  entry(44, [0x9011, 2, 7, 110])
  text(80, taken)
  text(110, zone)
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, 0, 148, 0x45, 0x78, 0x69, 0x66, 0, 0]
  return new Uint8Array([...head, ...new Uint8Array(tiff.buffer), 0xff, 0xda]).buffer
}

test('a camera says when the picture was taken, in its zone or in that of the phone, in either order of bytes', () => {
  const of = Date.parse('2026-03-01T08:05:09+08:00')
  expect(exifTime(jpeg('2026:03:01 08:05:09', { zone: '+08:00' }))).toBe(of)
  expect(exifTime(jpeg('2026:03:01 08:05:09', { zone: '+08:00', little: false }))).toBe(of)
  expect(exifTime(jpeg('2026:03:01 08:05:09'))).toBe(new Date(2026, 2, 1, 8, 5, 9).getTime())
})

test('what is no picture, cut short or without an hour says nothing', () => {
  const whole = jpeg('2026:03:01 08:05:09')
  for (const bytes of [new ArrayBuffer(0), new ArrayBuffer(64), whole.slice(0, 40), jpeg('    :  :     :  :  ')])
    expect(exifTime(bytes)).toBeNull()
})

test('of now is what was just taken; what was chosen is of its own hour, of its file when it has none; never of tomorrow', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), toFake: ['Date'] })
  const now = '2026-03-02T10:00:00.000Z'
  const at = (time: string) => ({ lastModified: Date.parse(time) })
  const old = jpeg('2026:03:01 08:05:09', { zone: '+00:00' })
  expect(await takenOf(new File([], 'a.png', at('2026-03-02T09:59:00Z')))).toEqual({ at: now, says: 'clock' })
  expect(await takenOf(new File([], 'a.png', at('2026-02-01T09:00:00Z')))).toEqual({
    ...{ at: '2026-02-01T09:00:00.000Z', says: 'file' },
  })
  expect(await takenOf(new File([old], 'a.jpg', at('2026-03-02T09:59:59Z')))).toEqual({
    ...{ at: '2026-03-01T08:05:09.000Z', says: 'picture' },
  })
  expect(await takenOf(new File([], 'a.png', at('2027-01-01T00:00:00Z')))).toEqual({ at: now, says: 'clock' })
})
