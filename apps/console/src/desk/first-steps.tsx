import { Card, Icon } from '@aftercare/ui'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './desk.module.css'

/** In this order each step finds what it needs; done is what has more rows than the first start makes by itself. */
const STEPS = [
  { key: 'station', list: '/api/v1/stations', to: paths.newStation(), more: 1 },
  { key: 'people', list: '/api/v1/people', to: paths.newPerson(), more: 1 },
  { key: 'model', list: '/api/v1/models', to: paths.models(), more: 0 },
  { key: 'prices', list: '/api/v1/price-lists', to: paths.prices(), more: 0 },
  { key: 'product', list: '/api/v1/assets', to: paths.newAsset(), more: 0 },
  { key: 'request', list: '/api/v1/requests', to: paths.requestNew(), more: 0 },
] as const

type Page = { items: unknown[] }

/** The first rows of a list: enough to know whether there is anything. */
const firstRows = (list: (typeof STEPS)[number]['list']) => ({
  queryKey: ['get', list, { limit: '2' }],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await call('GET', list, { query: { limit: '2' }, signal })).json() as Promise<Page>,
})

/** Nobody has asked for anything yet, and this is who prepares the company for it; nobody else is asked. */
export function useBeginning(): boolean {
  const can = useCan()
  return useQuery({ ...firstRows('/api/v1/requests'), enabled: can('company.change') }).data?.items.length === 0
}

/** Where a company that has just been created begins, instead of lists with nothing in them. */
export function FirstSteps() {
  const { t } = useTranslation('requests')
  const known = useQueries({ queries: STEPS.map(({ list }) => firstRows(list)) })
  return (
    <Card title={t('first.title')}>
      <ol className={styles.steps}>
        {STEPS.map((step, i) => {
          const done = (known[i]?.data?.items.length ?? 0) > step.more
          return (
            <li key={step.key} data-done={done || undefined}>
              <span className={styles.mark} role="img" aria-label={done ? t('first.done') : String(i + 1)}>
                {done ? <Icon name="check" size={14} /> : i + 1}
              </span>
              <span>
                <Go to={step.to}>{t(`first.${step.key}`)}</Go>
                <br />
                <span className={styles.none}>{t(`first.${step.key}Hint`)}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
