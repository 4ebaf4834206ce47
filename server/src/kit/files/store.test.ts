import { chmod, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answerFor,
  documentTypes,
  evidenceTypes,
  openStorage,
  readFile,
  type Storage,
  storeFile,
  sweepIncoming,
  tableTypes,
  type Upload,
} from './index.ts'
import { exe, gif, heic, html, jpeg, pdf, png, svg, webp } from './samples.fixture.ts'

const owner = 'tenant-a'
let folder: string
let storage: Storage

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'files-'))
  await chmod(folder, 0o700)
  storage = await openStorage(folder)
})
afterAll(() => rm(folder, { recursive: true }))

const allowed = [...new Set([...evidenceTypes, ...documentTypes, ...tableTypes])]
const upload = (data: Buffer, declaredName: string, more: Partial<Upload> = {}) =>
  storeFile(storage, { stream: Readable.from([data]), declaredName, maxBytes: 1_000_000, allowed, owner, ...more })

describe('storeFile', () => {
  it.each([
    ['photo.JPG', jpeg, 'image/jpeg'],
    ['图片.png', png(), 'image/png'],
    ['a.gif', gif, 'image/gif'],
    ['a.webp', webp(), 'image/webp'],
    ['a.heic', heic(), 'image/heic'],
  ])('knows %s and its size in pixels', async (name, data, type) => {
    expect(await upload(data, name)).toMatchObject({ name, type, width: 3, height: 2, bytes: data.length })
  })

  it.each([
    ['a.pdf', pdf, 'application/pdf'],
    ['a.csv', Buffer.from('型号,数量\n空调,1\n'), 'text/csv'],
    ['a.csv', Buffer.from('d0cdbac50a', 'hex'), 'text/csv'],
    ['a.txt', Buffer.from('漏水'), 'text/plain'],
    ['a.csv.gz', gzipSync('a,b\n'), 'application/gzip'],
  ])('knows %s', async (name, data, type) => {
    expect(await upload(data, name)).toMatchObject({ name, type, width: null })
  })

  it('knows a spreadsheet', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('x').addRow(['1'])
    const data = Buffer.from(await book.xlsx.writeBuffer())
    expect((await upload(data, 'x.xlsx')).type).toContain('spreadsheetml')
  })

  it('accepts a photo under another photo name, and gives it the right one', async () => {
    expect(await upload(heic(), 'IMG_001.jpg')).toMatchObject({ name: 'IMG_001.jpg.heic', type: 'image/heic' })
    expect(await upload(png(), 'no extension')).toMatchObject({ name: 'no extension.png' })
    expect(await upload(png(), 'x', { declaredType: 'image/png' })).toMatchObject({ name: 'x.png' })
  })

  it.each([
    ['page as photo', html, 'photo.jpg'],
    ['drawing as photo', svg, 'photo.png'],
    ['program as photo', exe, 'photo.jpg'],
    ['program as document', exe, 'report.pdf'],
    ['photo as document', jpeg, 'report.pdf'],
    ['page as table', html, 'list.csv'],
    ['page behind an XML declaration', Buffer.from('<?xml version="1.0"?>\n<html xmlns="x"></html>'), 'a.txt'],
    ['binary as text', Buffer.from([1, 2, 3, 0, 5]), 'a.txt'],
  ])('refuses a disguised file: %s', async (_what, data, name) => {
    await expect(upload(data, name)).rejects.toMatchObject({ code: 'file.disguised', status: 415 })
  })

  it.each([
    ['drawing', svg, 'a.svg'],
    ['page', html, 'a.html'],
    ['program', exe, 'a.exe'],
    ['program without a name', exe, 'x'],
    ['unknown bytes', Buffer.from([1, 2, 3, 0]), 'x.bin'],
    ['page without a name', html, 'x'],
  ])('refuses a type that is not allowed: %s', async (_what, data, name) => {
    await expect(upload(data, name)).rejects.toMatchObject({ code: 'file.type_refused', status: 415 })
  })

  it('refuses what is too large while it arrives, and what is empty', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (; ; sent++) yield Buffer.alloc(10_000)
      })(),
    )
    await expect(upload(jpeg, 'a.jpg', { stream: endless })).rejects.toMatchObject({
      code: 'file.too_large',
      status: 413,
      values: { max: '1 MB' },
    })
    expect(sent).toBeLessThan(200)
    await expect(upload(Buffer.alloc(0), 'a.jpg', { stream: Readable.from([]) })).rejects.toMatchObject({
      code: 'file.empty',
    })
  })

  it('refuses a picture that unfolds to too much, and one without a size', async () => {
    await expect(upload(png(60_000, 60_000), 'a.png')).rejects.toMatchObject({
      code: 'file.dimensions',
      values: { width: 60_000 },
    })
    await expect(upload(jpeg.subarray(0, 20), 'a.jpg')).rejects.toMatchObject({ code: 'file.damaged' })
    await expect(upload(png(0, 2), 'a.png')).rejects.toMatchObject({ code: 'file.damaged' })
  })

  it('keeps the same bytes once, under their hash, and leaves nothing behind', async () => {
    const [a, b] = await Promise.all([upload(pdf, 'one.pdf'), upload(pdf, 'two.pdf')])
    expect(a.key).toBe(b.key)
    expect(a.key).toBe(`${owner}/${a.sha256.slice(0, 2)}/${a.sha256}`)
    expect(await text(await readFile(storage, a.key))).toBe(pdf.toString())
    expect(await readdir(storage.incoming)).toEqual([])
  })

  it('leaves nothing behind when the sender breaks off', async () => {
    const broken = new Readable({
      read() {
        this.push(jpeg)
        this.destroy(new Error('connection lost'))
      },
    })
    await expect(upload(jpeg, 'a.jpg', { stream: broken })).rejects.toThrow('connection lost')
    expect(await readdir(storage.incoming)).toEqual([])
  })

  it('sweeps what a crash left', async () => {
    const left = path.join(storage.incoming, 'left')
    await writeFile(left, 'x')
    await utimes(left, new Date(0), new Date(0))
    await writeFile(path.join(storage.incoming, 'arriving'), 'x')
    expect(await sweepIncoming(storage, new Date(Date.now() - 60_000))).toBe(1)
    expect(await readdir(storage.incoming)).toEqual(['arriving'])
    await rm(path.join(storage.incoming, 'arriving'))
  })

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\x\\报告.pdf', '报告.pdf'],
    ['photo\u202Efdp.pdf', 'photofdp.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    [`${'长'.repeat(400)}.pdf`, `${'长'.repeat(146)}.pdf`],
    ['...', 'file.pdf'],
  ])('cleans the name %j', async (declared, kept) => {
    expect((await upload(pdf, declared)).name).toBe(kept)
  })
})

