import type { Answer } from '@aftercare/api'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths as pages } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { Quantity } from './marks.tsx'
import styles from './parts.module.css'

const path = '/api/v1/shipments/{id}/sending'
const outlookPath = '/api/v1/shipments/{id}/sending/outlook'
type Outlook = Answer<typeof outlookPath>
type Props = { id: string; paths: readonly string[] }

/** Sends a draft. What is kept for jobs goes only on purpose: whoever sends it sees first who loses it. */
export function SendTransfer({ id, paths }: Props) {
  const { t } = useTranslation('parts')
  const [asks, setAsks] = useState<Outlook | null>(null)
  const params = { path: { id } }
  // Asked when it is to be sent, not when the page was opened: what is kept changes all day.
  const outlook = $api.useQuery('get', outlookPath, { params }, { enabled: false })
  const send = useChange(() => api.PUT(path, { params }), { paths, done: t('done.sent'), tellRefusal: true })
  const begin = async () => {
    const { data } = await outlook.refetch()
    if (data && data.breaks.length + data.lacks.length > 0) setAsks(data)
    else send.mutate(undefined)
  }
  return (
    <>
      <Button type="primary" loading={send.isPending || outlook.isFetching} onClick={begin}>
        {t('do.send')}
      </Button>
      <Modal
        open={asks !== null}
        title={t('do.send')}
        footer={null}
        width={640}
        onCancel={() => setAsks(null)}
        destroyOnHidden
      >
        {asks && <Breaks of={asks} id={id} paths={paths} onClose={() => setAsks(null)} />}
      </Modal>
    </>
  )
}

function Breaks({ of, id, paths, onClose }: Props & { of: Outlook; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const params = { path: { id }, query: { breaks: 'true' as never } }
  const send = useChange(() => api.PUT(path, { params }), {
    paths: [...paths, '/api/v1/part-requests', '/api/v1/part-requests/{id}'],
    done: t('done.sent'),
    next: onClose,
  })
  if (of.lacks.length > 0) return <Lacks of={of.lacks} />
  return (
    <FormShell
      busy={send.isPending}
      error={send.error}
      submitLabel={t('sendAll.do')}
      onCancel={onClose}
      onSubmit={() => send.mutate(undefined)}
    >
      <Alert type="warning" showIcon title={t('sendAll.some')} />
      <div className={styles.rows}>
        {of.breaks.map((one) => (
          <div key={one.requestId + one.partId} className={styles.row}>
            <span>
              <Go to={pages.partRequest(one.requestId)}>{one.request}</Go>{' '}
              <span className={styles.quiet}>{t('sendAll.priority', { priority: one.priority })}</span>
              <br />
              <Called part={one} />
            </span>
            <span className={styles.quiet}>{t('sendAll.loses')}</span>
            <strong>
              <Quantity of={one.quantity} unit={one.unit} />
            </strong>
          </div>
        ))}
      </div>
    </FormShell>
  )
}

/** With what is not there nothing is sent, whoever gives way. */
function Lacks({ of }: { of: Outlook['lacks'] }) {
  const { t } = useTranslation('parts')
  return (
    <>
      <Alert type="error" showIcon title={t('sendAll.lacks')} />
      <div className={styles.rows}>
        {of.map((one) => (
          <div key={one.partId} className={styles.row}>
            <Called part={one} />
            <span className={styles.quiet}>{t('sendAll.onHand', { onHand: one.onHand })}</span>
            <strong>
              <Quantity of={one.quantity} unit={one.unit} />
            </strong>
          </div>
        ))}
      </div>
    </>
  )
}

function Called({ part }: { part: Outlook['lacks'][number] | Outlook['breaks'][number] }) {
  const named = useNamed()
  return (
    <span>
      <Go to={pages.part(part.partId)}>{part.part}</Go> {named(part.name)}
    </span>
  )
}
