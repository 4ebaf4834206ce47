import { localDay } from '@aftercare/rules'
import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, DatePicker, Input, Segmented, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { useGo } from '../../shell/go.tsx'
import { LookupSelect } from '../../shell/lookup-select.tsx'
import { type useBoardState, type Zoom, zooms } from './board-state.ts'
import type { usePanes } from './panes.ts'
import styles from './toolbar.module.css'

type ToolbarProps = ReturnType<typeof useBoardState> & {
  zone: string
  /** False: everybody's day is on the clock of their station. */
  isOneClock: boolean
  stationName: string | undefined
  onUndo: () => void
  panes: Pick<ReturnType<typeof usePanes>, 'map' | 'toggleMap' | 'isNarrow'>
}
const stationOf = ({ station }: { station: string | null }) => (station ? { station } : {})
type Station = { id: string; name: string; city?: string | null }

/** Which days, which station, in whose time. */
export function Toolbar({ state, change, step, zone, isOneClock, stationName, onUndo, panes }: ToolbarProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const { dates } = useFormat()
  const go = useGo()
  const say = dates('UTC')
  const first = Date.parse(`${state.firstDay}T12:00:00Z`)
  const last = first + (state.days - 1) * 86_400_000
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{t('board.title')}</h1>
      <div className={styles.days}>
        <Button icon={<Icon name="left" size={16} />} aria-label={t('board.previous')} onClick={() => step(-1)} />
        <Button onClick={() => change({ date: localDay(Date.now(), zone) })}>{t('common:today')}</Button>
        <Button icon={<Icon name="right" size={16} />} aria-label={t('board.next')} onClick={() => step(1)} />
        <DatePicker
          aria-label={t('common:date')}
          allowClear={false}
          value={dayjs(state.date)}
          format={() => (state.days === 1 ? say.weekday(first) : `${say.shortDay(first)} – ${say.shortDay(last)}`)}
          inputReadOnly
          onChange={(day) => day && change({ date: day.format('YYYY-MM-DD') })}
        />
      </div>
      <Segmented
        aria-label={t('board.zoom')}
        value={state.zoom}
        options={zooms.map((zoom) => ({ value: zoom, label: t(`zoom.${zoom}`) }))}
        onChange={(zoom: Zoom) => change({ zoom })}
      />
      <div className={styles.station}>
        <LookupSelect<Station>
          path="/api/v1/stations"
          aria-label={t('column.station')}
          placeholder={t('board.allStations')}
          value={state.station}
          known={state.station && stationName ? { value: state.station, label: stationName } : undefined}
          show={({ id, name, city }) => ({ value: id, label: name, ...(city ? { note: city } : {}) })}
          onChange={(station) => change({ station })}
        />
      </div>
      <Input
        className={styles.find!}
        allowClear
        prefix={<Icon name="search" size={14} />}
        placeholder={t('board.find')}
        aria-label={t('board.find')}
        value={state.q}
        onChange={(event) => change({ q: event.target.value })}
      />
      <span className={styles.room} />
      {panes.isNarrow && (
        <span className={styles.zone}>{isOneClock ? t('common:inZone', { zone }) : t('board.siteTime')}</span>
      )}
      <Button type="primary" onClick={() => go(paths.plans({ new: 'day', date: state.date, ...stationOf(state) }))}>
        {t('plans.planDay')}
      </Button>
      {!panes.isNarrow && (
        <Button aria-pressed={panes.map} onClick={panes.toggleMap}>
          {t(panes.map ? 'map.hide' : 'map.show')}
        </Button>
      )}
      <Tooltip title={t('board.undo')}>
        <Button type="text" icon={<Icon name="undo" size={18} />} aria-label={t('board.undo')} onClick={onUndo} />
      </Tooltip>
      <Button onClick={() => window.print()}>{t('common:do.print')}</Button>
    </header>
  )
}
