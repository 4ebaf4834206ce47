import { Card } from '@aftercare/ui'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../people/cards.module.css'
import { ExpiryText } from '../people/expiry.tsx'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Station, touched } from './station-page.tsx'

type Document = Station['documents'][number]
type Values = { name: string; number?: string | null; expiresOn?: string | null }

/** Licences and contracts, and until when they hold. */
export function DocumentsCard({ station }: { station: Station }) {
  const { t } = useTranslation(['network', 'common'])
  const may = useCan()('network.change')
  const [edited, setEdited] = useState<Document | 'new' | null>(null)
  const add = may && (
    <Button type="text" size="small" onClick={() => setEdited('new')}>
      {t('page.addDocument')}
    </Button>
  )
  return (
    <Card title={t('page.documents')} aside={add}>
      {station.documents.length === 0 && <p className={styles.none}>{t('page.noDocuments')}</p>}
      <ul className={styles.list}>
        {station.documents.map((one) => (
          <li key={one.id} className={styles.line}>
            <strong>{one.name}</strong>
            <span className={styles.note}>{one.number}</span>
            <ExpiryText day={one.expiresOn} />
            {may && (
              <Button
                type="text"
                size="small"
                className={styles.end!}
                aria-label={`${t('common:do.edit')} ${one.name}`}
                onClick={() => setEdited(one)}
              >
                {t('common:do.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('page.addDocument') : edited?.name}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && (
          <DocumentForm station={station} known={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
        )}
      </Modal>
    </Card>
  )
}

type FormProps = { station: Station; known: Document | null; onDone: () => void }

function DocumentForm({ station, known, onDone }: FormProps) {
  const { t } = useTranslation(['network', 'common'])
  const path = { id: station.id, childId: known?.id ?? '' }
  const one = '/api/v1/stations/{id}/documents/{childId}'
  const save = useChange(
    (values: Values): Promise<unknown> => {
      const body = { ...filled(values), ...(known?.fileId && { fileId: known.fileId }) }
      return known
        ? api.PUT(one, { params: { path }, body })
        : api.POST('/api/v1/stations/{id}/documents', { params: { path }, body })
    },
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  const remove = useChange(() => api.DELETE(one, { params: { path } }), {
    paths: touched,
    done: t('page.removed'),
    next: onDone,
    tellRefusal: true,
  })
  return (
    <FormShell<Values>
      busy={save.isPending || remove.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(known ?? {}) as Partial<Values>}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="name" label={t('document.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label={t('document.number')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="expiresOn" label={t('document.expiresOn')}>
        <DayField />
      </Form.Item>
      {known && (
        <Button type="link" danger onClick={() => remove.mutate(undefined)}>
          {t('common:do.remove')}
        </Button>
      )}
    </FormShell>
  )
}
