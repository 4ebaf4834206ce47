import { isProblem } from '@aftercare/api'
import { FileInput, TextField } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeNow } from '../data/clock.ts'
import { newId } from '../data/ids.ts'
import { whereNow } from '../data/pictures.ts'
import type { NewLine } from '../data/sums.ts'
import { uploadFile } from '../data/upload.ts'
import { api } from '../shell/api.ts'
import styles from './job.module.css'

type Refused = { verdict: string; details: Record<string, unknown>; mayBeKept: boolean; number: string }

/**
 * Holds the number of a part against its chain before the line is kept. Without a network the part is taken as it is: the
 * server checks it when it hears of it.
 */
export function usePartCheck(visitId: string) {
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
      if (!data || data.isAccepted) return true
      setRefused(data)
      return false
    } catch (error) {
      if (isProblem(error) && (error.status === 0 || error.status >= 500)) return true
      throw error
    }
  }
  return { refused, isGenuine, photos, setPhotos, reason, setReason }
}

/** Why a part was refused, a photo that proves what was seen, and, where the company allows it, why it is fitted all the same. */
export function RefusedPart({ check, number }: { check: ReturnType<typeof usePartCheck>; number: string }) {
  const { t } = useTranslation('field')
  const say = useSay()
  const { refused } = check
  // Another number is another part: nobody has refused it yet.
  if (refused?.number !== number.trim()) return null
  return (
    <section className={styles.warn} role="alert">
      <h3 className={styles.title}>{t('genuine.refused')}</h3>
      <p>{say(`errors:parts.not_genuine.${refused.verdict}` as WordKey, refused.details)}</p>
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
