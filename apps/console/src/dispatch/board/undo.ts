import { useToast } from '@aftercare/ui'
import { useCallback, useRef } from 'react'

type Step = () => Promise<unknown>

/** What can be taken back, newest first: by the toast for ten seconds, by Ctrl+Z as long as the board is open. */
export function useUndo() {
  const steps = useRef<Step[]>([])
  const toast = useToast()
  const undoOne = useCallback(async (step: Step) => {
    steps.current = steps.current.filter((one) => one !== step)
    await step()
  }, [])
  const done = useCallback(
    (text: string, step: Step) => {
      steps.current = [...steps.current.slice(-49), step]
      toast({ text, undo: () => undoOne(step) })
    },
    [toast, undoOne],
  )
  /** What is on its way to the server. */
  const underWay = useRef<Promise<unknown>>(Promise.resolve())
  const doing = useCallback(<T>(work: Promise<T>): Promise<T> => {
    underWay.current = Promise.allSettled([underWay.current, work])
    return work
  }, [])
  const undo = useCallback(async () => {
    // Pressed right after a change: it is that change that is meant, once the server has taken it.
    await underWay.current
    const last = steps.current.at(-1)
    if (last) await doing(undoOne(last))
  }, [undoOne, doing])
  return { done, doing, undo }
}
