import { wallAt } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSkillName } from '../../people/skill-names.tsx'
import type { Target } from './actions.ts'
import { type Item, minutesOf, type Row, type Verdict, verdictOf } from './board-data.ts'
import { type Lack, withLacks } from './lacks.ts'
import { useOverride } from './override.tsx'
import styles from './plan-dialog.module.css'
import { useVerdictTexts } from './verdict-text.ts'

/** Where the form starts from: a drop that lacks something, or the place it has; `told` is what the server found lacking there. */
export type PlanStart = { technicianId: string | null; startAt: number; minutes?: number; told?: readonly Lack[] }

type PlanProps = {
  item: Item
  rows: readonly Row[]
  zone: string
  certified: readonly string[]
  start: PlanStart
  onDone: (target: Target | null) => void
}

/** Planning without dragging: who, when, how long. Says at once what stands against it, and takes the reason to do it all the same. */
export function PlanDialog({ item, rows, zone, certified, start, onDone }: PlanProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const { dates, enumerated } = useFormat()
  const skillName = useSkillName()
  const [who, setWho] = useState(start.technicianId)
  const [wall, setWall] = useState(() => wallText(start.startAt, zone))
  const [minutes, setMinutes] = useState(start.minutes ?? minutesOf(item))
  const seats = item.kind === 'order' ? item.order.crew : []
  const [crew, setCrew] = useState<(string | null)[]>([])
  const seatName = (seat: number, skills: readonly string[]) =>
    skills.length > 0
      ? t('crew.secondOf', { n: seat + 2, skills: enumerated(skills.map(skillName)) })
      : t('crew.second', { n: seat + 2 })
  /** Nobody sits on two seats. */
  const othersThan = (taken: readonly (string | null)[]) =>
    rows.filter(({ technician }) => !taken.includes(technician.id))
  const startAt = instantOf(wall, zone)
  const row = rows.find((one) => one.technician.id === who)
  const own = row && startAt !== null ? verdictOf(lasting(item, minutes), row, startAt, certified) : null
  const isThere = who === start.technicianId && startAt === start.startAt
  const verdict = own && isThere ? withLacks(own, start.told ?? []) : own
  const lacks = (verdict?.lacking.length ?? 0) > 0
  const override = useOverride({ lacks, booked: verdict?.booked ?? false })
  const ready = verdict !== null && override.allows
  const title =
    item.kind === 'visit'
      ? t('plan.move', { number: item.visit.number })
      : t('plan.book', { number: item.order.number })
  return (
    <Modal
      open
      title={title}
      okText={item.kind === 'visit' ? t('do.reassign') : t('do.book')}
      okButtonProps={{ disabled: !ready }}
      onCancel={() => onDone(null)}
      onOk={() =>
        ready && onDone({ technicianId: who!, startAt: startAt!, minutes, overrideReason: override.reason, crew })
      }
    >
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('column.technician')} htmlFor="plan-who">
          <WhoSelect id="plan-who" value={who} rows={rows} onChange={setWho} />
        </Form.Item>
        {seats.map(({ skillCodes }, seat) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place in the list
          <Form.Item key={seat} label={seatName(seat, skillCodes)} htmlFor={`plan-crew-${seat}`}>
            <WhoSelect
              id={`plan-crew-${seat}`}
              allowClear
              placeholder={t('crew.best')}
              value={crew[seat] ?? null}
              rows={othersThan([who, ...crew.filter((_, one) => one !== seat)])}
              onChange={(id) => setCrew(seats.map((_, one) => (one === seat ? (id ?? null) : (crew[one] ?? null))))}
            />
          </Form.Item>
        ))}
        <div className={styles.two}>
          <Form.Item label={t('plan.begins', { zone })} htmlFor="plan-start">
            <Input
              id="plan-start"
              type="datetime-local"
              step={900}
              value={wall}
              onChange={(event) => setWall(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('plan.minutes')} htmlFor="plan-minutes">
            <InputNumber
              id="plan-minutes"
              min={5}
              max={2880}
              step={15}
              value={minutes}
              onChange={(value) => setMinutes(value ?? 60)}
            />
          </Form.Item>
        </div>
        {verdict && <Against verdict={verdict} />}
        {verdict?.place.ok && (
          <p className={styles.quiet}>{dates(zone).range(verdict.place.startAt, verdict.place.endAt)}</p>
        )}
        {override.field}
      </Form>
    </Modal>
  )
}

type WhoProps = {
  id: string
  value: string | null
  rows: readonly Row[]
  onChange: (id: string) => void
  placeholder?: string
  allowClear?: boolean
}

/** One of the people of the board. */
export function WhoSelect({ rows, onChange, ...rest }: WhoProps) {
  return (
    <Select
      {...rest}
      showSearch={{ optionFilterProp: 'label' }}
      options={rows.map(({ technician }) => ({
        value: technician.id,
        label: technician.name,
        station: technician.station?.name,
      }))}
      optionRender={({ data }) => (
        <span>
          {data.label} <span className={styles.quiet}>{data.station}</span>
        </span>
      )}
      onChange={onChange}
    />
  )
}

function Against({ verdict }: { verdict: Verdict }) {
  const textsOf = useVerdictTexts()
  const { t } = useTranslation('dispatch')
  const texts = textsOf(verdict)
  if (texts.length === 0) return <Alert type="success" showIcon title={t('plan.fits')} className={styles.against!} />
  const bad = verdict.booked || verdict.lacking.length > 0
  return (
    <Alert
      type={bad ? 'error' : 'warning'}
      showIcon
      className={styles.against!}
      title={texts.map((text) => <div key={text}>{text}</div>)}
    />
  )
}

const lasting = (item: Item, minutes: number): Item =>
  item.kind === 'order'
    ? { kind: 'order', order: { ...item.order, plannedMinutes: minutes } }
    : {
        kind: 'visit',
        visit: { ...item.visit, endsAt: new Date(Date.parse(item.visit.startsAt) + minutes * 60_000).toISOString() },
      }

/** `2026-11-23T09:30` on the clock of a zone. */
export function wallText(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(at).replace(' ', 'T')
}

export function instantOf(wall: string, zone: string): number | null {
  const read = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(wall)
  if (!read) return null
  return wallAt(zone, Date.parse(`${read[1]}T00:00:00Z`) / 86_400_000, Number(read[2]) * 60 + Number(read[3]))
}
