import { isProblem } from '@aftercare/api'
import { FileInput, TextField, useToast } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeNow } from '../data/clock.ts'
import { foundHere } from '../data/genuine-here.ts'
import { newId } from '../data/ids.ts'
import { whereNow } from '../data/pictures.ts'
import type { Store } from '../data/store.ts'
import type { NewLine } from '../data/sums.ts'
import { uploadFile } from '../data/upload.ts'
import { useStore } from '../data/use-store.ts'
import { api } from '../shell/api.ts'
import styles from './job.module.css'

type Refused = {
  verdict: string
  details: Record<string, unknown>
  mayBeKept: boolean
  number: string
  /** Without a network: by what was taken along. */
  isByPhone?: boolean
}

/**
 * Holds the number of a part against its chain before the line is kept. Without a network the phone refuses what it knows
 * something against; the rest the server checks when it hears of it. Which of both it was is said.
 */
export function usePartCheck(visitId: string) {
  const { t } = useTranslation('field-job')
  const store = useStore()
  const toast = useToast()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [photos, setPhotos] = useState<File[]>([])
  const [reason, setReason] = useState('')
  const isGenuine = async (line: NewLine): Promise<boolean> => {
    const { code, partSerial, partBatch } = line
    if (!code || !(partSerial || partBatch)) return true
    try {
      const fileIds = await Promise.all(photos.map((photo) => uploadFile(photo, photo.name)))
      const { data } = await api.PUT('/api/v1/visits/{id}/part-checks/{checkId}', {
        params: { path: { id: visitId, checkId: newId() } },
        body: {
          ...{ code, fileIds, at: timeNow(), ...(await whereNow()) },
          ...(partSerial ? { serial: partSerial } : { batch: partBatch ?? '' }),
          ...(reason.trim() && { reason: reason.trim() }),
        },
      })
      if (!data || data.isAccepted) {
        toast({ text: t('genuine.byServer', { number: partSerial ?? partBatch }) })
        return true
      }
      setRefused(data)
      return false
    } catch (error) {
      if (!isProblem(error) || (error.status > 0 && error.status < 500)) throw error
      const found = await foundOn(store, line)
      if (found) setRefused({ ...found, mayBeKept: false, number: partSerial ?? partBatch ?? '', isByPhone: true })
      else toast({ text: t('genuine.byPhone', { number: partSerial ?? partBatch }) })
      return !found
    }
  }
  return { refused, isGenuine, photos, setPhotos, reason, setReason }
}

async function foundOn(store: Store, line: NewLine) {
  const visits = (await store.visits.toArray()).map((one) => one.visit)
  return foundHere(line, { visits, van: (await store.facts.get('day'))?.van })
}

/** Why a part was refused, a photo that proves what was seen, and, where the company allows it, why it is fitted all the same. */
export function RefusedPart({ check, number }: { check: ReturnType<typeof usePartCheck>; number: string }) {
  const { t } = useTranslation(['field', 'field-job'])
  const say = useSay()
  const { refused } = check
  const said = useRef<HTMLElement>(null)
  // Below all the fields of the line: whoever saved would else see nothing happen.
  useEffect(() => {
    if (refused) said.current?.scrollIntoView({ block: 'nearest' })
  }, [refused])
  // Another number is another part: nobody has refused it yet.
  if (refused?.number !== number.trim()) return null
  return (
    <section ref={said} className={styles.warn} role="alert">
      <h3 className={styles.title}>{t('genuine.refused')}</h3>
      <p>{say(`errors:parts.not_genuine.${refused.verdict}` as WordKey, refused.details)}</p>
      <p>{t(refused.isByPhone ? 'field-job:genuine.refusedByPhone' : 'field-job:genuine.refusedByServer')}</p>
      <FileInput
        label={t('genuine.photo')}
        hint={t('genuine.photoHint')}
        files={check.photos}
        onChange={check.setPhotos}
        accept="image/*"
        maxFiles={3}
        camera
      />
      {refused.mayBeKept && (
        <TextField
          label={t('genuine.reason')}
          hint={t('genuine.reasonHint')}
          value={check.reason}
          onChange={check.setReason}
          maxLength={200}
        />
      )}
    </section>
  )
}
