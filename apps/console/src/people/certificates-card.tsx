import { Card } from '@aftercare/ui'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { ExpiryText } from './expiry.tsx'
import fields from './person-fields.module.css'
import { type Person, touched } from './person-page.tsx'
import { useNameIn } from './skills-card.tsx'

type Certificate = Person['certificates'][number]
type Values = {
  name: string
  number?: string | null
  issuedBy?: string | null
  issuedOn: string
  expiresOn?: string | null
  skillId?: string | null
}

/** What somebody has proved, and until when it holds. */
export function CertificatesCard({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common'])
  const may = useCan()('people.change')
  const [edited, setEdited] = useState<Certificate | 'new' | null>(null)
  const add = may && (
    <Button type="text" size="small" onClick={() => setEdited('new')}>
      {t('page.addCertificate')}
    </Button>
  )
  return (
    <Card title={t('certificates')} aside={add}>
      {person.certificates.length === 0 && <p className={styles.none}>{t('page.noCertificates')}</p>}
      <ul className={styles.list}>
        {person.certificates.map((one) => (
          <li key={one.id} className={styles.line}>
            <strong>{one.name}</strong>
            <span className={styles.note}>{[one.number, one.issuedBy].filter(Boolean).join(' · ')}</span>
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
        title={edited === 'new' ? t('page.addCertificate') : edited?.name}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && (
          <CertificateForm person={person} known={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
        )}
      </Modal>
    </Card>
  )
}

type FormProps = { person: Person; known: Certificate | null; onDone: () => void }

function CertificateForm({ person, known, onDone }: FormProps) {
  const { t } = useTranslation(['people', 'common'])
  const nameOf = useNameIn()
  const skills = $api.useQuery('get', '/api/v1/skills', {}).data?.items ?? []
  const path = { id: person.id, childId: known?.id ?? '' }
  const one = '/api/v1/people/{id}/certificates/{childId}'
  const save = useChange(
    (values: Values): Promise<unknown> => {
      const body = { ...filled(values), ...(known?.fileId && { fileId: known.fileId }) }
      return known
        ? api.PUT(one, { params: { path }, body })
        : api.POST('/api/v1/people/{id}/certificates', { params: { path }, body })
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
      {known && (
        <Button type="link" danger onClick={() => remove.mutate(undefined)}>
          {t('common:do.remove')}
        </Button>
      )}
    </FormShell>
  )
}
