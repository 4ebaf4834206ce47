import { minorOf } from '@aftercare/rules'
import { Button, FileInput, Select, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeNow } from '../data/clock.ts'
import { addExpense, type Expense } from '../data/day-sheet.ts'
import { compress } from '../data/pictures.ts'
import { NoRoom } from '../data/room.ts'
import type { Visit } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './day-sheet.module.css'

const KINDS: readonly Expense['kind'][] = ['parking', 'toll', 'fuel', 'ticket', 'meal', 'lodging', 'material', 'other']

/** What was paid: for what, how much, for which visit, with a photo of the receipt. */
export function ExpenseSheet({ visits, onClose }: { visits: Visit[]; onClose: () => void }) {
  const { t } = useTranslation(['field', 'field-work', 'common'])
  const store = useStore()
  const { dates } = useFormat()
  const lists = useFacts()?.priceLists ?? []
  const [kind, setKind] = useState<string>('')
  const [visitId, setVisitId] = useState(() => (visits.findLast((one) => one.enRouteAt) ?? visits[0])?.id ?? '')
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<File[]>([])
  const [trouble, setTrouble] = useState<'failed' | 'noRoom' | null>(null)
  const visit = visits.find((one) => one.id === visitId)
  const currency = lists.find((one) => one.country === visit?.request.country)?.currency ?? lists[0]?.currency ?? 'CNY'
  const amount = text.trim().replace(',', '.')
  const isAmount = /^\d{1,9}(\.\d{1,3})?$/.test(amount) && Number(amount) > 0
  const keep = async () => {
    if (!visit) return
    try {
      const mark = `${visit.number} ${dates(visit.timeZone).dayTime(timeNow())}`
      const receipt = photos[0] ? await compress(photos[0], mark) : null
      const paid = { kind: kind as Expense['kind'], minor: minorOf(amount, currency), currency }
      await addExpense(store, visit.id, { ...paid, note: note.trim(), receipt })
      onClose()
    } catch (error) {
      setTrouble(error instanceof NoRoom ? 'noRoom' : 'failed')
    }
  }
  return (
    <Sheet
      open
      title={t('expense.add')}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={!isAmount || kind === '' || !visit} onClick={() => void keep()}>
          {t('common:do.save')}
        </Button>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('expense.kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t(`field-work:expense.${value}`) }))}
        />
        <TextField label={t('expense.amount', { currency })} inputMode="decimal" value={text} onChange={setText} />
        <Select
          label={t('expense.visit')}
          value={visitId}
          onChange={setVisitId}
          options={visits.map((one) => ({ value: one.id, label: one.customer?.name ?? one.number }))}
        />
        <TextField label={t('common:note')} optional value={note} onChange={setNote} maxLength={150} />
        <FileInput
          label={t('expense.receipt')}
          files={photos}
          onChange={setPhotos}
          accept="image/*"
          maxFiles={1}
          camera
        />
        {trouble && <p role="alert">{t(`photo.${trouble}`)}</p>}
      </div>
    </Sheet>
  )
}
