import { isProblem } from '@aftercare/api'
import { useProblemText, useToast } from '@aftercare/ui'
import { useState } from 'react'
import { pull } from './pull.ts'
import { useStore } from './use-store.ts'

/**
 * What only counts when it is heard at once: sent over the network, a refusal is said, and then the day is read anew. `tell`
 * answers whether it was taken.
 */
export function useTellNow() {
  const store = useStore()
  const textOf = useProblemText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const tell = async (send: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    let isTaken = false
    try {
      await send()
      isTaken = true
    } catch (error) {
      if (!isProblem(error)) throw error
      toast({ text: textOf(error), bad: true })
    } finally {
      setBusy(false)
    }
    await pull(store).catch(() => undefined)
    return isTaken
  }
  return { tell, busy }
}
