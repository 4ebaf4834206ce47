import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type Actor, sees } from './actor.ts'
import { type Hint, onHint } from './live.ts'
import { problem } from './problem.ts'
import { type AnyRoute, route } from './route.ts'

const HEARTBEAT_MS = 15_000
/** A client that reads nothing is cut off before it fills the memory. */
const MOST_UNREAD = 1_000_000
const MOST_PER_ACTOR = 50

interface Stream {
  actorId: string | null
  end(): void
}
const streams = new WeakMap<FastifyInstance, Set<Stream>>()

/** Ends the streams of a server that closes, which would otherwise wait for them for ever. */
export function endStreams(app: FastifyInstance): void {
  for (const one of streams.get(app) ?? []) one.end()
}

/** What of a hint this actor may know: all, only that something of the kind changed, or nothing. */
export function told(actor: Actor, hint: Hint): Omit<Hint, 'tenantId' | 'personId'> | null {
  if (hint.tenantId !== actor.tenantId) return null
  const { tenantId, personId, ...rest } = hint
  if (personId !== null) return actor.kind === 'person' && actor.id === personId ? rest : null
  if (hint.stationId !== null) return sees(actor, hint.stationId) ? rest : null
  // Without a station it may be anybody's: those who do not see everything look again, and are shown what they may see.
  const { who: _, ...bare } = rest
  return actor.stations === 'all' ? rest : { ...bare, id: '', threadId: null }
}

const message = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/live',
    needs: 'session.own',
    summary: 'Server-sent events: `change` says what kind of thing changed, `resumed` that some may have been missed',
    raw: true,
    ownTransaction: true,
    handle: async ({ services, actor: first, request, reply }) => {
      const all = streams.get(request.server) ?? new Set<Stream>()
      streams.set(request.server, all)
      if ([...all].filter((one) => one.actorId === first.id).length >= MOST_PER_ACTOR)
        throw problem('rate_limited', 429, { seconds: 60 })
      let actor = first
      const out = new Readable({ read() {} })
      const say = (text: string) => {
        if (out.readableLength > MOST_UNREAD) out.destroy()
        else out.push(text)
      }
      const stopHearing = onHint((hint) => {
        if (hint.tenantId === '*') return say(message('resumed', {}))
        const known = told(actor, hint)
        if (known) say(message('change', known))
      })
      const stream: Stream = { actorId: actor.id, end: () => out.push(null) }
      all.add(stream)
      // A session that ended or changed its stations takes effect here, too; a database that is away changes nothing.
      const beat = setInterval(async () => {
        const now = await services.resolveActor(request).catch(() => actor)
        if (!now || now.tenantId !== actor.tenantId) return out.push(null)
        actor = now
        say(': here\n\n')
      }, HEARTBEAT_MS)
      out.once('close', () => {
        clearInterval(beat)
        stopHearing()
        all.delete(stream)
      })
      say('retry: 2000\n: here\n\n')
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-cache, no-transform')
        .header('x-accel-buffering', 'no')
      return out
    },
  }),
]
