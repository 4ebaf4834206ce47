import { useTranslation } from 'react-i18next'
import styles from './amount.module.css'
import { Icon } from './icon.tsx'

type AmountProps = { label: string; value: number; onChange: (value: number) => void; min?: number; max?: number }

/** A small count changed by thumb: how many parts, how many hours. */
export function Amount({ label, value, onChange, min = 0, max = 999 }: AmountProps) {
  const { t } = useTranslation('common')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and a legend around three small controls
    <div className={styles.amount} role="group" aria-label={label}>
      <button type="button" aria-label={t('do.decrease')} disabled={value <= min} onClick={() => onChange(value - 1)}>
        <Icon name="minus" />
      </button>
      <output className={styles.value}>{value}</output>
      <button type="button" aria-label={t('do.increase')} disabled={value >= max} onClick={() => onChange(value + 1)}>
        <Icon name="plus" />
      </button>
    </div>
  )
}
