import { open } from 'node:fs/promises'

export interface Dimensions {
  width: number
  height: number
}

/** Metadata (EXIF, colour profiles, previews) may stand before the size; more than this is no photo of a phone. */
const SAMPLE = 1_048_576

/** Width and height of an image from its header, without decoding it; undefined when there is none to be found. */
export async function dimensionsOf(path: string, type: string): Promise<Dimensions | undefined> {
  const reader = readers[type]
  if (!reader) return undefined
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    return reader(buffer.subarray(0, bytesRead))
  } catch (error) {
    if (error instanceof RangeError) return undefined // the header ends too early
    throw error
  } finally {
    await file.close()
  }
}

const readers: Record<string, (b: Buffer) => Dimensions | undefined> = {
  'image/png': (b) => ({ width: b.readUInt32BE(16), height: b.readUInt32BE(20) }),
  'image/gif': (b) => ({ width: b.readUInt16LE(6), height: b.readUInt16LE(8) }),
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/heic': largestBox,
  'image/avif': largestBox,
}

/** JPEG: segments one after the other up to the start of a frame (SOF0–SOF15 but DHT, JPG, DAC). */
function jpeg(b: Buffer): Dimensions | undefined {
  for (let at = 2; b.readUInt8(at) === 0xff; ) {
    const marker = b.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1 // padding
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7) }
    } else at += 2 + b.readUInt16BE(at + 2)
  }
  return undefined
}

function webp(b: Buffer): Dimensions | undefined {
  switch (b.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = b.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  }
  return undefined
}

/** HEIC and AVIF hold several images (tiles, a preview); the `ispe` box of the largest is the picture. */
function largestBox(b: Buffer): Dimensions | undefined {
  let largest: Dimensions | undefined
  for (let at = b.indexOf('ispe'); at >= 0; at = b.indexOf('ispe', at + 4)) {
    const found = { width: b.readUInt32BE(at + 8), height: b.readUInt32BE(at + 12) }
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found
  }
  return largest
}
