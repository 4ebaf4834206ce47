import { ErrorState, SkeletonRows, useProblemText } from '@aftercare/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemFrom } from './api.ts'
import { Missing } from './missing.tsx'
import { NoPermission } from './no-permission.tsx'

type QueryStateProps<Data> = {
  query: Pick<UseQueryResult<Data, unknown>, 'data' | 'error' | 'refetch'>
  /** The shape of what comes, while it comes. */
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

/** Loading, refused, absent or there: no page forgets one of the four. Data already shown stays when a refresh fails. */
export function QueryState<Data>({ query, skeleton, children }: QueryStateProps<Data>) {
  const textOf = useProblemText()
  if (query.data !== undefined) return children(query.data)
  const problem = problemFrom(query.error)
  if (problem === null) return skeleton ?? <SkeletonRows rows={10} />
  if (problem.status === 404) return <Missing />
  if (problem.status === 403) return <NoPermission />
  return <ErrorState text={textOf(problem)} requestId={problem.requestId} onRetry={() => void query.refetch()} />
}
