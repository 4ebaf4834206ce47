import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

export type Names = { en: string; 'zh-CN'?: string; 'zh-TW'?: string }

/** A name in three languages; English is what the others fall back to. */
export function NameFields() {
  const { t } = useTranslation('assets')
  return (
    <>
      <Form.Item name={['name', 'en']} label={t('field.nameEn')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['name', 'zh-CN']} label={t('field.nameCn')}>
        <Input maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={['name', 'zh-TW']} label={t('field.nameTw')}>
        <Input maxLength={200} lang="zh-TW" />
      </Form.Item>
    </>
  )
}

/** Names nobody typed stay away. */
export function typedNames(names: Names): Names {
  const typed = Object.entries(names).filter(([, name]) => name)
  return { en: names.en, ...Object.fromEntries(typed) }
}
