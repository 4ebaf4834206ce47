import type { Confidence, CoverKind, Layer, Rule } from '@aftercare/entitlement'
import { type Language, languageNames, languages, useFormat } from '@aftercare/words/web'
import { Checkbox, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../shell/day-field.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { always, isAlways, withField } from './conditions.ts'
import { ExtensionFields } from './extension-fields.tsx'
import { Field, Figure, Tags } from './field.tsx'
import { useFieldText } from './field-text.ts'
import styles from './packs.module.css'
import { PresumptionFields } from './presumption-fields.tsx'
import { RemedyFields } from './remedy-fields.tsx'
import { useRuleText } from './rule-text.ts'
import { StartFields } from './start-fields.tsx'
import { TermFields } from './term-fields.tsx'
import { TitleFields } from './title-fields.tsx'

const layers: Layer[] = ['statute', 'recall', 'warranty', 'contract', 'goodwill']
const covers: CoverKind[] = ['part', 'labour', 'travel', 'consumable', 'rental', 'other']
const confidences: Confidence[] = ['high', 'medium', 'low']

export type RuleProps = { rule: Rule; onChange: (rule: Rule) => void }

/** One rule in fields. What stands in none of them keeps as it is. */
export function RuleFields(props: RuleProps) {
  const { t } = useTranslation('packs')
  const { rule, onChange } = props
  return (
    <div className={styles.stack}>
      <Identity {...props} />
      <TermFields {...props} />
      <StartFields {...props} />
      <ExtensionFields
        label={t('rule.extensions')}
        by={rule.id}
        extensions={rule.extensions ?? []}
        onChange={(extensions) => onChange(withField(rule, ['extensions'], extensions))}
      />
      <ConditionFields label={t('rule.when')} condition={rule.when} onChange={(when) => onChange({ ...rule, when })} />
      <ConditionFields
        label={t('rule.scope')}
        condition={rule.scope ?? always}
        onChange={(scope) => onChange(withField(rule, ['scope'], isAlways(scope) ? undefined : scope))}
      />
      <PresumptionFields {...props} />
      <Gives {...props} />
      <RemedyFields {...props} />
      <Source {...props} />
      <Further rule={rule} />
    </div>
  )
}

function Identity({ rule, onChange }: RuleProps) {
  const { t } = useTranslation(['packs', 'entitlement'])
  const set = (path: string[], value: unknown) => onChange(withField(rule, path, value === '' ? undefined : value))
  const clause = (name: 'law' | 'article', value: string) =>
    onChange({ ...rule, clause: { law: '', article: '', ...rule.clause, [name]: value } })
  return (
    <>
      <TitleFields rule={rule} onChange={onChange} />
      <div className={styles.fields}>
        <Field label={t('rule.id')}>
          <Input
            value={rule.id}
            spellCheck={false}
            onChange={(event) => onChange({ ...rule, id: event.target.value })}
          />
        </Field>
        <Field label={t('rule.layer')}>
          <Select
            value={rule.layer}
            options={layers.map((value) => ({ value, label: t(`entitlement:layer.${value}`) }))}
            onChange={(layer) => onChange({ ...rule, layer })}
          />
        </Field>
        <Field label={t('rule.law')}>
          <Input value={rule.clause?.law} spellCheck={false} onChange={(event) => clause('law', event.target.value)} />
        </Field>
        <Field label={t('rule.article')}>
          <Input value={rule.clause?.article} onChange={(event) => clause('article', event.target.value)} />
        </Field>
        <Field label={t('rule.from')}>
          <DayField value={rule.from ?? null} onChange={(day) => set(['from'], day ?? '')} />
        </Field>
        <Field label={t('rule.to')}>
          <DayField value={rule.to ?? null} onChange={(day) => set(['to'], day ?? '')} />
        </Field>
        <Field label={t('rule.buyer')}>
          <Select
            allowClear
            placeholder={t('rule.anyBuyer')}
            value={rule.buyer ?? null}
            options={(['consumer', 'business'] as const).map((value) => ({
              value,
              label: t(`entitlement:buyer.${value}`),
            }))}
            onChange={(buyer) => set(['buyer'], buyer ?? '')}
          />
        </Field>
      </div>
    </>
  )
}

function Gives({ rule, onChange }: RuleProps) {
  const { t } = useTranslation(['packs', 'entitlement'])
  const say = useRuleText()
  const list = (name: 'components' | 'excludedComponents') => (
    <Field label={t(`rule.${name}`)}>
      <Tags
        value={rule[name]}
        say={say.part}
        onChange={(codes) => onChange(withField(rule, [name], codes.length > 0 ? codes : undefined))}
      />
    </Field>
  )
  return (
    <div className={styles.fields}>
      <Field label={t('rule.covers')} wide>
        <Select
          mode="multiple"
          value={rule.covers}
          options={covers.map((value) => ({ value, label: t(`entitlement:kind.${value}`) }))}
          onChange={(kinds) => onChange({ ...rule, covers: kinds })}
        />
      </Field>
      {list('components')}
      {list('excludedComponents')}
      <Checkbox
        className={styles.wide ?? ''}
        checked={rule.mainPartsOnly ?? false}
        onChange={(event) => onChange(withField(rule, ['mainPartsOnly'], event.target.checked || undefined))}
      >
        {t('rule.mainPartsOnly')}
      </Checkbox>
      <Field label={t('rule.sharePct')}>
        <Figure value={rule.sharePct} onChange={(share) => onChange(withField(rule, ['sharePct'], share))} />
      </Field>
    </div>
  )
}

function Source({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  return (
    <div className={styles.fields}>
      <Field label={t('rule.source')} wide>
        <Input
          value={rule.source.ref}
          onChange={(event) => onChange(withField(rule, ['source', 'ref'], event.target.value))}
        />
      </Field>
      <div className={styles.field}>
        <span>{t('rule.confidence')}</span>
        <Radio.Group
          value={rule.confidence}
          aria-label={t('rule.confidence')}
          options={confidences.map((value) => ({ value, label: t(`confidence.${value}`) }))}
          onChange={(event) => onChange({ ...rule, confidence: event.target.value as Confidence })}
        />
      </div>
      <div className={styles.field}>
        <span>{t('rule.source')}</span>
        <Radio.Group
          value={rule.source.kind}
          aria-label={t('rule.source')}
          options={(['found', 'memory'] as const).map((value) => ({ value, label: t(`rule.sourceKind.${value}`) }))}
          onChange={(event) => onChange(withField(rule, ['source', 'kind'], event.target.value))}
        />
      </div>
      <NoteFields rule={rule} onChange={onChange} />
    </div>
  )
}

/** What a reader has to know beside the rule, in the languages one has. */
function NoteFields({ rule, onChange }: RuleProps) {
  const { t } = useTranslation('packs')
  const note = typeof rule.note === 'string' ? { en: rule.note } : (rule.note ?? {})
  const set = (language: Language, text: string) => {
    const next = withField(note, [language], text || undefined)
    onChange(withField(rule, ['note'], Object.keys(next).length > 0 ? next : undefined))
  }
  return languages.map((language) => (
    <Field key={language} label={`${t('rule.note')} · ${languageNames[language]}`} wide>
      <Input.TextArea
        autoSize
        lang={language}
        value={(note as Partial<Record<Language, string>>)[language]}
        onChange={(event) => set(language, event.target.value)}
      />
    </Field>
  ))
}

/** What the form has no field for; the JSON view shows and changes it. */
const further = [
  'productClasses',
  'since',
  'exceptIn',
  'kind',
  'day',
  'whenKnown',
  'counts',
  'deduct',
  'alsoPaid',
] as const
const rare = ['damages', 'bar', 'floor'] as const
const withoutField: readonly (keyof Rule)[] = [...further, ...rare]

/** Says what else stands in the rule, so that nobody takes the form for the whole of it. */
function Further({ rule }: { rule: Rule }) {
  const { t } = useTranslation('packs')
  const { enumerated } = useFormat()
  const field = useFieldText()
  const names = withoutField.filter((name) => rule[name] !== undefined).map(field.name)
  return names.length > 0 && <p className={styles.note}>{t('rule.further', { names: enumerated(names) })}</p>
}
