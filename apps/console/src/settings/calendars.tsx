import type { Answer } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { WeekText } from '../people/week-field.tsx'
import { $api } from '../shell/api.ts'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { CalendarForm } from './calendar-form.tsx'
import styles from './settings.module.css'

export type Calendar = Answer<'/api/v1/calendars'>['items'][number]

/** By which hours clocks run and stations open. */
export function Calendars() {
  const { t } = useTranslation(['network', 'people'])
  const may = useCan()('calendars.change')
  const [edited, setEdited] = useState<Calendar | 'new' | null>(null)
  const query = $api.useQuery('get', '/api/v1/calendars', {})
  useFresh({ subject: 'calendar', paths: ['/api/v1/calendars'] })
  const add = may && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {t('calendar.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.settings(), label: t('people:settings.title') }}
        title={t('calendar.title')}
        actions={add}
      />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('calendar.versions')}</p>
            {items.length === 0 && (
              <EmptyState icon="clock" title={t('calendar.empty')} hint={t('calendar.emptyHint')} action={add} />
            )}
            {items.map((calendar) => (
              <CalendarCard key={calendar.id} calendar={calendar} onEdit={may ? () => setEdited(calendar) : null} />
            ))}
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('calendar.add') : edited?.name}
        footer={null}
        width={1000}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && <CalendarForm calendar={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />}
      </Modal>
    </>
  )
}

function CalendarCard({ calendar, onEdit }: { calendar: Calendar; onEdit: (() => void) | null }) {
  const { t } = useTranslation(['network', 'common'])
  const { numbers } = useFormat()
  const edit = onEdit && (
    <Button type="text" size="small" aria-label={`${t('common:do.edit')} ${calendar.name}`} onClick={onEdit}>
      {t('common:do.edit')}
    </Button>
  )
  const special = Object.keys(calendar.workdays).length
  return (
    <Card title={calendar.name} aside={edit}>
      <p className={styles.note}>
        {[
          calendar.timeZone,
          `${t('calendar.holidays')} ${numbers.whole(calendar.holidays.length)}`,
          `${t('calendar.workdays')} ${numbers.whole(special)}`,
        ].join(' · ')}
      </p>
      <WeekText week={calendar.weekly} />
    </Card>
  )
}
