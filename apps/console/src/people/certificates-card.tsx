import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { useCan } from '../shell/session.ts'
import styles from './cards.module.css'
import { ExpiryText } from './expiry.tsx'
import { PaperForm, PaperLink } from './paper-form.tsx'
import fields from './person-fields.module.css'
import { type Person, touched } from './person-page.tsx'
import { RecordsCard } from './records-card.tsx'
import { useNameIn } from './skills-card.tsx'

type Certificate = Person['certificates'][number]
type Values = {
  name: string
  number?: string | null
  issuedBy?: string | null
  issuedOn: string
  expiresOn?: string | null
  skillId?: string | null
  fileId?: string | null
}

/** What somebody has proved, and until when it holds. */
export function CertificatesCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  return (
    <RecordsCard
      title={t('certificates')}
      records={person.certificates}
      none={t('page.noCertificates')}
      add={t('page.addCertificate')}
      may={useCan()('people.change')}
      nameOf={(one) => one.name}
      line={(one) => (
        <>
          <PaperLink name={one.name} fileId={one.fileId} />
          <span className={styles.note}>{[one.number, one.issuedBy].filter(Boolean).join(' · ')}</span>
          <ExpiryText day={one.expiresOn} />
        </>
      )}
      form={(known, done) => <CertificateForm person={person} known={known} onDone={done} />}
    />
  )
}

type FormProps = { person: Person; known: Certificate | null; onDone: () => void }

function CertificateForm({ person, known, onDone }: FormProps) {
  const { t } = useTranslation('people')
  const nameOf = useNameIn()
  const skills = $api.useQuery('get', '/api/v1/skills', {}).data?.items ?? []
  const params = { path: { id: person.id, childId: known?.id ?? '' } }
  const one = '/api/v1/people/{id}/certificates/{childId}'
  return (
    <PaperForm<Values>
      known={known}
      save={(body) =>
        known ? api.PUT(one, { params, body }) : api.POST('/api/v1/people/{id}/certificates', { params, body })
      }
      remove={() => api.DELETE(one, { params })}
      paths={touched}
      removed={t('page.removed')}
      onDone={onDone}
    >
      <Form.Item name="name" label={t('certificate.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <div className={fields.grid}>
        <Form.Item name="number" label={t('certificate.number')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issuedBy" label={t('certificate.issuedBy')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('certificate.issuedOn')} rules={[{ required: true }]}>
          <DayField until="today" />
        </Form.Item>
        <Form.Item name="expiresOn" label={t('certificate.expiresOn')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="skillId" label={t('certificate.skill')}>
        <Select allowClear options={skills.map((skill) => ({ value: skill.id, label: nameOf(skill.name) }))} />
      </Form.Item>
    </PaperForm>
  )
}
