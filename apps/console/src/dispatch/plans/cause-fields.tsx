import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { type Looked, LookupSelect } from '../../shell/lookup-select.tsx'
import { useWord } from '../words.ts'
import styles from './plans.module.css'
import type { RunStart } from './run-form.tsx'

const CAUSES = ['absence', 'emergency', 'overrun'] as const
export type CauseKind = (typeof CAUSES)[number]
type Named = { id: string; name: string }
type Numbered = { id: string; number: string; title: string }
type CauseProps = { cause: CauseKind; start: RunStart; onCause: (to: CauseKind) => void }

/** Why the rest of the day is planned anew: somebody is away, an order cannot wait, a visit takes longer. */
export function CauseFields({ cause, start, onCause }: CauseProps) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const known = useKnown(start)
  const options = CAUSES.map((value) => ({ value, label: word(`plans.cause.${value}`) }))
  const needed = [{ required: true }]
  return (
    <div className={styles.two}>
      <Form.Item label={t('plans.because')} htmlFor="plan-cause">
        <Select id="plan-cause" value={cause} options={options} onChange={onCause} />
      </Form.Item>
      {cause === 'absence' && (
        <Form.Item name="technicianId" label={word('column.technician')} rules={needed}>
          <LookupSelect<Named>
            path="/api/v1/people"
            query={{ 'filter[roles]': 'technician' }}
            known={known.technician}
            show={({ id, name }) => ({ value: id, label: name })}
          />
        </Form.Item>
      )}
      {cause === 'emergency' && (
        <Form.Item name="workOrderId" label={word('column.workOrder')} rules={needed}>
          <LookupSelect<Numbered>
            path="/api/v1/work-orders"
            query={{ 'filter[status]': 'unscheduled' }}
            known={known.order}
            show={({ id, number, title }) => ({ value: id, label: number, note: title })}
          />
        </Form.Item>
      )}
      {cause === 'overrun' && (
        <>
          <Form.Item name="visitId" label={t('plans.whichVisit')} rules={needed}>
            <LookupSelect<Numbered>
              path="/api/v1/visits"
              query={{ 'filter[status]': 'scheduled,accepted,en_route,on_site,working' }}
              known={known.visit}
              show={({ id, number, title }) => ({ value: id, label: number, note: title })}
            />
          </Form.Item>
          <Form.Item name="minutes" label={t('plans.longer')} rules={needed}>
            <InputNumber min={5} max={1440} step={15} />
          </Form.Item>
        </>
      )}
    </div>
  )
}

/** How what the form was opened with is called: it need not be among the first that a search finds. */
function useKnown({ technician = '', order = '', visit = '' }: RunStart) {
  const of = (id: string) => [{ params: { path: { id } } }, { enabled: id !== '' }] as const
  const person = $api.useQuery('get', '/api/v1/people/{id}', ...of(technician)).data
  const work = $api.useQuery('get', '/api/v1/work-orders/{id}', ...of(order)).data
  const planned = $api.useQuery('get', '/api/v1/visits/{id}', ...of(visit)).data
  const looked = (value: string, label: string | undefined): Looked | undefined =>
    value === '' ? undefined : { value, label: label ?? '…' }
  return {
    technician: looked(technician, person?.name),
    order: looked(order, work?.number),
    visit: looked(visit, planned?.number),
  }
}
