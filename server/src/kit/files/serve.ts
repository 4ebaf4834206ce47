import { Readable } from 'node:stream'
import { disposition } from './names.ts'
import type { Storage } from './storage.ts'
import type { StoredFile } from './store.ts'
import { mayShowInline } from './types.ts'

export interface Asked {
  range?: string | undefined
  ifRange?: string | undefined
  ifNoneMatch?: string | undefined
  /** Save instead of show. */
  download?: boolean
}

export interface Answer {
  status: 200 | 206 | 304 | 416
  headers: Record<string, string>
  /** The bytes to send, both ends included; absent when there is no body. */
  part?: { start: number; end: number }
}

type Served = Pick<StoredFile, 'name' | 'type' | 'bytes' | 'sha256'>

/** How a kept file is answered: what a browser may do with it, from which byte to which, or that it has it already. */
export function answerFor(file: Served, asked: Asked = {}): Answer {
  const tag = `"${file.sha256}"`
  const headers = { ...safeHeaders(file, asked.download ?? false), etag: tag, 'accept-ranges': 'bytes' }
  if (asked.ifNoneMatch?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')) {
    return { status: 304, headers }
  }
  const range = asked.ifRange === undefined || asked.ifRange === tag ? parseRange(asked.range, file.bytes) : undefined
  if (range === 'outside') return { status: 416, headers: { ...headers, 'content-range': `bytes */${file.bytes}` } }
  const part = range ?? { start: 0, end: file.bytes - 1 }
  const length = { 'content-length': String(part.end - part.start + 1) }
  if (!range) return { status: 200, headers: { ...headers, ...length }, part }
  const contentRange = `bytes ${part.start}-${part.end}/${file.bytes}`
  return { status: 206, headers: { ...headers, ...length, 'content-range': contentRange }, part }
}

function safeHeaders(file: Served, download: boolean): Record<string, string> {
  const inline = !download && mayShowInline(file.type)
  return {
    'content-type': inline || file.type.startsWith('text/') === false ? file.type : 'application/octet-stream',
    'content-disposition': disposition(inline ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': policy(file.type),
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=3600', // private and short: a person's right to see it may end
  }
}

/** Nothing inside a file may load or run. No sandbox for PDF: Chrome's own viewer does not open in one. */
const policy = (type: string) =>
  `default-src 'none'; style-src 'unsafe-inline'${type === 'application/pdf' ? '' : '; sandbox'}`

/** One range, as RFC 9110 has it; several or a malformed one count as none and the whole file is sent. */
function parseRange(range: string | undefined, bytes: number): { start: number; end: number } | 'outside' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [from, to] = [match[1]!, match[2]!]
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return start >= bytes || start > end ? 'outside' : { start, end }
}

/** The bytes of a kept file, from one to another. */
export async function readFile(
  storage: Storage,
  key: string,
  part?: { start: number; end: number },
): Promise<Readable> {
  const whole = await storage.disk.getStream(key)
  return part && part.start >= 0 ? Readable.from(cut(whole, part.start, part.end)) : whole
}

async function* cut(whole: Readable, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    const from = Math.max(0, start - at)
    const to = Math.min(chunk.length, end + 1 - at)
    if (from < to) yield chunk.subarray(from, to)
    at += chunk.length
    if (at > end) return
  }
}
