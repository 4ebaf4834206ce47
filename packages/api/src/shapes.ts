import type { paths } from './types.ts'

/** What every list answers: `next` is the cursor of the page after this one; the total comes with the first page only. */
export type ListAnswer<Row> = {
  items: Row[]
  next: string | null
  total: { count: number; exact: boolean } | null
  /** The search was understood otherwise than typed. */
  corrected?: { typed: string; shown: string } | null
}

type Json<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } }
  ? Body
  : never

/** The body of `GET path`: `Answer<'/api/v1/session'>`. */
export type Answer<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Json<Operation> : never

/** One row of the list at `path`: `RowOf<'/api/v1/requests'>`. */
export type RowOf<Path extends keyof paths> = Answer<Path> extends { items: (infer Row)[] } ? Row : never
