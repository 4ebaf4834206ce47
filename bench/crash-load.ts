import { setTimeout as sleep } from 'node:timers/promises'

/** One intake as its sender knows it. */
export interface Sent {
  key: string
  body: string
  /** The id the server acknowledged with; null while no answer came. */
  id: string | null
  tries: number
}

export interface Load {
  sent: Sent[]
  /** Answers that are neither 201 nor 503, by status. */
  wrong: Record<string, number>
  unavailable: number
  /** A key that was answered with another id than before. */
  doubled: number
}

/** Senders that each keep one intake under way, and try it again under the same key until it is acknowledged. */
export class Senders {
  readonly load: Load = { sent: [], wrong: {}, unavailable: 0, doubled: 0 }
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #bodies: readonly string[]
  #going = true
  #senders: Promise<void>[] = []

  constructor(url: string, authorization: string, bodies: readonly string[]) {
    this.#url = `${url}/api/v1/requests`
    this.#headers = { authorization, 'content-type': 'application/json' }
    this.#bodies = bodies
  }

  start(count: number): void {
    this.#senders = Array.from({ length: count }, (_, n) => this.#send(n))
  }

  /** Begins nothing new and waits until everything begun is acknowledged. */
  async finish(): Promise<void> {
    this.#going = false
    await Promise.all(this.#senders)
  }

  acknowledged(): number {
    return this.load.sent.filter((one) => one.id !== null).length
  }

  /** Sends keys again that were acknowledged long ago: the same request must come back. */
  async repeat(most: number): Promise<number> {
    const again = this.load.sent.filter((_, n) => n % Math.max(1, Math.floor(this.load.sent.length / most)) === 0)
    for (const one of again) await this.#post(one)
    return again.length
  }

  async #send(sender: number): Promise<void> {
    for (let n = 0; this.#going; n++) {
      const body = this.#bodies[(sender + n * 7) % this.#bodies.length]!
      const one: Sent = { key: `crash-${sender}-${n}-${process.pid}`, body, id: null, tries: 0 }
      this.load.sent.push(one)
      while (one.id === null) {
        await this.#post(one)
        if (one.id === null) await sleep(40)
        if (one.tries > 3_000) throw new Error(`${one.key} was never acknowledged`)
      }
    }
  }

  async #post(one: Sent): Promise<void> {
    one.tries += 1
    const headers = { ...this.#headers, 'idempotency-key': one.key }
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers,
        body: one.body,
        signal: AbortSignal.timeout(30_000),
      })
      const body = (await answer.json()) as { id?: string }
      if (answer.status === 503) this.load.unavailable += 1
      else if (answer.status !== 201) this.load.wrong[answer.status] = (this.load.wrong[answer.status] ?? 0) + 1
      else if (one.id !== null && one.id !== body.id) this.load.doubled += 1
      else one.id = body.id ?? null
    } catch {
      // no answer: whether it was stored is what the retry finds out
    }
  }
}
