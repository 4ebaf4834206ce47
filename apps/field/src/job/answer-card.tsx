import { DECLINE_REASONS } from '@aftercare/rules'
import { Button, Select, Sheet } from '@aftercare/ui'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswerBy } from '../data/answer-by.ts'
import type { Visit } from '../data/store.ts'
import { useTellNow } from '../data/tell-now.ts'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { useOnline } from '../shell/online.ts'
import styles from './job.module.css'

type Why = (typeof DECLINE_REASONS)[number]

/** Whoever planned it waits for a yes or a no. Only with a network: without one nobody would hear it in time. */
export function AnswerCard({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-job')
  const when = useAnswerBy(visit)
  const online = useOnline()
  const { answer, busy } = useAnswer(visit.id)
  const [declines, setDeclines] = useState(false)
  return (
    <section className={styles.card} aria-label={t('answer.title')}>
      <h2 className={styles.title}>{t('answer.title')}</h2>
      <p className={styles.quiet}>{online ? t('answer.until', { when }) : t('answer.needsNetwork')}</p>
      <Button kind="primary" block busy={busy} disabled={!online} onClick={() => void answer()}>
        {t('answer.accept')}
      </Button>
      <Button kind="quiet" block disabled={!online || busy} onClick={() => setDeclines(true)}>
        {t('answer.decline')}
      </Button>
      {declines && (
        <DeclineSheet
          busy={busy}
          // Refused: the words of it must not lie under the sheet.
          onDecline={(reason) => void answer(reason).then(() => setDeclines(false))}
          onClose={() => setDeclines(false)}
        />
      )}
    </section>
  )
}

type SheetProps = { busy: boolean; onDecline: (reason: Why) => void; onClose: () => void }

function DeclineSheet({ busy, onDecline, onClose }: SheetProps) {
  const { t } = useTranslation(['field-job', 'dispatch'])
  const [reason, setReason] = useState('')
  return (
    <Sheet
      open
      title={t('answer.decline')}
      onClose={onClose}
      actions={
        <Button kind="primary" block busy={busy} disabled={reason === ''} onClick={() => onDecline(reason as Why)}>
          {t('answer.do')}
        </Button>
      }
    >
      <div className={styles.list}>
        <p className={styles.quiet}>{t('answer.hint')}</p>
        <Select
          label={t('answer.why')}
          value={reason}
          onChange={setReason}
          options={DECLINE_REASONS.map((value) => ({ value, label: t(`dispatch:declineReason.${value}`) }))}
        />
      </div>
    </Sheet>
  )
}

/** A yes, or a no with its reason; what is declined is not in the day any more. A no that was refused leaves the person where they are. */
function useAnswer(id: string) {
  const go = useNavigate()
  const { tell, busy } = useTellNow()
  const answer = async (reason?: Why) => {
    const params = { path: { id } }
    const isTaken = await tell(() =>
      reason
        ? api.PUT('/api/v1/visits/{id}/decline', { params, body: { reason } })
        : api.PUT('/api/v1/visits/{id}/acceptance', { params }),
    )
    if (reason && isTaken) await go({ to: paths.today() })
  }
  return { answer, busy }
}
