import { Link, useParams, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type GoProps = {
  to: string
  children: ReactNode
  className?: string | undefined
  title?: string
  'aria-label'?: string
  /** Marks the link of the page we are on, for the rail. */
  exact?: boolean
}

/** A link to one of `paths`. */
export function Go({ to, exact, ...rest }: GoProps) {
  return <Link to={to} activeOptions={{ exact: exact ?? false, includeSearch: false }} {...rest} />
}

/** Goes to one of `paths` from code. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (to, options) => {
    const [path = to] = to.split('?')
    // The same page asked for otherwise stays where it is read.
    const resetScroll = router.latestLocation.pathname !== path
    void router.navigate({ href: to, to: path, search: searchOf(to), resetScroll, ...options })
  }
}

function searchOf(to: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(to.split('?')[1] ?? ''))
}

/** A part of the address: `useParam('id')` on `/requests/$id`. */
export function useParam(name: string): string {
  const all = useParams({ strict: false }) as Record<string, string | undefined>
  const value = all[name]
  if (value === undefined) throw new Error(`this page has no $${name} in its address`)
  return value
}
