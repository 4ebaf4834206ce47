import { languageNames, languages, type Written } from '@aftercare/words'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import texts from '../shell/three-languages.module.css'
import styles from './knowledge.module.css'

type Props = {
  /** Where the text lies in the form, and how it is found when the field is one of a list. */
  name: (string | number)[]
  at?: (string | number)[]
  label: string
  longest: number
  isLong?: boolean
  /** In one language at least: none of them leads. */
  isNeeded?: boolean
}

/** One text in three languages beside each other, so that what one of them lacks is seen. */
export function LanguageFields({ name, at = name, label, longest, isLong = false, isNeeded = false }: Props) {
  const { t } = useTranslation('knowledge')
  const said = (texts: Written | undefined) => languages.some((one) => texts?.[one]?.trim())
  return (
    <fieldset className={texts.texts}>
      <legend className={isNeeded ? styles.needed : undefined}>{label}</legend>
      {languages.map((language, index) => (
        <Form.Item
          key={language}
          name={[...name, language]}
          label={<span lang={language}>{languageNames[language]}</span>}
          dependencies={isNeeded && index === 0 ? languages.slice(1).map((one) => [...at, one]) : []}
          rules={
            isNeeded && index === 0
              ? [
                  ({ getFieldValue }) => ({
                    validator: async () => said(getFieldValue(at)) || Promise.reject(new Error(t('form.oneLanguage'))),
                  }),
                ]
              : []
          }
        >
          {isLong ? (
            <Input.TextArea lang={language} maxLength={longest} autoSize={{ minRows: 2, maxRows: 12 }} />
          ) : (
            <Input lang={language} maxLength={longest} />
          )}
        </Form.Item>
      ))}
    </fieldset>
  )
}
