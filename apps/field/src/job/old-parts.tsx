import { oldPartCode } from '@aftercare/rules'
import { Button, saveFile } from '@aftercare/ui'
import { currentLanguage, useFormat } from '@aftercare/words/web'
import { create } from 'qrcode'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeNow } from '../data/clock.ts'
import { useName } from '../data/names.ts'
import { type OldPart, oldPartsHere } from '../data/old-parts.ts'
import type { Visit } from '../data/store.ts'
import { useFacts } from '../data/use-store.ts'
import { call } from '../shell/api.ts'
import job from './job.module.css'
import styles from './old-parts.module.css'

type Props = { visit: Visit; isTold: boolean }

/** The old parts to take along: the number to write on each while it is in the hand, its code, and the day it must be back. */
export function OldParts({ visit, isTold }: Props) {
  const { t } = useTranslation('field')
  const facts = useFacts()
  if (!facts) return null
  // Absent in a visit kept by an older app.
  const old = isTold ? (visit.oldParts ?? []) : oldPartsHere(visit, facts, visit.finishedAt ?? timeNow())
  if (old.length === 0) return null
  return (
    <section className={job.card}>
      <h2 className={job.title}>{t('oldParts.title', { count: old.length })}</h2>
      <p className={job.quiet}>{t('oldParts.hint')}</p>
      <ul className={styles.list}>
        {old.map((one) => (
          <Label key={one.id} old={one} />
        ))}
      </ul>
      {isTold && <Print ids={old.map((one) => one.id)} />}
    </section>
  )
}

function Label({ old }: { old: OldPart }) {
  const { t } = useTranslation('field')
  const { calendarDay } = useFormat()
  const name = useName()
  return (
    <li className={styles.label}>
      <Code text={oldPartCode(old.label)} />
      <span>
        <strong className={styles.number}>{old.label}</strong>
        <span className={styles.what}>
          {name(old.name)} <span className={job.quiet}>{old.part}</span>
        </span>
        {old.serial && <span className={styles.what}>{t('oldParts.serial', { serial: old.serial })}</span>}
        {old.dueOn && <span className={styles.due}>{t('oldParts.due', { day: calendarDay(old.dueOn) })}</span>}
      </span>
    </li>
  )
}

/** Four light squares round it: readers need them. */
const MARGIN = 4

function Code({ text }: { text: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * MARGIN
  const dark: string[] = []
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) dark.push(`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`)
  return (
    <svg className={styles.code} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={text}>
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function Print({ ids }: { ids: string[] }) {
  const { t } = useTranslation('field')
  const [failed, setFailed] = useState(false)
  const print = async () => {
    try {
      const body = { form: 'label_70x40' as const, language: currentLanguage(), oldPartIds: ids }
      await saveFile(await call('POST', '/api/v1/old-part-labels', { body }), 'old-parts.pdf')
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      <Button block onClick={() => void print()}>
        {t('oldParts.print')}
      </Button>
      {failed && <p role="alert">{t('oldParts.noPrint')}</p>}
    </>
  )
}
