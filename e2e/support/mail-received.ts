import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { writtenOn } from './paper.ts'

export interface Received {
  to: string
  message: string
}

/** A mail server of its own: what the product sends arrives here as it would at a provider's. */
export async function openMailbox() {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((message) => {
        received.push({ to: session.envelope.rcptTo.map((one) => one.address).join(), message })
        done()
      }, done)
    },
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

/** What is written on the PDF a mail carries; empty without one. */
export function paperIn({ message }: Received): string {
  const part = message.split(/\r\n--/).find((one) => /content-type: application\/pdf/i.test(one))
  if (part === undefined) return ''
  return writtenOn(Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64'))
}
