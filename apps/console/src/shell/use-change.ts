import { useProblemText, useToast } from '@aftercare/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemFrom } from './api.ts'
import { ownChange } from './own-changes.ts'

type After<Result> = {
  /** What is fetched again: `/api/v1/customers/{id}`. */
  paths: readonly string[]
  /** What the toast says. */
  done?: string | ((result: Result) => string)
  undo?: (result: Result) => Promise<unknown>
  next?: (result: Result) => void
  /** For buttons without a form: a refusal is told in a toast. */
  tellRefusal?: boolean
}

/** A change: sends it, fetches again what it touched, says that it worked and offers the way back. */
export function useChange<Input, Result>(work: (input: Input) => Promise<Result>, after: After<Result>) {
  const queries = useQueryClient()
  const toast = useToast()
  const textOf = useProblemText()
  const refresh = () =>
    Promise.all(after.paths.map((path) => queries.invalidateQueries({ queryKey: ['get', path] }))).then(() => undefined)
  const tell = (error: unknown) => {
    const problem = problemFrom(error)
    if (problem) toast({ text: textOf(problem), bad: true })
  }
  return useMutation<Result, unknown, Input>({
    mutationFn: work,
    onSuccess: async (result) => {
      const { done, undo } = after
      const back = undo && (() => undo(result).then(refresh).catch(tell))
      if (done) toast({ text: typeof done === 'string' ? done : done(result), ...(back && { undo: back }) })
      after.next?.(result)
      await refresh()
      ownChange(after.paths)
    },
    onError: (error) => after.tellRefusal && tell(error),
  })
}
