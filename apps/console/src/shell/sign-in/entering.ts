import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { useGo } from '../go.tsx'

/** After signing in: forget what was known of nobody, and go where one wanted to. */
export function useEnter(): () => void {
  const queries = useQueryClient()
  const go = useGo()
  const { to } = useSearch({ strict: false }) as { to?: string }
  return () => {
    queries.clear()
    // Only ways inside the console: `//elsewhere.example` would leave it.
    const isInside = to !== undefined && /^\/(?!\/|sign-in)/.test(to)
    go(isInside ? to : paths.home(), { replace: true })
  }
}
