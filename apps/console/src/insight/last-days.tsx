import { localDay } from '@aftercare/rules'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../dispatch/board/axis.ts'
import { useSession } from '../shell/session.ts'

/** The last so many days up to today on the calendar of who looks (`to` is the day after), and the choice of how many. */
export function useLastDays(choices: readonly number[], first: number) {
  const { t } = useTranslation('insight')
  const { timeZone: zone } = useSession().person
  const [days, setDays] = useState(first)
  const today = localDay(Date.now(), zone)
  const choice = (
    <Select
      aria-label={t('dashboard.period')}
      value={days}
      onChange={setDays}
      options={choices.map((one) => ({ value: one, label: t('plans.days', { count: one }) }))}
    />
  )
  return { period: { from: addDays(today, 1 - days), to: addDays(today, 1), zone }, choice }
}
