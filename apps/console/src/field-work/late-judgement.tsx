import { ifMatch, isProblem } from '@aftercare/api'
import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { LateFact } from './late-facts.tsx'

const SOURCES = ['van', 'station', 'bought', 'customers_own'] as const
/** Refused for what was not read from the part; any other refusal about parts asks where they came from. */
const PROVED = /^parts\.(proof_needed|not_genuine)/
type Values = {
  verdict: 'taken_over' | 'set_aside'
  note?: string
  noteRest?: boolean
  sources?: Record<string, (typeof SOURCES)[number] | undefined>
  numbers?: Record<string, string | undefined>
}

/** Taken over or set aside, once; parts nobody knows the origin of get one, so that they can be booked. */
export function LateJudgement({ row }: { row: LateFact }) {
  const { t } = useTranslation('field-work')
  const judge = useChange(
    ({ verdict, note, noteRest, sources, numbers }: Values) =>
      api.PUT('/api/v1/late-facts/{id}/judgement', {
        params: { path: { id: row.id } },
        body: {
          verdict,
          ...(note ? { note } : {}),
          ...(noteRest && verdict === 'taken_over' ? { noteRest } : {}),
          ...(verdict === 'taken_over' ? { sources: given(sources), numbers: given(numbers) } : {}),
        },
        headers: ifMatch(row.version),
      }),
    { paths: ['/api/v1/late-facts', '/api/v1/visits/{id}'], done: t('late-facts.done') },
  )
  const isRefused = isProblem(judge.error) && judge.error.code !== 'conflict.version'
  return (
    <FormShell<Values>
      busy={judge.isPending}
      error={judge.error}
      submitLabel={t('late-facts.do')}
      initial={{ verdict: 'taken_over' }}
      onSubmit={judge.mutate}
    >
      <Form.Item
        name="verdict"
        label={t('late-facts.judge')}
        extra={t('late-facts.takeHint')}
        rules={[{ required: true }]}
      >
        <Radio.Group
          options={[
            { value: 'taken_over', label: t('late-facts.take') },
            { value: 'set_aside', label: t('late-facts.setAside') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['verdict']}>
        {({ getFieldValue }) => {
          const isAside = getFieldValue('verdict') === 'set_aside'
          return (
            <>
              {!isAside && row.lateReason.startsWith('parts.') && row.visitId && (
                <Parts visitId={row.visitId} isNumber={PROVED.test(row.lateReason)} />
              )}
              {!isAside && isRefused && (
                <Form.Item name="noteRest" valuePropName="checked">
                  <Checkbox>{t('late-facts.noteRest')}</Checkbox>
                </Form.Item>
              )}
              <Form.Item name="note" label={t('late-facts.note')} rules={[{ required: isAside, whitespace: true }]}>
                <Input.TextArea rows={2} maxLength={2000} />
              </Form.Item>
            </>
          )
        }}
      </Form.Item>
    </FormShell>
  )
}

/** By line, what was said of it. */
const given = <T,>(all: Record<string, T | undefined> = {}): Record<string, T> =>
  Object.fromEntries(Object.entries(all).flatMap(([line, one]) => (one ? [[line, one] as const] : [])))

/** Each part of the visit with where it came from, or with the number read from it since. */
function Parts({ visitId, isNumber }: { visitId: string; isNumber: boolean }) {
  const { t } = useTranslation('field-work')
  const visit = $api.useQuery('get', '/api/v1/visits/{id}', { params: { path: { id: visitId } } }).data
  const parts = visit?.lines.filter((line) => line.kind === 'part') ?? []
  const options = SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))
  return parts.map((line) => (
    <Form.Item
      key={line.id}
      name={[isNumber ? 'numbers' : 'sources', line.id]}
      label={[line.code, line.name, `× ${line.quantity}`].filter(Boolean).join(' ')}
      extra={t(isNumber ? 'late-facts.numbersHint' : 'late-facts.sourcesHint')}
    >
      {isNumber ? <Input maxLength={80} autoComplete="off" /> : <Select allowClear options={options} />}
    </Form.Item>
  ))
}
