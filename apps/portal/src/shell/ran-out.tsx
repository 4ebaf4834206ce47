import { Button, EmptyState } from '@aftercare/ui'
import { useState } from 'react'
import page from './page.module.css'
import { Refusal } from './refusal.tsx'
import { useSend } from './use-answer.ts'

type RanOutProps<Made> = {
  title: string
  hint: string
  label: string
  renew: () => Promise<Made>
  /** What is said once it was asked for; null when the page goes on by itself. */
  done: (made: Made) => string | null
}

/** A link that ran out, and the way to a new one. */
export function RanOut<Made>({ title, hint, label, renew, done }: RanOutProps<Made>) {
  const [said, setSaid] = useState<string | null>(null)
  const [send, { busy, problem }] = useSend(renew, (made) => setSaid(done(made)))
  const action = (
    <Button kind="primary" busy={busy} onClick={() => send(undefined)}>
      {label}
    </Button>
  )
  return (
    <div className={page.stack}>
      <EmptyState as="h1" icon="clock" title={title} hint={said ?? hint} action={said ? null : action} />
      <Refusal problem={problem} />
    </div>
  )
}
