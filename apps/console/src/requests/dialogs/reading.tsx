import { ifMatch } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../../shell/api.ts'
import type { RequestState, RequestView } from '../page/use-request.ts'
import { nameIn, useWord } from '../words.ts'
import { AskForm } from './ask-form.tsx'
import { LevelSelect } from './level-select.tsx'

type Values = {
  summary: string
  symptomCode?: string | null
  component?: string | null
  impact: 1 | 2 | 3
  urgency: 1 | 2 | 3
  safety: boolean
  reason?: string
}

type ReadingProps = { request: RequestView; onDone: (state: RequestState | null) => void }

/** What we understand of the customer's words. A change is a new version; the words themselves stay as they were said. */
export function ReadingDialog({ request, onDone }: ReadingProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const { reading } = request
  const [first] = request.verbatims
  const run = async (values: Values, version?: string) => {
    const { data } = await api.PUT('/api/v1/requests/{id}/reading', {
      params: { path: { id: request.id } },
      body: clean(values),
      headers: ifMatch(version ?? request.version),
    })
    return data!
  }
  return (
    <AskForm<Values, RequestState>
      title={t('reading.editTitle', { number: request.number })}
      hint={first && <q lang={first.language}>{first.text}</q>}
      submitLabel={t('reading.save')}
      width={640}
      initial={{
        summary: reading.summary,
        symptomCode: reading.symptomCode,
        component: reading.component,
        impact: reading.impact as 1,
        urgency: reading.urgency as 1,
        safety: reading.isSafety,
      }}
      run={run}
      onDone={onDone}
    >
      <Form.Item name="summary" label={t('reading.summary')} rules={[{ required: true, whitespace: true }]}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name="symptomCode" label={t('reading.symptom')}>
        <SymptomSelect familyId={request.asset?.familyId} label={t('reading.symptom')} />
      </Form.Item>
      <Form.Item name="component" label={t('reading.component')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="impact" label={t('reading.impact')}>
        <LevelSelect of="impact" />
      </Form.Item>
      <Form.Item name="urgency" label={t('reading.urgency')}>
        <LevelSelect of="urgency" />
      </Form.Item>
      <Form.Item name="safety" valuePropName="checked">
        <Checkbox>{word('reading.safety')}</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label={t('reading.reason')} extra={t('reading.reasonHint')}>
        <Input maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}

function clean({ reason, component, symptomCode, ...rest }: Values) {
  return {
    ...rest,
    symptomCode: symptomCode || null,
    component: component?.trim() || null,
    ...(reason?.trim() ? { reason: reason.trim() } : {}),
  }
}

type SymptomProps = {
  familyId: string | undefined
  label: string
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
}

/** The symptoms of the product's family; a dangerous one says so. */
export function SymptomSelect({ familyId, label, value, onChange, id }: SymptomProps) {
  const { t } = useTranslation('requests')
  const { language } = useFormat()
  const query = { kind: 'symptom' as const, ...(familyId ? { familyId } : {}) }
  const codes = $api.useQuery('get', '/api/v1/failure-codes', { params: { query } }, { staleTime: 300_000 })
  const options = (codes.data?.items ?? []).map((one) => ({
    value: one.code,
    label: `${nameIn(one.name, language)} · ${one.code}${one.isSafety ? ` · ${t('desk.safety')}` : ''}`,
  }))
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      loading={codes.isPending}
      options={options}
      value={value ?? null}
      onChange={(next) => onChange?.(next ?? null)}
    />
  )
}
