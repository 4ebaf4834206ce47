import type { Answer } from '@aftercare/api'
import { EmptyState, Icon } from '@aftercare/ui'
import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { Badge, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pathOf } from '../paths.ts'
import { $api, queryClient } from './api.ts'
import { Go } from './go.tsx'
import { useFresh } from './live.ts'
import styles from './notices.module.css'
import { useSession } from './session.ts'

const path = '/api/v1/notices'
type Notice = Answer<typeof path>['items'][number]

export function Notices() {
  const { t } = useTranslation('console')
  const [open, setOpen] = useState(false)
  const query = $api.useQuery('get', path)
  useFresh({ subject: 'notice', paths: [path] })
  const items = query.data?.items ?? []
  const unread = query.data?.unread ?? 0
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<NoticeList items={items} unread={unread} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.bell}
        aria-expanded={open}
        aria-label={unread > 0 ? t('top.noticesUnread', { count: unread }) : t('top.notices')}
      >
        <Badge count={unread} overflowCount={999} size="small">
          <Icon name="bell" />
        </Badge>
      </button>
    </Popover>
  )
}

function NoticeList({ items, unread, onDone }: { items: Notice[]; unread: number; onDone: () => void }) {
  const { t } = useTranslation('console')
  const read = $api.useMutation('put', `${path}/reading`, {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['get', path] }),
  })
  if (items.length === 0) return <EmptyState icon="bell" title={t('top.noticesEmpty')} />
  return (
    <div className={styles.notices}>
      <ul className={styles.list}>
        {items.map((notice) => (
          <Line key={notice.id} notice={notice} onDone={onDone} />
        ))}
      </ul>
      {unread > 0 && (
        <button type="button" className={styles.read} disabled={read.isPending} onClick={() => read.mutate({})}>
          {t('top.markRead')}
        </button>
      )}
    </div>
  )
}

function Line({ notice, onDone }: { notice: Notice; onDone: () => void }) {
  const say = useSay()
  const { dates } = useFormat()
  const { person } = useSession()
  const to = notice.subject && pathOf(notice.subject.type, notice.subject.id)
  const text = say(notice.kind as WordKey, notice.details)
  return (
    <li className={styles.notice} data-unread={notice.readAt === null || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the link inside is what is pressed; this only closes the list after it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the link makes the same click */}
      <span onClick={onDone}>{to === null ? text : <Go to={to}>{text}</Go>}</span>
      <time dateTime={notice.createdAt}>{dates(person.timeZone).dayTime(notice.createdAt)}</time>
    </li>
  )
}
