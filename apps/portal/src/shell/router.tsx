import { type ComponentType, lazy, type MouseEvent, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { match, type Params } from './match.ts'

export type Screen = { path: string; page: () => Promise<(props: never) => ReactNode> }

const base = import.meta.env.BASE_URL.replace(/\/$/, '')
const listeners = new Set<() => void>()
const changed = () => {
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  if (listeners.size === 0) addEventListener('popstate', changed)
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) removeEventListener('popstate', changed)
  }
}

/** The address below the portal's base, without its query. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname.slice(base.length) || '/')
}

/** One value of the address's query; empty when it is not there. */
export function inQuery(name: string): string {
  return new URLSearchParams(location.search).get(name) ?? ''
}

export function go(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + to)
  scrollTo(0, 0)
  changed()
}

type LinkProps = { to: string; className?: string | undefined; children: ReactNode }

export function Link({ to, className, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    // A new tab is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={base + to} className={className} onClick={follow}>
      {children}
    </a>
  )
}

type RoutesProps = { screens: Screen[]; missing: ReactNode; waiting: ReactNode }
const pages = new Map<Screen, ComponentType<Params>>()

function pageOf(screen: Screen): ComponentType<Params> {
  const known = pages.get(screen)
  if (known) return known
  const page = lazy(async () => ({ default: (await screen.page()) as ComponentType<Params> }))
  pages.set(screen, page)
  return page
}

/** Two dozen lines instead of a router library: the portal has 150 kB for everything. */
export function Routes({ screens, missing, waiting }: RoutesProps) {
  const path = usePath()
  for (const screen of screens) {
    const params = match(screen.path, path)
    if (params === null) continue
    const Page = pageOf(screen)
    return (
      <Suspense fallback={waiting}>
        <Page key={path + location.search} {...params} />
      </Suspense>
    )
  }
  return missing
}
