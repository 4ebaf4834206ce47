import type { WordKey } from '@aftercare/words/web'
import { screens } from '../routes.tsx'
import { type RailGroup, railGroups } from './screen.ts'
import { type Session, useSession } from './session.ts'

export type RailEntry = { path: string; label: WordKey; seldom: boolean }

/** The groups and entries a person sees: those whose pages they may open. */
export function railFor(session: Session): { group: RailGroup; entries: RailEntry[] }[] {
  const open = screens.filter((screen) => screen.needs === undefined || session.can.includes(screen.needs))
  return railGroups.flatMap((group) => {
    const entries = open.flatMap(({ rail, path }) =>
      rail?.group === group ? [{ path, label: rail.label, seldom: rail.seldom === true }] : [],
    )
    return entries.length > 0 ? [{ group, entries }] : []
  })
}

export function useRail() {
  return railFor(useSession())
}

/** Where a role starts the day; the first role that has a group wins. */
const startOf: Record<string, RailGroup> = {
  service_desk: 'desk',
  dispatcher: 'dispatch',
  technician: 'field',
  station_manager: 'desk',
  parts_keeper: 'parts',
  warranty_assessor: 'promises',
  quality_engineer: 'quality',
  service_manager: 'insight',
}

export function firstPath(session: Session): string | null {
  const groups = railFor(session)
  const wanted = session.roles.map((role) => startOf[role]).find((group) => groups.some((one) => one.group === group))
  return (groups.find((one) => one.group === wanted) ?? groups[0])?.entries[0]?.path ?? null
}
