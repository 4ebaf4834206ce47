import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from '../shell/three-languages.module.css'

export type Texts = { en: string; 'zh-CN'?: string | undefined; 'zh-TW'?: string | undefined }
type TextsProps = { name: string; label: string; needed?: boolean; long?: boolean }

/** One text in three languages beside each other; English is what the others fall back to. */
export function ThreeLanguages({ name, label, needed = false, long = false }: TextsProps) {
  const { t } = useTranslation('campaigns')
  const languages = { en: t('form.english'), 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }
  return (
    <fieldset className={styles.texts}>
      <legend>{label}</legend>
      {Object.entries(languages).map(([language, called]) => (
        <Form.Item
          key={language}
          name={[name, language]}
          label={called}
          rules={needed && language === 'en' ? [{ required: true, whitespace: true }] : []}
        >
          {long ? (
            <Input.TextArea lang={language} maxLength={2000} autoSize={{ minRows: 2, maxRows: 10 }} />
          ) : (
            <Input lang={language} maxLength={200} />
          )}
        </Form.Item>
      ))}
    </fieldset>
  )
}

/** What was typed; null where nothing was. */
export function typedTexts(texts: Partial<Texts> | null | undefined): Texts | null {
  const typed = Object.entries(texts ?? {}).filter(([, text]) => text?.trim())
  return typed.length === 0 ? null : ({ en: '', ...Object.fromEntries(typed) } as Texts)
}
