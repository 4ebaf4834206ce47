import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from '../people/cards.module.css'
import { ExpiryText } from '../people/expiry.tsx'
import { PaperForm, PaperLink } from '../people/paper-form.tsx'
import { RecordsCard } from '../people/records-card.tsx'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { useCan } from '../shell/session.ts'
import { type Station, touched } from './station-page.tsx'

type Document = Station['documents'][number]
type Values = { name: string; number?: string | null; expiresOn?: string | null; fileId?: string | null }

/** Licences and contracts, and until when they hold. */
export function DocumentsCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  return (
    <RecordsCard
      title={t('page.documents')}
      records={station.documents}
      none={t('page.noDocuments')}
      add={t('page.addDocument')}
      may={useCan()('network.change')}
      nameOf={(one) => one.name}
      line={(one) => (
        <>
          <PaperLink name={one.name} fileId={one.fileId} />
          <span className={styles.note}>{one.number}</span>
          <ExpiryText day={one.expiresOn} />
        </>
      )}
      form={(known, done) => <DocumentForm station={station} known={known} onDone={done} />}
    />
  )
}

type FormProps = { station: Station; known: Document | null; onDone: () => void }

function DocumentForm({ station, known, onDone }: FormProps) {
  const { t } = useTranslation('network')
  const params = { path: { id: station.id, childId: known?.id ?? '' } }
  const one = '/api/v1/stations/{id}/documents/{childId}'
  return (
    <PaperForm<Values>
      known={known}
      save={(body) =>
        known ? api.PUT(one, { params, body }) : api.POST('/api/v1/stations/{id}/documents', { params, body })
      }
      remove={() => api.DELETE(one, { params })}
      paths={touched}
      removed={t('page.removed')}
      onDone={onDone}
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
    </PaperForm>
  )
}
