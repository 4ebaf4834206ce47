import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Services } from '../app.ts'
import { problem } from '../problem.ts'
import type { AnyRoute } from '../route.ts'
import { whoAsks } from '../who.ts'

/** Calls a minute. Limits stop the runaway and the guesser; they are not meant to be met by work. */
const PER_MINUTE = { anonymous: 600, customer: 600, person: 3_000, api_key: 120_000, system: 120_000 }

/** Counts calls by who asks, or by address while that is nobody we know; routes may have a narrower limit of their own. */
export async function limitRates(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(rateLimit, { global: false, cache: 20_000 })
  const keyGenerator = (request: FastifyRequest) => request.actor?.id ?? normalizeIP(request.ip, 64)
  const general = app.createRateLimit({
    timeWindow: 60_000,
    keyGenerator,
    max: (request) => PER_MINUTE[request.actor?.kind ?? 'anonymous'],
  })
  const narrow = new Map<AnyRoute, typeof general>()
  const narrowOf = (route: AnyRoute, max: number) => {
    const made = narrow.get(route) ?? app.createRateLimit({ timeWindow: 60_000, keyGenerator, max })
    narrow.set(route, made)
    return made
  }
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) return
    const { spec } = request.routeOptions.config as { spec?: AnyRoute }
    await whoAsks(services, request)
    await refuseExceeded(general, request)
    if (spec?.ratePerMinute) await refuseExceeded(narrowOf(spec, spec.ratePerMinute), request)
  })
}

async function refuseExceeded(limit: ReturnType<FastifyInstance['createRateLimit']>, request: FastifyRequest) {
  const count = await limit(request)
  if (count.isAllowed || !count.isExceeded) return
  request.log.warn(
    { ip: request.ip, actor: request.actor?.id, route: request.routeOptions.url },
    'refused: too many calls',
  )
  throw problem('rate_limited', 429, { seconds: count.ttlInSeconds })
}
