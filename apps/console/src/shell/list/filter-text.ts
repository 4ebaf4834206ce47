import { useFormat, useSay } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import type { Filter } from './define-list.ts'
import { dayOf, lastDayOf } from './zone-day.ts'

/** What a filter says in its chip: the first value by name and how many more, or a range. */
export function useFilterText(filter: Filter | undefined, value: string): string {
  const { t } = useTranslation(['console', 'common'])
  const say = useSay()
  const names = useNames(filter, value)
  const range = useRangeText()
  if (filter === undefined || value === '') return ''
  const list = (texts: string[]) =>
    texts.length > 2 ? t('list.filterMore', { first: texts[0], more: texts.length - 1 }) : texts.join(' · ')
  const nameOf = (one: string, named: string | undefined) => (one === 'none' ? t('common:none') : (named ?? '…'))
  switch (filter.kind) {
    case 'choice':
      return list(
        value.split(',').map((one) => {
          const choice = filter.choices.find((each) => each.value === one)
          return nameOf(one, choice && say(choice.label))
        }),
      )
    case 'lookup':
      return list(value.split(',').map((one) => nameOf(one, names.find((named) => named.value === one)?.label)))
    case 'yesNo':
      return t(value === 'true' ? 'common:yes' : 'common:no')
    case 'text':
      return value
    default:
      return value === 'none' ? t('common:none') : range(filter.kind, value)
  }
}

/** Ids in a copied link have no names yet. */
function useNames(filter: Filter | undefined, value: string) {
  const lookup = filter?.kind === 'lookup' ? filter : undefined
  const query = useQuery({
    queryKey: ['names', value],
    queryFn: () => lookup?.name(value.split(',').filter((one) => one !== 'none')) ?? [],
    enabled: lookup !== undefined && value !== '',
    staleTime: 300_000,
  })
  return query.data ?? []
}

function useRangeText() {
  const { t } = useTranslation('console')
  const { calendarDay, numbers } = useFormat()
  const { person } = useSession()
  const say = (kind: 'instant' | 'day' | 'number', end: string, isEnd: boolean) => {
    if (kind === 'number') return numbers.decimal(Number(end), 0)
    // Ranges are half open: what is said is the last day inside, as in the editor.
    if (kind === 'day') return calendarDay(isEnd ? dayjs(end).subtract(1, 'day').format('YYYY-MM-DD') : end)
    return calendarDay(isEnd ? lastDayOf(end, person.timeZone) : dayOf(end, person.timeZone))
  }
  return (kind: 'instant' | 'day' | 'number', value: string): string => {
    const [from = '', to = ''] = value.split('..')
    if (from && to) return t('list.between', { from: say(kind, from, false), to: say(kind, to, true) })
    if (from) return t('list.atLeast', { value: say(kind, from, false) })
    return t('list.atMost', { value: say(kind, to, true) })
  }
}
