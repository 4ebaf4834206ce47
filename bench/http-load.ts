import net from 'node:net'

/** One request at a time on one kept connection: what a client costs beside the server must stay small. */
export class KeptConnection {
  readonly #socket: net.Socket
  readonly #head: string
  #waiting: { done: (answer: { status: number; body: string }) => void; failed: (error: Error) => void } | null = null
  #received = ''

  constructor(port: number, path: string, headers: Record<string, string>) {
    this.#socket = net.connect(port, '127.0.0.1').setNoDelay(true).setEncoding('utf8')
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    this.#head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${lines.join('')}`
    this.#socket.on('data', (text: unknown) => this.#take(String(text)))
    this.#socket.on('error', (error) => this.#waiting?.failed(error))
    this.#socket.on('close', () => this.#waiting?.failed(new Error('the connection was closed')))
  }

  post(key: string, body: string): Promise<{ status: number; body: string }> {
    const length = Buffer.byteLength(body)
    const answer = new Promise<{ status: number; body: string }>((done, failed) => {
      this.#waiting = { done, failed }
    })
    this.#socket.write(`${this.#head}idempotency-key: ${key}\r\ncontent-length: ${length}\r\n\r\n${body}`)
    return answer
  }

  #take(text: string): void {
    this.#received += text
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, end))?.[1])
    const body = this.#received.slice(end + 4)
    if (Buffer.byteLength(body) < length) return
    const status = Number(this.#received.slice(9, 12))
    this.#received = ''
    const { done } = this.#waiting!
    this.#waiting = null
    done({ status, body })
  }

  close(): void {
    this.#waiting = null
    this.#socket.removeAllListeners('close').destroy()
  }
}
