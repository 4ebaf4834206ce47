import type { IconName } from '@aftercare/ui'
import type { WordKey } from '@aftercare/words/web'
import type { ReactNode } from 'react'

/** The groups of the left rail, by work, in this order (ui.md). */
export const railGroups = [
  'desk',
  'dispatch',
  'field',
  'parts',
  'promises',
  'money',
  'quality',
  'voice',
  'network',
  'insight',
  'settings',
] as const satisfies readonly IconName[]
export type RailGroup = (typeof railGroups)[number]

export type Screen = {
  /** As TanStack Router writes it: `/requests/$id`. */
  path: string
  /** Loaded when it is opened: `() => import('./queue.tsx').then((m) => m.Queue)`. */
  page: () => Promise<() => ReactNode>
  /** The permission without which the page is not shown. */
  needs?: string
  /** A place in the left rail; what is not part of the day's work stands under "More" of its group. */
  rail?: { group: RailGroup; label: WordKey; seldom?: true }
  /** Outside the frame: no rail, no session (sign-in). */
  bare?: boolean
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    needs?: string | undefined
  }
}
