import { deflateSync } from 'node:zlib'

/** The smallest real files of each kind; the pictures are 3 × 2 pixels unless said. */
export const jpeg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb004300' +
    '08'.repeat(64) +
    'ffc0000b080002000301011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffda0008010100003f00d2cf20ffd9',
  'hex',
)
export const gif = Buffer.from('47494638396103000200800000000000ffffff2c00000000030002000002028401003b', 'hex')
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
export const html = Buffer.from('\uFEFF \n<!-- x --><HTML><script>alert(1)</script></HTML>')
export const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)])

export function png(width = 3, height = 2): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]) // readers of headers skip the checksum
  }
  const pixels = deflateSync(Buffer.alloc((3 + 1) * 2))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function webp(width = 3, height = 2): Buffer {
  const body = Buffer.alloc(18)
  body.write('VP8X', 0, 'latin1')
  body.writeUInt32LE(10, 4)
  body.writeUIntLE(width - 1, 12, 3)
  body.writeUIntLE(height - 1, 15, 3)
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  riff.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([riff, body])
}

export function heic(width = 3, height = 2): Buffer {
  const size = Buffer.alloc(20)
  size.writeUInt32BE(20, 0)
  size.write('ispe', 4, 'latin1')
  size.writeUInt32BE(width, 12)
  size.writeUInt32BE(height, 16)
  return Buffer.concat([Buffer.from('00000018667479706865696300000000686569636d696631', 'hex'), size])
}
