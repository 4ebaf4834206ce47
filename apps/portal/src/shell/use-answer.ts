import { ApiProblem } from '@aftercare/api'
import { useCallback, useEffect, useState } from 'react'

export type Asked<Data> = { data: Data | undefined; problem: ApiProblem | null; retry: () => void }

function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: 'internal', status: 0, title: String(error) })
}

/**
 * Asks once, and again when `key` changes or `retry` is called:
 * `useAnswer(serial, () => api.GET(…).then((answer) => answer.data!))`. What was shown stays while it is asked again.
 */
export function useAnswer<Data>(key: string, ask: () => Promise<Data>): Asked<Data> {
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<{ key: string; data?: Data | undefined; problem?: ApiProblem }>({ key })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is named by `key`; `ask` is new with every render
  useEffect(() => {
    let current = true
    ask().then(
      (data) => current && setAnswer({ key, data }),
      // What is shown stays while the network is away.
      (error: unknown) =>
        current &&
        setAnswer((shown) => ({ key, problem: problemOf(error), data: shown.key === key ? shown.data : undefined })),
    )
    return () => {
      current = false
    }
  }, [key, round])
  const retry = useCallback(() => setRound((count) => count + 1), [])
  const own = answer.key === key ? answer : undefined
  return { data: own?.data, problem: own?.problem ?? null, retry }
}

/** Sends when asked to: `const [send, { busy, problem }] = useSend(api…)`. A second press while busy does nothing. */
export function useSend<Input, Output>(work: (input: Input) => Promise<Output>, done: (output: Output) => void) {
  const [state, setState] = useState<{ busy: boolean; problem: ApiProblem | null }>({ busy: false, problem: null })
  const send = (input: Input) => {
    if (state.busy) return
    setState({ busy: true, problem: null })
    work(input).then(
      (output) => {
        setState({ busy: false, problem: null })
        done(output)
      },
      (error: unknown) => setState({ busy: false, problem: problemOf(error) }),
    )
  }
  return [send, state] as const
}
