import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const SAMPLE = 65_536

// Names that file-type gives to what we know by another one.
const SAME: Record<string, string> = {
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/apng': 'image/png',
  'video/x-m4v': 'video/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/mp4': 'audio/x-m4a',
}

/** What a file is by its content. Text is `text/plain`; markup is found even where it hides behind another beginning. */
export async function sniff(path: string): Promise<string | undefined> {
  const found = (await fileTypeFromFile(path))?.mime
  if (found && found !== 'application/xml') return SAME[found] ?? found
  const sample = await readStart(path)
  if (isMarkup(sample, 'svg')) return 'image/svg+xml'
  if (isMarkup(sample, 'html|head|body|script|iframe|meta|style|title|!doctype html')) return 'text/html'
  return found ?? (isText(sample) ? 'text/plain' : undefined)
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Begins with such a tag, after any blanks, byte order mark, comments and XML declarations. */
function isMarkup(sample: Buffer, tags: string): boolean {
  const start = sample.toString('latin1').replaceAll('\0', '')
  return new RegExp(
    String.raw`^(?:ï»¿|ÿþ|þÿ)?(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!doctype svg[^>]*>)*<(?:${tags})\b`,
    'i',
  ).test(start)
}

/** Text has no zero bytes, unless it is UTF-16 and says so; which encoding it has is the reader's business. */
function isText(sample: Buffer): boolean {
  if (sample.length === 0) return false
  const utf16 = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)
  return utf16 || !sample.some((byte) => byte < 9 || (byte > 13 && byte < 27))
}
