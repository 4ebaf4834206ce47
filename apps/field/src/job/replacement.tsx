import { REPLACE_REASONS } from '@aftercare/rules'
import { Select } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { tellReplacement } from '../data/changes.ts'
import { useName } from '../data/names.ts'
import type { PriceList, Visit, WorkLine } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './job.module.css'

export type ReplaceReason = NonNullable<WorkLine['replaceReason']>

/** What is known of a part beside its price: whether it must be scanned, and what mends it instead. */
export function useDuty(code: string) {
  return useFacts()?.partDuties?.find((one) => one.code.toLowerCase() === code.trim().toLowerCase())
}

type ReasonProps = { label: string; value: ReplaceReason | ''; onChange: (reason: ReplaceReason) => void }

export function ReasonField({ label, value, onChange }: ReasonProps) {
  const { t } = useTranslation(['field', 'field-work'])
  return (
    <Select
      label={label}
      value={value}
      onChange={(chosen) => onChange(chosen as ReplaceReason)}
      options={REPLACE_REASONS.map((one) => ({ value: one, label: t(`field-work:replaceReason.${one}`) }))}
    />
  )
}

/** What mending it would cost, beside what the new one does. */
export function RepairBeside({ list, code }: { list: PriceList; code: string }) {
  const { t } = useTranslation('field')
  const { money } = useFormat()
  const name = useName()
  const duty = useDuty(code)
  const repair = list.prices.find((one) => one.code === duty?.repairCode)
  const part = list.prices.find((one) => one.code === code)
  if (!repair || !part) return null
  const amount = (minor: string) => money({ minor, currency: list.currency })
  return (
    <p className={styles.quiet}>
      {t('line.repairInstead', { repair: name(repair.name), costs: amount(repair.minor), part: amount(part.minor) })}
    </p>
  )
}

/** Lines that must still say why: those of a quotation, or of an older app. */
export const unexplained = (visit: Visit) =>
  visit.lines.filter((line) => line.kind === 'part' && line.source !== 'customers_own' && !line.replaceReason)

export function WhyReplaced({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const open = unexplained(visit)
  if (open.length === 0) return null
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{t('line.whyTitle')}</h2>
      {open.map((line) => (
        <ReasonField
          key={line.id}
          label={line.name}
          value=""
          onChange={(reason) => void tellReplacement(store, visit.id, line.id, reason)}
        />
      ))}
    </section>
  )
}
