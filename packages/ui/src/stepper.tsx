import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import styles from './stepper.module.css'

export type Step = { key: string; label: string }

/** Where we are in a chain of steps. Steps already done can be opened again when `onOpen` is given. */
export function Stepper({ steps, now, onOpen }: { steps: Step[]; now: string; onOpen?: (key: string) => void }) {
  const { t } = useTranslation('common')
  const at = steps.findIndex((step) => step.key === now)
  return (
    <ol className={styles.steps} aria-label={t('stepper.label')}>
      {steps.map((step, index) => {
        const place = index < at ? 'done' : index === at ? 'now' : 'ahead'
        const mark = (
          <span className={styles.mark}>{place === 'done' ? <Icon name="check" size={14} /> : index + 1}</span>
        )
        return (
          <li
            key={step.key}
            className={styles.step}
            data-place={place}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            {onOpen && place === 'done' ? (
              <button type="button" className={styles.open} onClick={() => onOpen(step.key)}>
                {mark}
                <span className={styles.label}>{step.label}</span>
              </button>
            ) : (
              <span className={styles.open}>
                {mark}
                <span className={styles.label}>{step.label}</span>
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
