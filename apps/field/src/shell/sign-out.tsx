import { Button } from '@aftercare/ui'
import { moreWords } from '@aftercare/words/web'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetStore } from '../data/opening.ts'
import { drainAll, handToDesk } from '../data/outbox.ts'
import type { Store } from '../data/store.ts'
import { useOutbox, useStore } from '../data/use-store.ts'
import { syncWords } from '../sync/words.ts'
import { call } from './api.ts'
import { later } from './later.ts'
import { contactNow, leave } from './memory.ts'
import { useSession } from './session.ts'

const SaveUnsent = later(async () => {
  const [{ SaveUnsent }] = await Promise.all([import('./save-unsent.tsx'), moreWords(syncWords)])
  return SaveUnsent
})

type Stage = 'ready' | 'unsent' | 'offline' | 'refused'

/**
 * Nothing stays on the phone, and nothing is lost with it: first what waits is sent, then what cannot be sent is left to the
 * desk. Without a network nobody is signed out.
 */
export function SignOut() {
  const { t } = useTranslation(['field', 'common'])
  const { person } = useSession()
  const store = useStore()
  const unsent = useOutbox()?.length ?? 0
  const [stage, setStage] = useState<Stage>('ready')
  const [busy, setBusy] = useState(false)
  const next = async () => {
    if (!(await hasNetwork(store))) return setStage('offline')
    if (stage === 'unsent') for (const op of await store.outbox.toArray()) await handToDesk(store, op)
    await drainAll(store)
    const isLeft = (await store.outbox.count()) > 0
    if (isLeft && stage !== 'refused') return setStage(stage === 'unsent' ? 'refused' : 'unsent')
    await contactNow(store).catch(() => undefined)
    await call('POST', '/api/auth/sign-out', { body: {} })
    await forgetStore(person.id)
    leave()
  }
  const go = () => {
    setBusy(true)
    void next().finally(() => setBusy(false))
  }
  return (
    <>
      {stage !== 'ready' && <p role="alert">{t(`signOut.${stage}`, { count: unsent })}</p>}
      {stage !== 'ready' && unsent > 0 && (
        <Suspense>
          <SaveUnsent />
        </Suspense>
      )}
      <Button block kind={stage === 'refused' ? 'danger' : 'plain'} busy={busy} onClick={go}>
        {t(stage === 'unsent' ? 'signOut.toDesk' : stage === 'refused' ? 'signOut.anyway' : 'common:do.signOut')}
      </Button>
    </>
  )
}

const hasNetwork = (store: Store) =>
  contactNow(store).then(
    () => true,
    () => false,
  )
