import { Card } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Actions } from './actions.tsx'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

type PeopleProps = { request: RequestView; actions: Actions; title: string }

/** Who answers for it, which station does it, who follows it. */
export function WatchersCard({ request, actions, title }: PeopleProps) {
  const { t } = useTranslation(['requests', 'common'])
  const { owner, station, watchers } = request
  const can = (action: RequestView['can'][number]) => request.can.includes(action)
  return (
    <Card
      title={title}
      aside={
        can('assign') && (
          <Button type="text" size="small" onClick={actions.assign}>
            {t('common:do.assign')}
          </Button>
        )
      }
    >
      <dl className={styles.answers}>
        <dt>{t('column.owner')}</dt>
        <dd>{owner?.name ?? t('page.nobody')}</dd>
        <dt>{t('column.station')}</dt>
        <dd>{station?.name ?? t('page.noStation')}</dd>
        <dt>{t('page.watchers')}</dt>
        <dd>
          {watchers.map((one) => one.name).join(', ') || t('page.nobody')}
          {can('watch') && (
            <Button type="link" size="small" onClick={() => actions.watch(!request.watching)}>
              {t(request.watching ? 'do.unwatch' : 'do.watch')}
            </Button>
          )}
        </dd>
      </dl>
    </Card>
  )
}
