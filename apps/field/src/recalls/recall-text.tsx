import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { OpenRecall } from '../data/recalls.ts'
import { useVan } from '../data/use-store.ts'
import { KindOf } from './kind-of.tsx'
import styles from './recalls.module.css'

/** The whole of it: why, what the customer is to be told, what is to be done, and with which parts. */
export function RecallText({ recall }: { recall: OpenRecall }) {
  const { t } = useTranslation('field-job')
  const name = useName()
  const { calendarDay, numbers } = useFormat()
  return (
    <div className={styles.text}>
      <div className={styles.head} data-danger={recall.isSafety || recall.stopUse || undefined}>
        <KindOf recall={recall} />
        <strong className={styles.title}>{name(recall.title)}</strong>
        {recall.hazard && <p>{name(recall.hazard)}</p>}
      </div>
      {(recall.stopUse || recall.advice) && (
        <Part title={t('recall.tell')}>
          {recall.stopUse && <p>{t('recall.stopUseSay')}</p>}
          {recall.advice && <p>{name(recall.advice)}</p>}
        </Part>
      )}
      <Part title={t('recall.todo')}>
        <p>{name(recall.remedy)}</p>
        {recall.minutes !== null && <p>{t('recall.minutes', { minutes: numbers.whole(recall.minutes) })}</p>}
      </Part>
      {recall.parts.length > 0 && (
        <Part title={t('recall.parts')}>
          <Parts recall={recall} />
        </Part>
      )}
      <p className={styles.quiet}>{t('recall.since', { day: calendarDay(recall.announcedOn) })}</p>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  )
}

/** Each with what of it lies in the van: whoever has none says so now, not after the machine is open. */
function Parts({ recall }: { recall: OpenRecall }) {
  const { t } = useTranslation('field-job')
  const { numbers } = useFormat()
  const amount = (count: number) => (Number.isInteger(count) ? numbers.whole(count) : numbers.decimal(count, 2))
  const name = useName()
  const van = useVan()
  return (
    <ul className={styles.parts}>
      {recall.parts.map((part) => {
        const left = van?.stock.find((one) => one.code.toLowerCase() === part.number.toLowerCase())?.left ?? 0
        const isThere = left >= Number(part.quantity)
        return (
          <li key={part.number}>
            <span>
              {amount(Number(part.quantity))} × {name(part.name)} <small>{part.number}</small>
            </span>
            {van && (
              <span className={styles.stock} data-there={isThere}>
                <Icon name={isThere ? 'check' : 'warning'} size={16} />
                {left > 0 ? t('recall.inVan', { left: amount(left) }) : t('recall.notInVan')}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
