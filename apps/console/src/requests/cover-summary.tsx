import type { components } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WarrantyBars } from '../entitlement/warranty-bars.tsx'
import { Why } from '../entitlement/why.tsx'
import styles from './cover-summary.module.css'

type Cover = components['schemas']['Cover']

/** Until when somebody else pays, and at a click the whole reasoning. */
export function CoverSummary({ cover }: { cover: Cover }) {
  const { t } = useTranslation(['requests', 'entitlement'])
  const { calendarDay } = useFormat()
  const [open, setOpen] = useState(false)
  const reasons = useId()
  const until = cover.summary.coveredUntil
  return (
    <div className={styles.summary}>
      {until && (
        <p className={styles.until}>
          {until.end ? t('covered.until', { day: calendarDay(until.end) }) : t('covered.noEnd')}
          <span className={styles.quiet}>
            {t(`entitlement:layer.${until.layer}`)}
            {until.daysLeft !== null && ` · ${t('covered.daysLeft', { count: until.daysLeft })}`}
          </span>
        </p>
      )}
      <div>
        <Button size="small" aria-expanded={open} aria-controls={reasons} onClick={() => setOpen(!open)}>
          {t(open ? 'entitlement:cover.whyHide' : 'entitlement:cover.why')}
        </Button>
      </div>
      <div id={reasons} className={styles.summary}>
        {open && (
          <>
            <WarrantyBars coverage={cover.decision.coverage} at={cover.decision.at} />
            <Why cover={cover} />
          </>
        )}
      </div>
    </div>
  )
}
