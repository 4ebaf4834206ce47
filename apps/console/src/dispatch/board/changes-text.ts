import type { FieldChange } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'
import type { Board } from './board-data.ts'

const WORDS: Record<string, string> = {
  technicianId: 'column.technician',
  startsAt: 'column.startsAt',
  endsAt: 'column.endsAt',
  status: 'column.status',
}

/** What somebody else changed meanwhile, field by field: what it is now, and what we wanted. */
export function useChangesText(board: () => Board | undefined): (changes: readonly FieldChange[]) => string {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { dates } = useFormat()
  const shown = (field: string, value: unknown): string => {
    const now = board()
    if (field === 'technicianId') return now?.technicians.find((one) => one.id === value)?.name ?? '–'
    if (field === 'status') return word(`status.${value}`)
    return dates(now?.zone ?? 'UTC').dayTime(String(value))
  }
  return (changes) => {
    const lines = changes
      .filter(({ field }) => field in WORDS)
      .map(({ field, theirs, yours }) => {
        const values = { field: word(WORDS[field]!), theirs: shown(field, theirs) }
        if (String(theirs) === String(yours)) return t('board.changedTo', values)
        return t('board.changedToNot', { ...values, yours: shown(field, yours) })
      })
    const { by, at } = changes[0]!
    return [t('board.changedBy', { by: by ?? '', when: dates(board()?.zone ?? 'UTC').dayTime(at) }), ...lines].join(
      ' · ',
    )
  }
}