describe('serving', () => {
  const photo = { name: '漏水 "现场".jpg', type: 'image/jpeg', bytes: 1000, sha256: 'ab' }

  it('sends a photo in place with headers that let nothing run', () => {
    const { status, headers, part } = answerFor(photo)
    expect({ status, part }).toEqual({ status: 200, part: { start: 0, end: 999 } })
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '1000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      etag: '"ab"',
    })
    expect(headers['content-disposition']).toBe(
      `inline; filename="__ ____.jpg"; filename*=UTF-8''${encodeURIComponent('漏水 "现场".jpg')}`,
    )
  })

  it.each(['image/svg+xml', 'text/html', 'text/csv', 'text/plain', 'application/zip', 'application/x-unknown'])(
    'never shows %s in place',
    (type) => {
      const { headers } = answerFor({ ...photo, type })
      expect(headers['content-disposition']).toMatch(/^attachment/)
      if (type.startsWith('text/')) expect(headers['content-type']).toBe('application/octet-stream')
    },
  )

  it.each([
    ['bytes=0-99', 206, 0, 99],
    ['bytes=900-', 206, 900, 999],
    ['bytes=-10', 206, 990, 999],
    ['bytes=990-5000', 206, 990, 999],
    ['bytes=5-2', 200, 0, 999],
    ['bytes=0-1,5-6', 200, 0, 999],
    ['lines=0-1', 200, 0, 999],
  ])('answers %s', (range, status, start, end) => {
    expect(answerFor(photo, { range })).toMatchObject({ status, part: { start, end } })
  })

  it('answers a range outside, a changed file and a known one', () => {
    expect(answerFor(photo, { range: 'bytes=1000-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */1000' },
    })
    expect(answerFor(photo, { range: 'bytes=0-1', ifRange: '"old"' }).status).toBe(200)
    expect(answerFor(photo, { ifNoneMatch: 'W/"x", W/"ab"' }).status).toBe(304)
  })

  it('reads a part of a kept file', async () => {
    const data = Buffer.from(`%PDF-1.4\n${'0123456789'.repeat(20_000)}`)
    const { key } = await upload(data, 'long.pdf')
    expect(
      (await buffer(await readFile(storage, key, { start: 65_530, end: 131_080 }))).equals(
        data.subarray(65_530, 131_081),
      ),
    ).toBe(true)
  })
})

describe('S3', () => {
  /** As much of S3 as is asked of it: put, head, get of one object, path style. */
  const objects = new Map<string, Buffer>()
  let server: Server
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const key = decodeURIComponent(new URL(request.url!, 'http://x').pathname)
      if (!request.headers.authorization?.includes('Credential=key/')) return response.writeHead(403).end()
      if (request.method === 'PUT') {
        objects.set(key, await buffer(request))
        return response.writeHead(200, { etag: '"x"' }).end()
      }
      const object = objects.get(key)
      if (!object) return response.writeHead(404).end()
      response.writeHead(200, {
        'content-length': object.length,
        etag: '"x"',
        'last-modified': new Date(0).toUTCString(),
      })
      response.end(request.method === 'HEAD' ? undefined : object)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => server.close())

  it('keeps and reads files in a bucket', async () => {
    const { port } = server.address() as { port: number }
    const s3 = {
      bucket: 'service',
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    }
    const remote = await openStorage(path.join(folder, 's3'), s3)
    const stored = await storeFile(remote, {
      stream: Readable.from([jpeg]),
      declaredName: 'a.jpg',
      maxBytes: 1e6,
      allowed,
      owner,
    })
    expect(objects.get(`/service/${stored.key}`)?.equals(jpeg)).toBe(true)
    expect((await buffer(await readFile(remote, stored.key))).equals(jpeg)).toBe(true)
    expect(await readdir(remote.incoming)).toEqual([])
  })
})
