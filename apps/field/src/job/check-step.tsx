import { askedSteps, type ChecklistFacts, type ChecklistItem } from '@aftercare/rules'
import { Button } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import { Bottom } from './bottom.tsx'
import { CheckItem } from './check-item.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { NoAccessSheet } from './no-access-sheet.tsx'
import { PhotoStrip } from './photo-strip.tsx'

const GROUPS = ['safety', 'etiquette', 'measurement', 'work'] as const

export const itemsOf = (visit: Visit): ChecklistItem[] => (visit.checklist?.items ?? []) as ChecklistItem[]
export const checkFacts = ({ report, photos, asset }: Visit): ChecklistFacts => ({
  ...{ answers: report.answers, photos, model: asset?.model.code ?? null },
})

/** The step of the list that asks for such a photo; photos for it count for the list. */
export const photoItem = (visit: Visit, kind: 'before' | 'after') =>
  itemsOf(visit).find((item) => item.type === 'photo' && item.key.includes(kind))?.key

/** At the door and at the machine: safety and courtesy first, photos before anything is touched. */
export function CheckStep({ kept: { visit }, go }: StepProps) {
  const { t } = useTranslation('field')
  const [noAccess, setNoAccess] = useState(false)
  return (
    <>
      <Checklist visit={visit} />
      {!photoItem(visit, 'before') && (
        <section className={styles.card}>
          <PhotoStrip visit={visit} kind="before" />
        </section>
      )}
      <Bottom>
        {visit.status === 'on_site' && (
          <Button kind="quiet" block onClick={() => setNoAccess(true)}>
            {t('job.noAccess')}
          </Button>
        )}
        <Button kind="primary" block onClick={() => go(visit.status === 'working' ? 'work' : 'price')}>
          {t(visit.status === 'working' ? 'job.backToWork' : 'job.toPrice')}
        </Button>
      </Bottom>
      <NoAccessSheet visit={visit} open={noAccess} onClose={() => setNoAccess(false)} />
    </>
  )
}

/** The whole list by groups, with how much of it is done. It may be finished any time before the end. */
export function Checklist({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'field-work'])
  const steps = askedSteps(itemsOf(visit), checkFacts(visit))
  const done = steps.filter((one) => one.state !== 'open' && !one.isOpen).length
  return (
    <section className={styles.card} aria-label={t('check.title')}>
      <div className={styles.row}>
        <h2 className={styles.title}>{t('check.title')}</h2>
        <span className={styles.quiet}>{t('check.progress', { done, all: steps.length })}</span>
      </div>
      {GROUPS.map((group) => {
        const of = steps.filter((one) => one.item.group === group)
        if (of.length === 0) return null
        return (
          <section key={group} className={styles.list} aria-label={t(`field-work:group.${group}`)}>
            <h3 className={styles.quiet}>{t(`field-work:group.${group}`)}</h3>
            {of.map((one) => (
              <CheckItem key={one.item.key} visit={visit} standing={one} />
            ))}
          </section>
        )
      })}
    </section>
  )
}
