import { type ReactNode, useSyncExternalStore } from 'react'

type Question = { id: number; show: (done: (answer: never) => void) => ReactNode; done: (answer: never) => void }

let open: readonly Question[] = []
let lastId = 0
const watchers = new Set<() => void>()

function set(next: readonly Question[]) {
  open = next
  for (const tell of watchers) tell()
}

/**
 * Opens a dialog from code and waits for its answer; null when the person changed their mind:
 * `const to = await ask<Assignment>((done) => <AssignDialog onDone={done} />)`. Shown by the `AskPlace` of the page.
 */
export function ask<T>(show: (done: (answer: T | null) => void) => ReactNode): Promise<T | null> {
  return new Promise((resolve) => {
    lastId += 1
    const id = lastId
    const done = (answer: T | null) => {
      set(open.filter((one) => one.id !== id))
      resolve(answer)
    }
    set([...open, { id, show: show as unknown as Question['show'], done: done as Question['done'] }])
  })
}

/** Where the dialogs of `ask` appear. */
export function AskPlace() {
  const questions = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => open,
  )
  return questions.map(({ id, show, done }) => <div key={id}>{show(done)}</div>)
}
