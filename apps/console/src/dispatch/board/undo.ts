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
  const undo = useCallback(() => {
    const last = steps.current.at(-1)
    if (last) void undoOne(last)
  }, [undoOne])
  return { done, undo }
}
