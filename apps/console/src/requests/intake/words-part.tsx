import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { languageNames, languages } from '@aftercare/words/web'
import { Form, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { codes } from '../codes.ts'
import { useWord } from '../words.ts'
import styles from './intake.module.css'

export type Kinds = Answer<'/api/v1/request-kinds'> | undefined

const channels = codes.channel.filter((one) => !['import', 'qr', 'portal', 'api'].includes(one))

/** What it is and how it came in; then the customer's own words, in their language, as they are said. */
export function Words({ kinds }: { kinds: Kinds }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const language = Form.useWatch<string>('language')
  const offered = kinds?.kinds.map((one) => one.kind) ?? [...codes.kind]
  return (
    <Card title={t('intake.what')}>
      <Form.Item name="kind" className={styles.tight ?? ''}>
        <Segmented
          aria-label={t('column.kind')}
          options={offered.map((kind) => ({ value: kind, label: word(`kind.${kind}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="words"
        label={t('intake.words')}
        extra={t('intake.wordsHint')}
        rules={[{ required: true, whitespace: true, message: t('intake.wordsNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} lang={language} maxLength={20_000} />
      </Form.Item>
      <div className={styles.row}>
        <Form.Item name="language" label={t('intake.language')}>
          <Select options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
        </Form.Item>
        <Form.Item name="channel" label={t('column.channel')}>
          <Select options={channels.map((one) => ({ value: one, label: word(`channel.${one}`) }))} />
        </Form.Item>
      </div>
    </Card>
  )
}
