import type { Confidence, Extension } from '@aftercare/entitlement'
import { Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../shell/day-field.tsx'
import { withField } from './conditions.ts'
import { EntryList } from './entry-list.tsx'
import { type ExtensionField, extensionFields, extensionKinds, ofKind } from './extensions.ts'
import { Field, Figure } from './field.tsx'
import styles from './packs.module.css'

type Props = {
  label: string
  /** The rule a new one is written for. */
  by: string
  extensions: readonly Extension[]
  onChange: (extensions: Extension[] | undefined) => void
}
const confidences: Confidence[] = ['high', 'medium', 'low']

/** What moves the last day of a term. */
export function ExtensionFields({ label, by, extensions, onChange }: Props) {
  const { t } = useTranslation('packs')
  return (
    <EntryList<Extension>
      label={label}
      entries={extensions}
      add={t('do.addExtension')}
      fresh={{ kind: 'toll', ruleId: by, confidence: 'medium' }}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    >
      {(one, put) => <OneExtension extension={one} onChange={put} />}
    </EntryList>
  )
}

function OneExtension({ extension, onChange }: { extension: Extension; onChange: (extension: Extension) => void }) {
  const { t } = useTranslation('packs')
  const set = (name: string, value: unknown) => onChange(withField(extension, [name], value))
  return (
    <div className={styles.fields}>
      <Field label={t('extensionField.kind')} wide>
        <Select
          value={extension.kind}
          options={extensionKinds.map((value) => ({ value, label: t(`extensionKind.${value}`) }))}
          onChange={(kind) => onChange(ofKind(extension, kind))}
        />
      </Field>
      {extensionFields[extension.kind].map((name) => (
        <Detail
          key={name}
          name={name}
          value={(extension as Partial<Record<ExtensionField, unknown>>)[name]}
          onChange={(value) => set(name, value)}
        />
      ))}
      <Field label={t('rule.from')}>
        <DayField value={extension.from ?? null} onChange={(day) => set('from', day ?? undefined)} />
      </Field>
      <Field label={t('rule.to')}>
        <DayField value={extension.to ?? null} onChange={(day) => set('to', day ?? undefined)} />
      </Field>
      <Field label={t('extensionField.ruleId')}>
        <Input value={extension.ruleId} spellCheck={false} onChange={(event) => set('ruleId', event.target.value)} />
      </Field>
      <Field label={t('rule.confidence')}>
        <Select
          value={extension.confidence}
          options={confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
          onChange={(confidence) => set('confidence', confidence)}
        />
      </Field>
    </div>
  )
}

type DetailProps = { name: ExtensionField; value: unknown; onChange: (value: unknown) => void }

function Detail({ name, value, onChange }: DetailProps) {
  const { t } = useTranslation('packs')
  if (name === 'imposed')
    return (
      <Checkbox
        className={styles.wide ?? ''}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked || undefined)}
      >
        {t('extensionField.imposed')}
      </Checkbox>
    )
  if (name === 'after')
    return (
      <Field label={t('extensionField.after')}>
        <Select
          value={value}
          options={(['fault', 'return'] as const).map((one) => ({ value: one, label: t(`extensionAfter.${one}`) }))}
          onChange={onChange}
        />
      </Field>
    )
  return (
    <Field label={t(`extensionField.${name}`)}>
      <Figure value={value as number | undefined} onChange={onChange} />
    </Field>
  )
}
