import { isProblem } from '@aftercare/api'
import type { KeptBlob } from './store.ts'

/**
 * A file the server can never keep (no picture and no film, too large, damaged): what is told in its place. Any other trouble,
 * a network that is cut or a server that has enough, is thrown on: the bytes stay where they are.
 */
export function refusedFile({ name, blob }: KeptBlob, error: unknown): { refusedFile: string } {
  if (!isProblem(error) || ![413, 415, 422].includes(error.status)) throw error
  return { refusedFile: `${name}, ${Math.ceil(blob.size / 1000)} kB: ${error.title}` }
}
