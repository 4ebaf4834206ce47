import type { Answer, Client } from './harness.ts'

/** The smallest picture there is, as a phone would send a signature. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

interface FileSent {
  name: string
  content: Buffer | string
  type?: string
}

/** Sends one file as a browser's form does. */
export function sendFile(who: Client, path: string, { name, content, type }: FileSent): Promise<Answer> {
  const line = '----no-file-holds-this-line'
  const kind = type ? `content-type: ${type}\r\n` : ''
  const head = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n${kind}\r\n`
  const body = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${line}--\r\n`)])
  return who.post(path, body, { 'content-type': `multipart/form-data; boundary=${line}` })
}

/** The id of a table or photo that was taken. */
export async function sentFile(who: Client, purpose: 'table' | 'photo' | 'document', file: FileSent): Promise<string> {
  const answer = await sendFile(who, `/files?purpose=${purpose}`, file)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.id
}
