import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { matchLanguage, type Words, words } from '@aftercare/words/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { newId } from './ids.ts'
import { type FieldError, Problem } from './problem.ts'

const DUPLICATE = '23505'
const UNKNOWN_REFERENCE = '23503'
const OVERLAP = '23P01'
const CHECK = '23514'
/** Raised by `kit.refuse`: the code is the message, the values are in its detail. */
const REFUSED = 'RF409'
/** Text with NUL, numbers and dates beyond the column: shapes let them pass, the database does not. */
const UNUSABLE = new Set(['22021', '22P05', '22003', '22007', '22008', '22P02'])

/** Every refusal leaves as problem+json in the caller's language; anything not refused on purpose is a bug and says 500. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = asProblem(error, request)
    logRefusal(refusal, request)
    return send(refusal, request, reply)
  })
  app.setNotFoundHandler((request, reply) =>
    send(new Problem('not_found', 404, { values: { what: 'page' } }), request, reply),
  )
}

/** What cannot even become a request (an address that is none) is refused in the same words. */
export function refuseUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  send(asProblem(error, request), request, reply)
}

const UNREADABLE: Record<string, readonly [status: number, code: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'timeout'],
}

/** What Node gives up on before there is a request, and so before there is a language: an endless address, no HTTP at all. */
export function refuseNoRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, code] = UNREADABLE[error.code ?? ''] ?? [400, 'validation.malformed']
  const body = JSON.stringify(bodyOf(new Problem(code, status), words('en'), newId()))
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'connection: close', `content-type: ${PROBLEM_JSON}`]
  socket.end(`${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

/** Who looks for what is not theirs leaves a trace: to the caller the two look the same, so both are logged. */
function logRefusal(refusal: Problem, request: FastifyRequest): void {
  if (refusal.code !== 'not_found' || refusal.values.what === 'page') return
  const { actor, params } = request
  const who = { tenant: actor?.tenantId, actor: actor?.id ?? null, kind: actor?.kind ?? 'anonymous', ip: request.ip }
  request.log.warn(
    { ...who, what: refusal.values.what, route: request.routeOptions.url, params },
    'refused: not visible',
  )
}

function send(refusal: Problem, request: FastifyRequest, reply: FastifyReply) {
  const body = bodyOf(refusal, words(callerLanguage(request)), request.id)
  if (typeof refusal.values.seconds === 'number') reply.header('retry-after', refusal.values.seconds)
  return reply.status(refusal.status).type(PROBLEM_JSON).serializer(JSON.stringify).send(body)
}

const PROBLEM_JSON = 'application/problem+json'

function bodyOf(refusal: Problem, say: Words, requestId: string) {
  return {
    type: `https://aftercare.dev/problems/${refusal.code}`,
    code: refusal.code,
    status: refusal.status,
    title: say(`errors:${refusal.code}`, refusal.values),
    values: refusal.values,
    requestId,
    ...(refusal.errors
      ? { errors: refusal.errors.map((one) => ({ ...one, message: say(`errors:${one.code}`, one.values ?? {}) })) }
      : {}),
    ...(refusal.changes ? { changes: refusal.changes } : {}),
  }
}

/** The first of the caller's languages that we speak. */
export function callerLanguage(request: FastifyRequest): string {
  const tags = (request.headers['accept-language'] ?? 'en').split(',').map((tag) => tag.split(';')[0]!.trim())
  return matchLanguage(tags)
}

function asProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return badShape(error)
  if (error.statusCode === 413) return new Problem('body.too_large', 413, { values: { max: '2 MB' } })
  if (error.statusCode === 429) return new Problem('rate_limited', 429)
  if (error.statusCode === 415) return new Problem('media_type', 415)
  // The body of an upload that ends in the middle is told without a status.
  if ((error.statusCode && error.statusCode < 500) || error.message === 'Unexpected end of multipart data')
    return new Problem('validation.malformed', 400)
  const refused = fromDatabase(error, request)
  if (refused) {
    request.log.info({ err: error }, 'refused by the database')
    return refused
  }
  if (isAway(error)) {
    request.log.error({ err: error }, 'database away')
    return new Problem('unavailable', 503)
  }
  request.log.error({ err: error }, 'bug')
  return new Problem('internal', 500)
}

interface ZodIssueLike {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/** A path that is no id names nothing: 404. Bodies and queries: 422 with every wrong field. */
function badShape(error: FastifyError & { validation?: unknown; validationContext?: string | undefined }): Problem {
  if (error.validationContext === 'params') return new Problem('not_found', 404, { values: { what: 'page' } })
  const issues = error.validation as ZodIssueLike[]
  const errors: FieldError[] = issues.map((issue) => ({
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    code: isMissing(issue) ? 'validation.required' : `validation.${issue.keyword}`,
    values: issue.params,
  }))
  return new Problem('validation.failed', 422, { errors })
}

/** The shapes call an absent field one of the wrong type; a person needs to hear that it is absent. */
const isMissing = ({ keyword, message }: ZodIssueLike) =>
  keyword === 'invalid_type' && /received undefined$/.test(message ?? '')

/** Where a body holds text that no database keeps: with NUL, or half a character. */
function unusableTexts(value: unknown, path: string[] = []): FieldError[] {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? [{ path: path.join('.'), code: 'validation.invalid' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unusableTexts(inner, [...path, key]))
}

function fromDatabase(
  error: FastifyError & { constraint?: string; column?: string },
  request: FastifyRequest,
): Problem | null {
  const values = { rule: error.constraint ?? '' }
  if (UNUSABLE.has(error.code)) {
    const errors = unusableTexts(request.body)
    return errors.length > 0
      ? new Problem('validation.failed', 422, { errors })
      : new Problem('validation.invalid', 422)
  }
  switch (error.code as string) {
    case REFUSED:
      return new Problem(error.message, 409, { values: JSON.parse((error as { detail?: string }).detail ?? '{}') })
    case DUPLICATE:
      return new Problem('conflict.duplicate', 409, { values })
    case OVERLAP:
      return new Problem('conflict.overlap', 409, { values })
    case UNKNOWN_REFERENCE:
      if (/^update or delete on/.test(error.message)) return new Problem('conflict.in_use', 409, { values })
      return new Problem('validation.unknown_reference', 422, { values })
    case CHECK:
      return new Problem('validation.rule', 422, { values })
    default:
      return null
  }
}

/** The database went away, is overloaded, or gave up one of two that blocked each other: trying again may well work. */
export function isAway(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  const code = typeof error.code === 'string' ? error.code : ''
  if (/^(08|40|53|57P0)/.test(code) || /ECONN|EPIPE/.test(code)) return true
  if (code === 'ENOENT' && error.syscall === 'connect') return true // its socket is not there
  return /Connection terminated|connection error|timeout exceeded/i.test(error.message)
}
