/** One field that was refused: `path` is where it is in the body (`lines.0.quantity`), `code` a key of the `errors` words. */
export type FieldError = { path: string; code: string; message: string }

/** One field two people changed: what the other wrote and what was sent. */
export type FieldChange = { field: string; by: string | null; at: string; theirs: unknown; yours: unknown }

export type ProblemBody = {
  type?: string
  code: string
  status: number
  title: string
  detail?: string
  values?: Record<string, unknown>
  errors?: FieldError[]
  changes?: FieldChange[]
  requestId?: string
}

/** A refusal of the server, or no answer at all (`code` `network`, `status` 0). Texts are in the reader's language already. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly values: Record<string, unknown>
  readonly errors: FieldError[]
  readonly changes: FieldChange[]
  readonly requestId: string | undefined
  /** The version that holds now, when the refusal was a version conflict. */
  readonly version: string | undefined

  constructor(body: ProblemBody, version?: string) {
    super(body.title)
    this.code = body.code
    this.status = body.status
    this.title = body.title
    this.detail = body.detail
    this.values = body.values ?? {}
    this.errors = body.errors ?? []
    this.changes = body.changes ?? []
    this.requestId = body.requestId
    this.version = version ?? (body.values?.version === undefined ? undefined : String(body.values.version))
  }
}

/** Reads any refusal: ours (problem+json), that of the sign-in library (`{code, message}`), or a proxy's HTML page. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody> & { message?: string }
  const version = response.headers.get('ETag')?.replace(/^W\//, '').replaceAll('"', '')
  const requestId = body.requestId ?? response.headers.get('X-Request-Id') ?? undefined
  return new ApiProblem(
    {
      ...body,
      code: body.code ?? (response.status >= 500 ? 'unavailable' : 'internal'),
      status: response.status,
      title: body.title ?? body.message ?? '',
      ...(requestId === undefined ? {} : { requestId }),
    },
    version,
  )
}

/** No answer came: the cable, the proxy or the server. An aborted call is not a failure and passes through. */
export function unreachable(error: unknown): Error {
  if (error instanceof DOMException && error.name === 'AbortError') return error
  return new ApiProblem({ code: 'network', status: 0, title: '' })
}
