import { languageNames, languages } from '@aftercare/words/web'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { Field } from './field.tsx'
import styles from './packs.module.css'
import type { RuleProps } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

/** Shipped rules are titled by a key of the words; a rule of one's own in the languages one has. */
export function TitleFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const { title } = rule
  if (typeof title === 'string')
    return (
      <div className={styles.line}>
        <span>
          <strong>{say.title(rule)}</strong> <span className={styles.note}>{t('rule.titleKey')}</span>
        </span>
        <Button size="small" onClick={() => onChange({ ...rule, title: { en: say.title(rule) } })}>
          {t('rule.ownTitle')}
        </Button>
      </div>
    )
  return (
    <div className={styles.fields}>
      {languages.map((language) => (
        <Field key={language} label={`${t('rule.title')} · ${languageNames[language]}`}>
          <Input
            value={title[language]}
            onChange={(event) => onChange(withField(rule, ['title', language], event.target.value || undefined))}
          />
        </Field>
      ))}
    </div>
  )
}
