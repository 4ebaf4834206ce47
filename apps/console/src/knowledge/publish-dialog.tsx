import { ifMatch } from '@aftercare/api'
import { Alert, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
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

type StepProps = { article: Article; onDone: () => void }

/** Makes the draft what readers see. Who has written in a controlled one learns at once that somebody else has to. */
export function PublishDialog({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  const { person } = useSession()
  const isControlled = article.content.isControlled || article.draft?.isControlled === true
  const isOwn = isControlled && article.editors.some((one) => one.id === person.id)
  return (
    <DialogButton label={t('do.publish')} title={t('publish.title', { number: article.number })} isMain>
      {(close) =>
        isOwn ? (
          <Alert className={styles.note!} type="warning" showIcon title={t('publish.own')} />
        ) : (
          <Publish article={article} onDone={close} />
        )
      }
    </DialogButton>
  )
}

function Publish({ article, onDone }: StepProps) {
  const { t } = useTranslation('knowledge')
  const change = useChange(
    ({ note }: { note?: string }) =>
      api.PUT('/api/v1/articles/{id}/publication', { ...at(article), body: { note: note?.trim() || null } }),
    { paths: touched, done: t('publish.done', { number: article.number }), next: onDone },
  )
  return (
    <FormShell<{ note?: string }>
      busy={change.isPending}
      error={change.error}
      submitLabel={t('do.publish')}
      onCancel={onDone}
      onSubmit={change.mutate}
    >
      <p>{t('publish.hint')}</p>
      <Form.Item name="note" label={t('publish.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

export function RetireDialog({ article }: { article: Article }) {
  const { t } = useTranslation('knowledge')
  return (
    <DialogButton label={t('do.retire')} title={t('retire.title', { number: article.number })} isDanger>
      {(close) => <Retire article={article} onDone={close} />}
    </DialogButton>
  )
}

function Retire({ article, onDone }: StepProps) {
  const { t } = useTranslation('knowledge')
  const change = useChange(
    (body: { reason: string }) => api.PUT('/api/v1/articles/{id}/retirement', { ...at(article), body }),
    { paths: touched, done: t('retire.done', { number: article.number }), next: onDone },
  )
  return (
    <FormShell<{ reason: string }>
      busy={change.isPending}
      error={change.error}
      submitLabel={t('do.retire')}
      onCancel={onDone}
      onSubmit={change.mutate}
    >
      <p>{t('retire.hint')}</p>
      <Form.Item name="reason" label={t('retire.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}
