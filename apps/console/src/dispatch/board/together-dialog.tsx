import { useFormat } from '@aftercare/words/web'
import { Alert, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Item, minutesOf, type Row } from './board-data.ts'
import { useOverride } from './override.tsx'
import { type Placement, placeAll } from './placing.ts'
import styles from './plan-dialog.module.css'
import { instantOf, WhoSelect, wallText } from './plan-dialog.tsx'
import { useVerdictTexts } from './verdict-text.ts'

/** Where the form begins: how far all of them move, or from when on they stand one behind the other. */
export type TogetherStart = { technicianId: string | null; startAt: number; leadId?: string }

type TogetherProps = {
  items: readonly Item[]
  rows: readonly Row[]
  zone: string
  certified: readonly string[]
  start: TogetherStart
  onDone: (placements: readonly Placement[] | null, reason?: string) => void
}

const idOf = (item: Item) => (item.kind === 'visit' ? item.visit.id : item.order.id)

/** Several at once without dragging: how much later and to whom, with what stands against each; one reason for all. */
export function TogetherDialog({ items, rows, zone, certified, start, onDone }: TogetherProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const lead = items.find((item) => idOf(item) === start.leadId) ?? items[0]!
  const moves = lead.kind === 'visit'
  const [who, setWho] = useState(start.technicianId)
  const [wall, setWall] = useState(() => wallText(start.startAt, zone))
  const [later, setLater] = useState(moves ? (start.startAt - Date.parse(lead.visit.startsAt)) / 60_000 : 0)
  const startAt = moves ? Date.parse(lead.visit.startsAt) + later * 60_000 : instantOf(wall, zone)
  const index = rows.findIndex((row) => row.technician.id === (who ?? (moves ? lead.visit.technicianId : null)))
  const placed = startAt === null || index < 0 ? [] : placeAll(items, lead, rows, { index, startAt }, certified)
  const booked = placed.some(({ verdict }) => verdict.booked)
  const lacks = placed.some(({ verdict }) => verdict.lacking.length > 0)
  const stands = moves && later === 0 && (who === null || who === lead.visit.technicianId)
  const override = useOverride({ lacks, booked })
  const ready = placed.length > 0 && !stands && override.allows
  return (
    <Modal
      open
      title={t(moves ? 'together.move' : 'together.plan', { count: placed.length || items.length })}
      okText={t(moves ? 'do.reassign' : 'do.book')}
      okButtonProps={{ disabled: !ready }}
      onCancel={() => onDone(null)}
      onOk={() => ready && onDone(placed, override.reason)}
    >
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t(moves ? 'together.first' : 'column.technician')} htmlFor="together-who">
          <WhoSelect id="together-who" value={who} rows={rows} onChange={setWho} />
        </Form.Item>
        {moves ? (
          <Form.Item label={t('together.later')} htmlFor="together-later" extra={t('together.laterHint')}>
            <InputNumber id="together-later" step={15} value={later} onChange={(value) => setLater(value ?? 0)} />
          </Form.Item>
        ) : (
          <Form.Item label={t('plan.begins', { zone })} htmlFor="together-start" extra={t('together.queueHint')}>
            <Input
              id="together-start"
              type="datetime-local"
              step={900}
              value={wall}
              onChange={(event) => setWall(event.target.value)}
            />
          </Form.Item>
        )}
        {placed.length > 0 && <Outcome placed={placed} zone={zone} bad={booked || lacks} />}
        {override.field}
      </Form>
    </Modal>
  )
}

type OutcomeProps = { placed: readonly Placement[]; zone: string; bad: boolean }

function Outcome({ placed, zone, bad }: OutcomeProps) {
  const { dates } = useFormat()
  const textsOf = useVerdictTexts()
  const tight = placed.some(({ verdict }) => verdict.warnings.length > 0)
  return (
    <Alert
      type={bad ? 'error' : tight ? 'warning' : 'success'}
      className={styles.against!}
      title={placed
        .toSorted((a, b) => a.index - b.index || a.startAt - b.startAt)
        .map(({ item, row, startAt, verdict }) => (
          <div key={idOf(item)} className={styles.line}>
            <strong>
              {dates(zone).range(startAt, startAt + minutesOf(item) * 60_000)} {row.technician.name}
            </strong>{' '}
            {item.kind === 'visit' ? item.visit.title : item.order.title}
            {textsOf(verdict).map((text) => (
              <div key={text}>{text}</div>
            ))}
          </div>
        ))}
    />
  )
}
