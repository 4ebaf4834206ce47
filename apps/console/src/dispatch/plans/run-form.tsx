import { localDay } from '@aftercare/rules'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Modal, Segmented, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { DayField } from '../../shell/day-field.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { LookupSelect } from '../../shell/lookup-select.tsx'
import { useSession } from '../../shell/session.ts'
import { addDays } from '../board/axis.ts'
import { useWord } from '../words.ts'
import { CauseFields, type CauseKind } from './cause-fields.tsx'
import styles from './plans.module.css'

/** What is known already when the form opens: from the board, or from the order that cannot wait. */
export type RunStart = {
  new: 'day' | 'replan'
  date?: string
  station?: string
  order?: string
  technician?: string
  visit?: string
  /** By how much the visit takes longer; a number once it has been in the address. */
  minutes?: string | number
}
type Kind = 'day' | 'week' | 'replan'
type Values = {
  name?: string
  stationId?: string | null
  from: string
  seconds: number
  keepPromises: boolean
  giveWay: boolean
  overtimeMinutes: number
  freezeMinutes: number
  technicianId?: string | null
  workOrderId?: string | null
  visitId?: string | null
  minutes?: number
}
type Named = { id: string; name: string; city?: string | null }

/** What is to be planned: a day, five days, or the rest of a day after something happened. */
export function RunForm({ start, onDone }: { start: RunStart; onDone: () => void }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const word = useWord()
  const { person } = useSession()
  const [kind, setKind] = useState<Kind>(start.new)
  const [cause, setCause] = useState<CauseKind>(start.order ? 'emergency' : start.visit ? 'overrun' : 'absence')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (values: Values) => api.POST('/api/v1/planning-runs', { body: bodyOf(kind, cause, values) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/planning-runs'] })
      onDone()
    },
  })
  const today = localDay(Date.now(), person.timeZone)
  const initial = {
    from: start.date ?? (start.new === 'replan' ? today : addDays(today, 1)),
    stationId: start.station ?? null,
    seconds: start.new === 'replan' ? 2 : 5,
    keepPromises: false,
    giveWay: false,
    overtimeMinutes: 0,
    freezeMinutes: 30,
    workOrderId: start.order ?? null,
    technicianId: start.technician ?? null,
    visitId: start.visit ?? null,
    minutes: Number(start.minutes ?? 60),
  }
  return (
    <Modal open footer={null} title={t(kind === 'replan' ? 'plans.replan' : 'plans.planDay')} onCancel={onDone}>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('plans.begin')}
        initial={initial}
        marks="required"
        onSubmit={save.mutate}
        onCancel={onDone}
      >
        <Segmented<Kind>
          block
          className={styles.kinds!}
          aria-label={t('plans.kind')}
          value={kind}
          options={(['day', 'week', 'replan'] as const).map((one) => ({
            value: one,
            label: word(`planning.kind.${one}`),
          }))}
          onChange={setKind}
        />
        {kind === 'replan' && <CauseFields cause={cause} start={start} onCause={setCause} />}
        <div className={styles.two}>
          <Form.Item name="from" label={t('common:date')} rules={[{ required: true }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="stationId" label={word('column.station')}>
            <LookupSelect<Named>
              path="/api/v1/stations"
              placeholder={t('board.allStations')}
              show={({ id, name, city }) => ({ value: id, label: name, ...(city ? { note: city } : {}) })}
            />
          </Form.Item>
          <Form.Item name="seconds" label={t('plans.seconds')} extra={t('plans.secondsHint')}>
            <InputNumber min={1} max={60} />
          </Form.Item>
          <Form.Item name="overtimeMinutes" label={t('plans.overtime')}>
            <InputNumber min={0} max={240} step={15} />
          </Form.Item>
          <Form.Item name="freezeMinutes" label={t('plans.freeze')} extra={t('plans.freezeHint')}>
            <InputNumber min={0} max={240} step={15} />
          </Form.Item>
          <Form.Item
            name="keepPromises"
            label={t('plans.keepPromises')}
            extra={t('plans.keepPromisesHint')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
          <Form.Item name="giveWay" label={t('plans.giveWay')} extra={t('plans.giveWayHint')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <Form.Item name="name" label={t('plans.name')}>
          <Input maxLength={120} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

function bodyOf(kind: Kind, cause: CauseKind, values: Values) {
  const { technicianId, workOrderId, visitId, minutes, stationId, name, ...rest } = values
  const causes = {
    absence: () => ({ kind: 'absence' as const, technicianId: technicianId!, from: new Date().toISOString() }),
    emergency: () => ({ kind: 'emergency' as const, workOrderId: workOrderId! }),
    overrun: () => ({ kind: 'overrun' as const, visitId: visitId!, minutes: minutes! }),
  }
  return {
    ...rest,
    kind,
    ...(name?.trim() ? { name: name.trim() } : {}),
    ...(stationId ? { stationId } : {}),
    ...(kind === 'replan' ? { cause: causes[cause]() } : {}),
  }
}
