import http from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import type { Locator } from 'playwright-core'

const SIZE = 256
const [WHITE, GREY, RED] = [0, 1, 2]
const PALETTE = Buffer.from([255, 255, 255, 190, 190, 190, 255, 0, 0])

export interface Tiles {
  origin: string
  /** As the settings of the company name them. */
  url: string
  stop(): void
}

/** A map server of our own: white tiles with a grey rim, and two red lines that cross at one place of what it takes for the earth. */
export async function startTiles([lon, lat]: readonly [number, number]): Promise<Tiles> {
  const server = http.createServer((request, response) => {
    const [z, x, y] = request.url!.match(/\d+/g)!.map(Number) as [number, number, number]
    const world = SIZE * 2 ** z
    const radians = (lat * Math.PI) / 180
    const column = Math.floor(((lon + 180) / 360) * world) - x * SIZE
    // Web Mercator, as all such tiles are drawn.
    const row = Math.floor((0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)) * world) - y * SIZE
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' })
    response.end(tile(column, row))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, url: `${origin}/{z}/{x}/{y}.png`, stop: () => server.close() }
}

/** A picture of 256 × 256 with a palette: a byte for each pixel, a filter byte (none) before each row. */
function tile(column: number, row: number): Buffer {
  const rows = Buffer.alloc(SIZE * (SIZE + 1))
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const isLine = Math.abs(x - column) < 2 || Math.abs(y - row) < 2
      rows[y * (SIZE + 1) + 1 + x] = isLine ? RED : x === 0 || y === 0 ? GREY : WHITE
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(SIZE, 0)
  head.writeUInt32BE(SIZE, 4)
  head.set([8, 3], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', head), chunk('PLTE', PALETTE), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND')]
  return Buffer.concat([signature, ...chunks])
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(zlib.crc32(named))
  return Buffer.concat([length, named, sum])
}

export interface Crossing {
  /** how far from the middle of the map the lines cross, in pixels. */
  right: number
  down: number
  /** Whether a mark covers where they cross. */
  isMarked: boolean
}

/** Where the red lines cross on the picture of the map, read from its pixels in the page itself; null while they are not to be seen. */
export async function crossingOn(map: Locator): Promise<Crossing | null> {
  const picture = (await map.screenshot()).toString('base64')
  return map.page().evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const { width, height } = image
    const canvas = new OffscreenCanvas(width, height).getContext('2d')!
    canvas.drawImage(image, 0, 0)
    const pixels = canvas.getImageData(0, 0, width, height).data
    const colour = (x: number, y: number) => [0, 1, 2].map((i) => pixels[(y * width + x) * 4 + i]!)
    const isRed = (x: number, y: number) => {
      const [r, g, b] = colour(x, y) as [number, number, number]
      return r > 200 && g < 120 && b < 120
    }
    const middleOf = (length: number, across: number, red: (at: number, i: number) => boolean) => {
      const hits = Array.from({ length }, (_, at) => at).filter(
        (at) => Array.from({ length: across }, (_, i) => red(at, i)).filter(Boolean).length > across / 2,
      )
      return hits.length === 0 ? null : (hits[0]! + hits.at(-1)!) / 2
    }
    const x = middleOf(width, height, isRed)
    const y = middleOf(height, width, (at, i) => isRed(i, at))
    if (x === null || y === null) return null
    const isMarked = !isRed(Math.round(x), Math.round(y))
    return { right: x - (width - 1) / 2, down: y - (height - 1) / 2, isMarked }
  }, picture)
}
