import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** How often each thing goes wrong, as shares of one. */
export interface Weather {
  /** The request never arrives. */
  lost: number
  /** It arrives, its answer does not. */
  unanswered: number
  /** It arrives twice, at the same time. */
  twice: number
  /** Longest wait, in milliseconds; each waits its own, so that later ones overtake. */
  delayMs: number
}
export const CALM: Weather = { lost: 0, unanswered: 0, twice: 0, delayMs: 0 }

export interface BadNetwork {
  url: string
  weather: Weather
  bytes: { up: number; down: number }
  /** Pages of our own beside what is passed on. */
  pages: Map<string, { type: string; text: string }>
  close(): Promise<void>
}

/** A proxy that passes requests on to the server as a bad network does. */
export async function openBadNetwork(target: { port: number }, random: () => number): Promise<BadNetwork> {
  const network = { weather: CALM, bytes: { up: 0, down: 0 }, pages: new Map() } as BadNetwork
  const server = http.createServer(async (request, response) => {
    const page = network.pages.get(request.url ?? '')
    if (page) return void response.writeHead(200, { 'content-type': page.type }).end(page.text)
    const body = await read(request).catch(() => null)
    if (!body) return
    const { lost, unanswered, twice, delayMs } = network.weather
    network.bytes.up += body.length
    if (random() < lost) return void request.socket.destroy()
    await new Promise((done) => setTimeout(done, random() * delayMs))
    const send = () => pass(target.port, request, body)
    const answers = await Promise.all(random() < twice ? [send(), send()] : [send()]).catch(() => null)
    if (!answers || random() < unanswered) return void request.socket.destroy()
    const answer = answers[answers.length - 1]!
    network.bytes.down += answer.body.length
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  network.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  network.close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return network
}

async function read(stream: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function pass(port: number, from: http.IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((done, fail) => {
    const { url: path, method, headers } = from
    const request = http.request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (answer) => {
      read(answer).then((read) => {
        const { 'transfer-encoding': _chunked, ...kept } = answer.headers
        done({
          status: answer.statusCode ?? 502,
          headers: { ...kept, 'content-length': String(read.length) },
          body: read,
        })
      }, fail)
    })
    request.on('error', fail)
    request.end(body)
  })
}
