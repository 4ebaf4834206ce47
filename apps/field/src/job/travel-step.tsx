import { Button, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tap } from '../data/changes.ts'
import { useName } from '../data/names.ts'
import { whereNow } from '../data/pictures.ts'
import { useStore } from '../data/use-store.ts'
import { placeOf } from '../today/job-card.tsx'
import { Bottom } from './bottom.tsx'
import { ContactLinks } from './contact-links.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { NoAccessSheet } from './no-access-sheet.tsx'

/** Before the door: what it is about and how to get there. */
export function TravelStep({ kept: { visit }, go }: StepProps) {
  const { t } = useTranslation(['field', 'field-job'])
  const { countedParts, dates, enumerated } = useFormat()
  const store = useStore()
  const name = useName()
  const [busy, setBusy] = useState(false)
  const [noAccess, setNoAccess] = useState(false)
  const isOnWay = visit.status === 'en_route'
  const move = async () => {
    setBusy(true)
    // Not kept: the button is there again.
    await tap(store, visit.id, isOnWay ? 'on_site' : 'en_route', whereNow()).finally(() => setBusy(false))
    if (isOnWay) go('check')
  }
  // What was taken along before the server said it does not have it.
  const mates = visit.mates ?? []
  const parts = countedParts(visit.pickUp?.parts ?? [])
  const time = visit.pickUp && dates(visit.timeZone).times(visit.pickUp.from, visit.pickUp.to)
  const collected = t('pickUp.rowText', { parts, time, place: visit.pickUp?.place.name })
  const facts = [
    { label: t('job.where'), value: placeOf(visit) || t('job.noAddress') },
    {
      label: t('job.who'),
      value: [visit.contact?.name ?? visit.customer?.name, visit.contact?.phone ?? visit.customer?.phone]
        .filter(Boolean)
        .join(' · '),
    },
    { label: t('job.request'), value: visit.request.number },
    ...(visit.asset
      ? [{ label: t('job.product'), value: `${name(visit.asset.model.name)} · ${visit.asset.serial}` }]
      : []),
    ...(visit.pickUp ? [{ label: t('pickUp.row'), value: collected }] : []),
    ...(mates.length > 0 ? [{ label: t('field-job:crew.with'), value: enumerated(mates) }] : []),
    ...(visit.workOrder.instructions ? [{ label: t('job.instructions'), value: visit.workOrder.instructions }] : []),
  ]
  return (
    <>
      {visit.request.isSafety && <p className={styles.error}>{t('job.safety')}</p>}
      <section className={styles.card}>
        <h2 className={styles.title}>{visit.request.title}</h2>
        {visit.request.words && !saysTheSame(visit.request.words, visit.request.title) && (
          <p className={styles.words} lang={visit.request.wordsLanguage ?? undefined}>
            {visit.request.words}
          </p>
        )}
        <Facts facts={facts} />
        <ContactLinks visit={visit} />
      </section>
      <Bottom>
        {isOnWay && (
          <Button kind="quiet" block onClick={() => setNoAccess(true)}>
            {t('job.noAccess')}
          </Button>
        )}
        <Button kind="primary" block busy={busy} onClick={() => void move()}>
          {t(isOnWay ? 'job.arrive' : 'job.setOut')}
        </Button>
      </Bottom>
      <NoAccessSheet visit={visit} open={noAccess} onClose={() => setNoAccess(false)} />
    </>
  )
}

/** A short report became the title as it was: once is enough. */
const saysTheSame = (words: string, title: string) => bare(words) === bare(title)
const bare = (text: string) => text.replace(/[\p{P}\s]+$/u, '')
