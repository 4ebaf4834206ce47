import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tap } from '../data/changes.ts'
import { whereNow } from '../data/pictures.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { PhotoStrip } from './photo-strip.tsx'

const WHY = ['nobody', 'refused', 'wrong_address', 'unsafe'] as const

/** Nobody opens: why, a photo of the door as proof, and the job goes back to planning. */
export function NoAccessSheet({ visit, open, onClose }: { visit: Visit; open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['field', 'field-job'])
  const store = useStore()
  const [why, setWhy] = useState('')
  const [note, setNote] = useState('')
  const finish = async () => {
    const said = [t(`noAccess.${why as (typeof WHY)[number]}`), note.trim()].filter(Boolean).join(': ')
    await tap(store, visit.id, 'no_access', whereNow(), said)
    onClose()
  }
  return (
    <Sheet
      open={open}
      title={t('noAccess.title')}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={why === ''} onClick={() => void finish()}>
          {t('noAccess.finish')}
        </Button>
      }
    >
      <div style={{ display: 'grid', gap: 16 }}>
        <Select
          label={t('noAccess.why')}
          value={why}
          onChange={setWhy}
          options={WHY.map((value) => ({ value, label: t(`noAccess.${value}`) }))}
        />
        <TextField label={t('noAccess.note')} optional value={note} onChange={setNote} rows={2} maxLength={150} />
        <PhotoStrip visit={visit} kind="other" label={t('field-job:noAccess.photo')} />
      </div>
    </Sheet>
  )
}
