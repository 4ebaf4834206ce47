import { useState } from 'react'

const nameOf = (key: string) => `aftercare.draft.${key}`

/** What is being written, kept on this device until it is sent: a lost tab or a look at another page costs no word. */
export function useDraft(key: string) {
  const [drafts, setDrafts] = useState<Record<string, string>>({})
  const text = drafts[key] ?? sessionStorage.getItem(nameOf(key)) ?? ''
  const write = (next: string) => {
    if (next === '') sessionStorage.removeItem(nameOf(key))
    else sessionStorage.setItem(nameOf(key), next)
    setDrafts({ ...drafts, [key]: next })
  }
  return { text, write, clear: () => write('') }
}
