import { EmptyState, Facts, Sheet } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import { recallsOf } from '../data/recalls.ts'
import type { Visit } from '../data/store.ts'
import { RecallText } from '../recalls/recall-text.tsx'
import { BlockedParts } from './blocked-parts.tsx'
import { CoverReason } from './cover-reason.tsx'
import styles from './job.module.css'

/** The product: what is in it, what was done before, and why it is covered. */
export function AssetSheet({ visit, open, onClose }: { visit: Visit; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('field')
  return (
    <Sheet open={open} title={t('job.product')} onClose={onClose}>
      {visit.asset ? <AssetBody visit={visit} asset={visit.asset} /> : <EmptyState title={t('cover.noProduct')} />}
    </Sheet>
  )
}

function AssetBody({ visit, asset }: { visit: Visit; asset: NonNullable<Visit['asset']> }) {
  const { t } = useTranslation('field')
  const name = useName()
  const partName = usePartName()
  const { calendarDay, dates, numbers } = useFormat()
  const { day } = dates(visit.timeZone)
  const facts = [
    { label: t('asset.model'), value: name(asset.model.name) },
    { label: t('asset.serial'), value: asset.serial },
    ...(asset.soldOn ? [{ label: t('asset.sold'), value: calendarDay(asset.soldOn) }] : []),
    ...(asset.installedOn ? [{ label: t('asset.installed'), value: calendarDay(asset.installedOn) }] : []),
    ...asset.meters.slice(0, 1).map((one) => ({
      label: t('asset.meter'),
      value: `${numbers.whole(one.value)} · ${t(`meter.${one.kind}`)} · ${day(one.at)}`,
    })),
  ]
  return (
    <div className={styles.list}>
      {recallsOf(visit).map((one) => (
        <RecallText key={one.id} recall={one} />
      ))}
      <BlockedParts visit={visit} />
      <Facts facts={facts} />
      <CoverReason visit={visit} />
      <h3 className={styles.title}>{t('asset.components')}</h3>
      {asset.components.length === 0 && <p className={styles.quiet}>{t('asset.noComponents')}</p>}
      {asset.components.map((one) => (
        <p key={one.id} className={one.removedAt ? styles.quiet : undefined}>
          {partName(one.position)} · {one.partNumber} {one.serial ?? ''} ·{' '}
          {t(one.removedAt ? 'asset.removedOn' : 'asset.fittedOn', { day: day(one.removedAt ?? one.fittedAt) })}
        </p>
      ))}
      <h3 className={styles.title}>{t('asset.history')}</h3>
      {asset.history.length === 0 && <p className={styles.quiet}>{t('asset.noHistory')}</p>}
      {asset.history.map((one) => (
        <div key={one.requestId} className={styles.card}>
          <strong>{one.title}</strong>
          <span className={styles.quiet}>
            {one.number} · {day(one.openedAt)}
          </span>
          {one.workDone && <span>{one.workDone}</span>}
        </div>
      ))}
    </div>
  )
}
