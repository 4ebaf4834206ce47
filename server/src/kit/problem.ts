import type { Tx } from './db.ts'

/** One field that is wrong: where, which rule, and the values its words need. */
export interface FieldError {
  path: string
  code: string
  values?: Record<string, unknown>
}

/** Someone else changed this field since the caller read it. */
export interface FieldChange {
  field: string
  by: string | null
  at: string
  theirs: unknown
  yours: unknown
}

interface ProblemDetails {
  values?: Record<string, unknown>
  errors?: FieldError[]
  changes?: FieldChange[]
  evidence?: (tx: Tx) => Promise<void>
}

/** A refusal is a result: `code` is the key of its words (`errors:<code>`), `status` the HTTP status. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly values: Record<string, unknown>
  readonly errors: FieldError[] | undefined
  readonly changes: FieldChange[] | undefined
  /** What stays although the change did not happen: written in a transaction of its own after this one was undone. */
  readonly evidence: ((tx: Tx) => Promise<void>) | undefined

  constructor(code: string, status: number, details: ProblemDetails = {}) {
    super(code)
    this.code = code
    this.status = status
    this.values = details.values ?? {}
    this.errors = details.errors
    this.changes = details.changes
    this.evidence = details.evidence
  }
}

export function problem(code: string, status: number, values: Record<string, unknown> = {}): Problem {
  return new Problem(code, status, { values })
}

/** 404 for what is absent and for what the actor may not know of: the two look the same. */
export function notFound(what: string): Problem {
  return problem('not_found', 404, { what })
}

/** 422 naming the fields, for rules the shape alone cannot state. */
export function invalid(...errors: FieldError[]): Problem {
  return new Problem('validation.failed', 422, { errors })
}
