import type { Answer } from '@aftercare/api'
import { Card, StatusTag } from '@aftercare/ui'
import { DrawingView } from '@aftercare/ui/drawing'
import { useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import catalogue from './catalogue.module.css'
import styles from './drawing.module.css'
import { DrawingForm } from './drawing-form.tsx'

export type Drawing = Answer<'/api/v1/drawings/{id}'>

/** An exploded drawing: tap a position, get the part that fits this very machine. */
export function DrawingPage() {
  const id = useParam('id')
  const { serial = '' } = useSearch({ strict: false }) as { serial?: string }
  const asked = String(serial).trim()
  const query = $api.useQuery('get', '/api/v1/drawings/{id}', {
    params: { path: { id }, query: asked ? { serial: asked } : {} },
  })
  useFresh({ subject: ['drawing', 'part', 'stock'], paths: ['/api/v1/drawings/{id}'] })
  return <QueryState query={query}>{(drawing) => <Page drawing={drawing} serial={asked} />}</QueryState>
}

function Page({ drawing, serial }: { drawing: Drawing; serial: string }) {
  const { t } = useTranslation(['parts', 'common'])
  const named = useNamed()
  const can = useCan()
  const go = useGo()
  const [chosen, setChosen] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  const actions = can('parts.catalogue') && !editing && (
    <Button onClick={() => setEditing(true)}>{t('common:do.edit')}</Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.drawings(), label: t('drawings.title') }}
        number={drawing.machine}
        title={named(drawing.name)}
        {...(actions && { actions })}
      />
      <div className={catalogue.page}>
        {editing ? (
          <DrawingForm drawing={drawing} onDone={() => setEditing(false)} />
        ) : (
          <>
            <Input.Search
              key={serial}
              className={catalogue.find}
              defaultValue={serial}
              allowClear
              placeholder={t('drawings.forSerial')}
              aria-label={t('drawings.forSerial')}
              onSearch={(text) => go(paths.drawing(drawing.id, text.trim()))}
            />
            <div className={styles.two}>
              <DrawingView
                src={`/api/v1/drawings/${drawing.id}/picture`}
                alt={named(drawing.name)}
                named={(number) => t('drawings.position', { number })}
                spots={drawing.spots}
                chosen={chosen}
                onChoose={setChosen}
              />
              <Card title={serial ? t('drawings.fitting', { serial }) : t('drawings.parts')}>
                <ul className={styles.list}>
                  {drawing.spots.map((spot) => (
                    <Line key={`${spot.number} ${spot.part.id}`} spot={spot} isChosen={spot.number === chosen} />
                  ))}
                </ul>
              </Card>
            </div>
          </>
        )}
      </div>
    </>
  )
}

function Line({ spot, isChosen }: { spot: Drawing['spots'][number]; isChosen: boolean }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  return (
    <li data-chosen={isChosen || undefined} data-away={!spot.fits || undefined}>
      <strong>{spot.number}</strong>
      <span>
        <Go to={paths.part(spot.take.id)}>{spot.take.number}</Go> {named(spot.take.name)}
        {spot.take.id !== spot.part.id && (
          <>
            <br />
            <span className={styles.quiet}>{t('drawings.instead', { number: spot.part.number })}</span>
          </>
        )}
        {!spot.fits && (
          <>
            <br />
            <StatusTag tone="neutral">{t('drawings.doesNotFit')}</StatusTag>
          </>
        )}
      </span>
      <span className={styles.quiet}>
        {t('column.free')} <Quantity of={spot.free} />
      </span>
    </li>
  )
}
