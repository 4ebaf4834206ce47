import { Card } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { api } from '../../shell/api.ts'
import { Go } from '../../shell/go.tsx'
import { useWord } from '../words.ts'
import type { Actions } from './actions.tsx'
import styles from './page.module.css'
import { type RequestView, useChange } from './use-request.ts'

/** Requests that belong together, and open ones that may be the same. */
export function RelatedCard({ request, actions }: { request: RequestView; actions: Actions }) {
  const { t } = useTranslation('requests')
  const { links, duplicates, merged } = request
  const linked = new Set(links.map((one) => one.id))
  const alike = duplicates.filter((one) => !linked.has(one.id)).slice(0, 5)
  const can = (action: RequestView['can'][number]) => request.can.includes(action)
  if (links.length + alike.length + merged.length === 0) return null
  return (
    <Card
      title={t('page.related')}
      aside={
        can('link') && (
          <Button type="text" size="small" onClick={actions.link}>
            {t('do.link')}
          </Button>
        )
      }
    >
      <div className={styles.list}>
        {links.map((one) => (
          <Link key={one.id} request={request} one={one} />
        ))}
        {merged.map((one) => (
          <span key={one.id} className={styles.line}>
            <Go to={paths.request(one.id)}>{one.number}</Go>
            <span className={styles.quiet}>{t('page.mergedHere')}</span>
          </span>
        ))}
        {alike.length > 0 && <h3 className={styles.partTitle}>{t('page.maybeSame')}</h3>}
        {alike.map((one) => (
          <Alike key={one.id} one={one} />
        ))}
        {alike.length > 0 && can('merge') && (
          <div>
            <Button size="small" onClick={actions.merge}>
              {t('do.merge')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

export function Alike({ one }: { one: RequestView['duplicates'][number] }) {
  const word = useWord()
  return (
    <span className={styles.item}>
      <span className={styles.line}>
        <Go to={paths.request(one.id)}>{one.number}</Go>
        <span>{one.title}</span>
      </span>
      <span className={styles.quiet}>
        {[word(`status.${one.status}`), ...one.reasons.map((reason) => word(`duplicate.${reason}`))].join(' · ')}
      </span>
    </span>
  )
}

type LinkProps = { request: RequestView; one: RequestView['links'][number] }

function Link({ request, one }: LinkProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const change = useChange()
  const path = { id: request.id }
  const unlink = () =>
    change(
      () => api.DELETE('/api/v1/requests/{id}/links/{otherId}', { params: { path: { ...path, otherId: one.id } } }),
      {
        text: t('done.unlinked', { number: one.number }),
        undo: () =>
          api.POST('/api/v1/requests/{id}/links', { params: { path }, body: { otherId: one.id, kind: one.kind } }),
      },
    )
  return (
    <span className={styles.line}>
      <Go to={paths.request(one.id)}>{one.number}</Go>
      <span>{one.title}</span>
      <span className={styles.quiet}>
        {word(`link.${one.kind}`)} · {word(`status.${one.status}`)}
      </span>
      {request.can.includes('link') && (
        <Button type="text" size="small" aria-label={t('do.unlink', { number: one.number })} onClick={unlink}>
          {t('common:do.remove')}
        </Button>
      )}
    </span>
  )
}
