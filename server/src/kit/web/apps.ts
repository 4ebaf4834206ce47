import { existsSync } from 'node:fs'
import path from 'node:path'
import { words } from '@aftercare/words/server'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerLanguage } from '../errors.ts'

const ROOT = path.resolve(import.meta.dirname, '../../../../apps')
const APPS = ['console', 'field', 'portal'] as const
type App = (typeof APPS)[number]

/** Vite puts a hash of the content into these names, so that a browser may keep them for ever. */
const HASHED = /^assets\/.*-[\w-]{8,}\.\w+$/
/** Screens have addresses without one; the signed token of a label or survey has a dot, but far more than this after it. */
const EXTENSION = /\.[a-z0-9]{1,11}$/i
const hidden = { schema: { hide: true } }

/** The three apps as they were built. Paths without an extension are screens of the app; a missing file stays a 404. */
export async function serveApps(app: FastifyInstance, root = ROOT): Promise<void> {
  await app.register(fastifyStatic, { root, serve: false })
  for (const name of APPS) {
    app.get(`/${name}`, hidden, (_request, reply) => reply.redirect(`/${name}/`))
    app.get<{ Params: { '*': string } }>(`/${name}/*`, hidden, (request, reply) =>
      sendApp(root, name, request.params['*'], request, reply),
    )
  }
  app.get('/', hidden, (_request, reply) => reply.redirect('/console/'))
  // What the labels on products say: short, and the same for ever.
  app.get<{ Params: { company: string; token: string } }>('/q/:company/:token', hidden, (request, reply) => {
    const { company, token } = request.params
    return reply.redirect(`/portal/q/${encodeURIComponent(company)}/${encodeURIComponent(token)}`)
  })
}

function sendApp(root: string, name: App, file: string, request: FastifyRequest, reply: FastifyReply) {
  const dist = path.join(root, name, 'dist')
  if (!existsSync(path.join(dist, 'index.html'))) return sendNotBuilt(name, request, reply)
  if (!EXTENSION.test(file))
    return reply.sendFile('index.html', dist, { maxAge: 0, cacheControl: false }).header('cache-control', 'no-cache')
  if (HASHED.test(file)) return reply.sendFile(file, dist, { maxAge: '365d', immutable: true })
  return reply.sendFile(file, dist, { cacheControl: false }).header('cache-control', 'no-cache')
}

function sendNotBuilt(name: App, request: FastifyRequest, reply: FastifyReply) {
  const language = callerLanguage(request)
  const say = words(language)
  const title = say('common:notBuilt.title', { app: name })
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>${title}</h1><p>${say('common:notBuilt.hint')}</p><pre><code>npm run build</code></pre></html>`
  return reply.status(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
}
