import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { ApiProblem, problemOf, unreachable } from './problem.ts'
import type { paths } from './types.ts'

export type Api = Client<paths>

/** `crypto.randomUUID` is missing on plain http addresses; a key must exist there, too. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Headers for a change of something two people can edit: the server refuses when `version` is no longer the newest. */
export function ifMatch(version: string | number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}

function headersFor(method: string, headers: Headers, language: string): Headers {
  headers.set('Accept-Language', language)
  // A caller who may send the same thing twice (a form after a lost answer) gives its own key.
  if (method === 'POST' && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', newKey())
  return headers
}

function habits(language: () => string): Middleware {
  return {
    onRequest({ request }) {
      headersFor(request.method, request.headers, language())
    },
    async onResponse({ response }) {
      if (!response.ok) throw await problemOf(response)
    },
    onError({ error }) {
      return unreachable(error)
    },
  }
}

/** The typed client of our API. Refusals are thrown as `ApiProblem`, so that queries and mutations have them as `error`. */
export function createApi(language: () => string, baseUrl = '', ask: typeof fetch = fetch): Api {
  const api = createClient<paths>({ baseUrl, credentials: 'same-origin', fetch: (request) => ask(request) })
  api.use(habits(language))
  return api
}

export type CallOptions = {
  query?: Record<string, string | undefined>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** A call whose address is only known when it runs (lists, exports, sign-in). Everything else goes through `createApi`. */
export function createCall(language: () => string, ask: typeof fetch = fetch) {
  return async function call(method: string, path: string, options: CallOptions = {}): Promise<Response> {
    const headers = headersFor(method, new Headers(options.headers), language())
    if (options.body !== undefined) headers.set('Content-Type', 'application/json')
    const response = await ask(`${path}${queryOf(options.query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }).catch((error: unknown) => {
      throw unreachable(error)
    })
    if (!response.ok) throw await problemOf(response)
    return response
  }
}

function queryOf(query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}
