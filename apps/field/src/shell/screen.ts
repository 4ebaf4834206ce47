import type { ReactNode } from 'react'

export type Screen = {
  /** As TanStack Router writes it: `/visits/$id`. */
  path: string
  page: () => Promise<() => ReactNode>
  /** Reachable without being signed in. */
  open?: boolean
}
