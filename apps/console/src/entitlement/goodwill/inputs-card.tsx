import type { components } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from '../panel.module.css'

type Inputs = components['schemas']['GoodwillInputs'] & { maintenance?: string; priorComplaints?: number }

/** What speaks for goodwill, read from what we know. */
export function InputsCard({ inputs }: { inputs: Inputs }) {
  const { t } = useTranslation(['goodwill', 'entitlement'])
  const { calendarDay, numbers, language } = useFormat()
  const over = [
    inputs.daysOver !== null && t('inputs.over', { count: inputs.daysOver }),
    inputs.kmOver !== null && t('inputs.kmOver', { km: numbers.whole(inputs.kmOver) }),
  ].filter((one) => one !== false)
  const kinds = inputs.paidKinds.map((kind) => t(`entitlement:kind.${kind}`))
  const facts = [
    { label: t('inputs.overLabel'), value: over.join(' · ') || t('inputs.notOver') },
    ...(inputs.customerSince ? [{ label: t('inputs.customerSince'), value: calendarDay(inputs.customerSince) }] : []),
    { label: t('inputs.productsOwned'), value: numbers.whole(inputs.productsOwned) },
    { label: t('inputs.repairs'), value: numbers.whole(inputs.repairs) },
    ...(inputs.maintenance
      ? [{ label: t('inputs.maintenance'), value: t(`maintenance.${inputs.maintenance as 'complete'}`) }]
      : []),
    ...(inputs.priorComplaints
      ? [{ label: t('inputs.complaints'), value: numbers.whole(inputs.priorComplaints) }]
      : []),
  ]
  return (
    <Card title={t('inputs.title')}>
      <Facts facts={facts} />
      {kinds.length > 0 && (
        <p className={styles.note}>
          {t('inputs.paid', { kinds: new Intl.ListFormat(language, { type: 'conjunction' }).format(kinds) })}
        </p>
      )}
    </Card>
  )
}
