import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, InputNumber, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useFresh } from '../shell/live.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './replenishment.module.css'

export type Run = Answer<'/api/v1/replenishment-runs'>['items'][number]
const RUNS = '/api/v1/replenishment-runs'

/** The newest runs of a kind, kept fresh while one is under way. */
function useRuns(kind: Run['kind']): readonly Run[] {
  const query = $api.useQuery('get', RUNS, { params: { query: { kind, limit: 10 } } })
  useFresh({ subject: 'replenishment_run', paths: [RUNS, '/api/v1/replenishment-proposals'], every: 1000 })
  return query.data?.items ?? []
}

export const useLatestRun = (kind: Run['kind']): Run | undefined => useRuns(kind)[0]

export const isUnderWay = (run: Run | undefined) => run?.state === 'waiting' || run?.state === 'running'

/** How far the plan is, and what the last one came to. As high empty as full, so that the list below stays where it is. */
export function RunBar() {
  const runs = useRuns('plan')
  const [run] = runs
  // A run that came to nothing leaves the plan before it standing: its sums are still what there is to do.
  const standing = runs.find((one) => one.state === 'done')
  return (
    <div className={styles.barOf}>
      {run && <State run={run} />}
      {!isUnderWay(run) && standing && <Sums run={standing} />}
    </div>
  )
}

function State({ run }: { run: Run }) {
  const { t } = useTranslation('replenishment')
  if (isUnderWay(run)) return <RunProgress run={run} />
  if (run.state === 'failed') return <p role="alert">{t('run.failed')}</p>
  return run.state === 'cancelled' && <p role="status">{t('run.cancelled')}</p>
}

export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation('replenishment')
  const { numbers } = useFormat()
  const share = numbers.percent(run.share, 0)
  const can = useCan()
  const cancel = useChange(async () => api.PUT(`${RUNS}/{id}/cancellation`, { params: { path: { id: run.id } } }), {
    paths: [RUNS],
    tellRefusal: true,
  })
  const said = run.kind === 'plan' ? t('run.running', { share }) : t('run.simulating', { share })
  return (
    <div className={styles.told} role="status">
      <span>{said}</span>
      <Progress
        percent={Math.round(run.share * 100)}
        showInfo={false}
        aria-label={said}
        size="small"
        className={styles.progress ?? ''}
      />
      {can('parts.buy') && (
        <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {t('do.stop')}
        </Button>
      )}
    </div>
  )
}

const SUMS = [
  ['sum.toBuy', ['buy', 'last_buy']],
  ['sum.toMove', ['transfer']],
  ['sum.toReturn', ['return']],
  ['sum.waiting', ['wait']],
] as const

function Sums({ run }: { run: Run }) {
  const { t } = useTranslation('replenishment')
  const { money } = useFormat()
  const sums = SUMS.map(([label, kinds]) => {
    const own = (run.figures?.sums ?? []).filter(({ kind }) => (kinds as readonly string[]).includes(kind))
    const minor = own.reduce((sum, one) => sum + Number(one.moneyMinor), 0)
    return { label, lines: own.reduce((sum, one) => sum + one.lines, 0), minor }
  })
  return (
    <div className={styles.sums}>
      {sums.map(({ label, lines, minor }) => (
        <span key={label}>
          {t(label)}
          <strong>{t('sum.lines', { count: lines })}</strong>
          {minor > 0 && money({ minor: String(minor), currency: run.currency })}
        </span>
      ))}
      <span className={styles.when}>
        {t('column.plannedAt')}
        <strong>
          <At at={run.finishedAt ?? run.createdAt} />
        </strong>
        {run.createdBy?.name}
      </span>
    </div>
  )
}

type Options = Partial<Run['options']>
/** Typed by class; the API has a list. */
type Values = Omit<Options, 'floors'> & { floors?: Record<string, number | null> }

export function PlanButton() {
  const { t } = useTranslation('replenishment')
  return (
    <DialogButton label={t('do.plan')} needs="parts.buy" isMain>
      {(close) => <PlanForm onClose={close} />}
    </DialogButton>
  )
}

const NUMBERS = [
  { name: 'months', min: 12, max: 60 },
  { name: 'reviewDays', min: 1, max: 92 },
  { name: 'transferDays', min: 0, max: 92 },
  { name: 'returnMonths', min: 1, max: 60 },
] as const

/** Begins with what was said the last time. */
function PlanForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('replenishment')
  const last = useLatestRun('plan')
  const named = useNamed()
  const classes = $api.useQuery('get', '/api/v1/part-classes').data?.items ?? []
  const save = useChange(
    async ({ floors, ...options }: Values) => {
      const told = Object.entries(floors ?? {}).flatMap(([classId, pct]) => (pct ? [{ classId, pct }] : []))
      const all = { ...last?.options, ...options, floors: told }
      return (await api.POST(RUNS, { body: { kind: 'plan', options: all } })).data!
    },
    { paths: [RUNS], done: t('done.started'), next: onClose },
  )
  const initial: Values = {
    months: 36,
    shortageFactor: 100,
    reviewDays: 7,
    transferDays: 3,
    returnMonths: 12,
    ...last?.options,
    floors: Object.fromEntries((last?.options.floors ?? []).map(({ classId, pct }) => [classId, pct])),
  }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.plan')}
      initial={initial}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item
        name="shortageFactor"
        label={t('option.shortageFactor')}
        extra={t('option.shortageFactorHint')}
        rules={[{ required: true }]}
      >
        <InputNumber min={0.1} max={100_000} suffix={t('option.times')} style={{ width: '100%' }} />
      </Form.Item>
      <div className={styles.pair}>
        {NUMBERS.map(({ name, min, max }) => (
          <Form.Item key={name} name={name} label={t(`option.${name}`)} rules={[{ required: true }]}>
            <InputNumber min={min} max={max} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        {classes.map((one) => (
          <Form.Item
            key={one.id}
            name={['floors', one.id]}
            label={t('option.floorOf', { name: named(one.name) })}
            extra={t('option.floorHint')}
          >
            <InputNumber min={50} max={99.9} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </div>
    </FormShell>
  )
}
