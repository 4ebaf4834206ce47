import { ApiProblem, type components } from '@aftercare/api'
import { useToast } from '@aftercare/ui'
import { useQueryClient } from '@tanstack/react-query'
import { problemFrom } from '../../shell/api.ts'
import { useWord } from '../words.ts'

export type RequestView = components['schemas']['RequestView']
export type RequestState = components['schemas']['RequestState']

export const requestPaths = [
  '/api/v1/requests/{id}',
  '/api/v1/requests/{id}/timeline',
  '/api/v1/requests/{id}/clocks',
  '/api/v1/requests/{id}/readings',
]

/** Everything shown of a request is read again; lists hear of it through the stream. */
export function useRefresh(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const path of requestPaths) void queries.invalidateQueries({ queryKey: ['get', path] })
  }
}

/** A refusal in words, with the way on the server names. */
export function useRefusal(): (error: unknown) => void {
  const toast = useToast()
  const word = useWord()
  return (error) => {
    const problem = problemFrom(error) ?? new ApiProblem({ code: 'internal', status: 0, title: '' })
    const { wayOn } = problem.values
    const detail = typeof wayOn === 'string' ? { detail: word(`wayOn.${wayOn}`) } : {}
    toast({ text: problem.title, bad: true, ...detail })
  }
}

type Done = { text: string; undo?: (() => Promise<unknown>) | undefined }

/** Does a change, says that it worked with a way back where there is one, and shows the new state. */
export function useChange(): (work: () => Promise<unknown>, done: Done) => Promise<boolean> {
  const toast = useToast()
  const refresh = useRefresh()
  const refuse = useRefusal()
  const run = async (work: () => Promise<unknown>, { text, undo }: Done): Promise<boolean> => {
    try {
      await work()
      refresh()
      toast({ text, ...(undo ? { undo: () => void run(undo, { text }) } : {}) })
      return true
    } catch (error) {
      refuse(error)
      return false
    }
  }
  return run
}
