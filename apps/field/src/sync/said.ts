import type { ChecklistAnswer } from '@aftercare/rules'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import { useFacts, useVisit } from '../data/use-store.ts'
import { itemsOf } from '../job/check-step.tsx'

const NONE = '–'

/** What a field of a visit says, as people read it: codes by their names, a checklist step by step. */
export function useSaid(visitId: string): (field: string, value: unknown) => string {
  const { t } = useTranslation(['field', 'dispatch', 'field-sync', 'field-work'])
  const name = useName()
  const codes = useFacts()?.failureCodes ?? []
  const visit = useVisit(visitId)?.visit
  const answer = ([key, given]: [string, ChecklistAnswer | undefined]) => {
    const item = visit && itemsOf(visit).find((one) => one.key === key)
    const chosen = item?.choices?.find((one) => one.value === given?.value)
    const isChecked = item?.type === 'check' && typeof given?.value === 'boolean'
    const said = isChecked
      ? t(given.value ? 'field-work:checked.yes' : 'field-work:checked.no')
      : chosen && name(chosen.label)
    const value = said ?? plain(given?.value ?? given?.skipped)
    return t('field-sync:said', { what: item ? name(item.label) : key, value })
  }
  const plain = (value: unknown): string => {
    if (value === null || value === undefined || value === '' || value === false) return NONE
    if (value === true) return '✓'
    return String(value)
  }
  return (field, value) => {
    if (typeof value === 'object' && value !== null)
      return (
        Object.entries(value as Record<string, ChecklistAnswer>)
          .map(answer)
          .join('; ') || NONE
      )
    if (field === 'status') return t(`dispatch:status.${value as 'done'}`)
    const code = field.endsWith('Code') ? codes.find((one) => one.code === value) : undefined
    return code ? name(code.name) : plain(value)
  }
}
