import { ifMatch } from '@aftercare/api'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './knowledge.module.css'
import type { Article } from './marks.tsx'

const touched = ['/api/v1/articles/{id}', '/api/v1/articles/{id}/versions', '/api/v1/articles']
const at = (article: Article) => ({
  params: { path: { id: article.id } },
  headers: ifMatch(article.version),
})

/** Makes the draft what readers see. Who has written in a controlled one learns at once that somebody else has to. */
export function PublishDialog({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const { person } = useSession()
  const { number } = article
  const isControlled = article.content.isControlled || article.draft?.isControlled === true
  const isOwn = isControlled && article.editors.some((one) => one.id === person.id)
  const [open, setOpen] = useState(false)
  const change = useChange(
    ({ note }: { note?: string }) =>
      api.PUT('/api/v1/articles/{id}/publication', { ...at(article), body: { note: note?.trim() || null } }),
    { paths: touched, done: t('publish.done', { number }), next: () => setOpen(false) },
  )
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('do.publish')}
      </Button>
      <Dialog open={open} title={t('publish.title', { number })} onClose={() => setOpen(false)}>
        {isOwn ? (
          <Alert className={styles.note!} type="warning" showIcon title={t('publish.own')} />
        ) : (
          <FormShell<{ note?: string }>
            busy={change.isPending}
            error={change.error}
            submitLabel={t('do.publish')}
            onCancel={() => setOpen(false)}
            onSubmit={(values) => change.mutate(values)}
          >
            <p>{t('publish.hint')}</p>
            <Form.Item name="note" label={t('publish.note')}>
              <Input maxLength={200} />
            </Form.Item>
          </FormShell>
        )}
      </Dialog>
    </>
  )
}

export function RetireDialog({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const { number } = article
  const [open, setOpen] = useState(false)
  const change = useChange(
    (body: { reason: string }) => api.PUT('/api/v1/articles/{id}/retirement', { ...at(article), body }),
    { paths: touched, done: t('retire.done', { number }), next: () => setOpen(false) },
  )
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('do.retire')}
      </Button>
      <Dialog open={open} title={t('retire.title', { number })} onClose={() => setOpen(false)}>
        <FormShell<{ reason: string }>
          busy={change.isPending}
          error={change.error}
          submitLabel={t('do.retire')}
          onCancel={() => setOpen(false)}
          onSubmit={(values) => change.mutate(values)}
        >
          <p>{t('retire.hint')}</p>
          <Form.Item name="reason" label={t('retire.reason')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
        </FormShell>
      </Dialog>
    </>
  )
}

type DialogProps = { open: boolean; title: string; onClose: () => void; children: ReactNode }

function Dialog({ open, title, onClose, children }: DialogProps) {
  return (
    <Modal open={open} title={title} footer={null} onCancel={onClose} destroyOnHidden>
      {children}
    </Modal>
  )
}
