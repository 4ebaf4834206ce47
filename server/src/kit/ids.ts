import { v7 } from 'uuid'

/** A UUIDv7, made by the application: an offline phone makes the same kind. */
export function newId(): string {
  return v7()
}
