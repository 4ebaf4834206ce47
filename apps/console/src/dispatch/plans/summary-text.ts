import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Summary } from './plan-data.ts'

/** A plan in one sentence: which promises it moves, what it saves, how many more jobs it places. */
export function useSummaryText(): (figures: Summary['figures']) => string {
  const { t } = useTranslation('dispatch')
  const { numbers, span } = useFormat()
  return ({ promisesMoved, mostMovedMinutes, savedKm, placed, unplaced, stuck, movedVisits }) => {
    const most = span(mostMovedMinutes * 60_000)
    const km = numbers.decimal(Math.abs(savedKm), 0)
    const parts = [
      promisesMoved === 0 ? t('plans.noPromise') : t('plans.promises', { count: promisesMoved, most }),
      movedVisits > 0 && t('plans.moves', { count: movedVisits }),
      Math.round(savedKm) !== 0 && t(savedKm > 0 ? 'plans.savesKm' : 'plans.costsKm', { km }),
      placed > 0 && t('plans.places', { count: placed }),
      unplaced > 0 && t('plans.unplaces', { count: unplaced }),
      stuck > 0 && t('plans.stuck', { count: stuck }),
    ]
    return parts.filter(Boolean).join(' · ')
  }
}
