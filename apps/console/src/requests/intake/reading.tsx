import { Card } from '@aftercare/ui'
import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { LevelSelect } from '../dialogs/level-select.tsx'
import { SymptomSelect } from '../dialogs/reading.tsx'
import styles from './intake.module.css'

/** What we understand of the words; what is left open follows from the answers. */
export function Reading({ familyId }: { familyId: string | undefined }) {
  const { t } = useTranslation('requests')
  return (
    <Card title={t('page.reading')}>
      <p className={styles.quiet}>{t('intake.readingHint')}</p>
      <Form.Item name="summary" label={t('reading.summary')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="symptomCode" label={t('reading.symptom')}>
        <SymptomSelect familyId={familyId} label={t('reading.symptom')} />
      </Form.Item>
      <Form.Item name="impact" label={t('reading.impact')}>
        <LevelSelect of="impact" />
      </Form.Item>
      <Form.Item name="urgency" label={t('reading.urgency')}>
        <LevelSelect of="urgency" />
      </Form.Item>
      <Form.Item name="safety" valuePropName="checked" className={styles.tight ?? ''}>
        <Checkbox>{t('reading.safety')}</Checkbox>
      </Form.Item>
    </Card>
  )
}
