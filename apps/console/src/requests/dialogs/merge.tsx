import { useQuery } from '@tanstack/react-query'
import { Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { codes } from '../codes.ts'
import { type FoundRequest, findRequests } from '../lookups.ts'
import type { RequestState, RequestView } from '../page/use-request.ts'
import { useWord } from '../words.ts'
import { AskForm } from './ask-form.tsx'

type Values = { otherId: string; kind: 'related' | 'duplicate' | 'follow_up' }
type MergeProps = { request: RequestView; mode: 'merge' | 'link'; onDone: (state: RequestState | null) => void }

/** Chooses another request, its possible duplicates first, to merge into this one or to link with it. */
export function MergeDialog({ request, mode, onDone }: MergeProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const run = async ({ otherId, kind }: Values): Promise<RequestState> => {
    const params = { path: { id: request.id } }
    if (mode === 'merge') return (await api.POST('/api/v1/requests/{id}/merge', { params, body: { otherId } })).data!
    await api.POST('/api/v1/requests/{id}/links', { params, body: { otherId, kind } })
    return { ...request }
  }
  return (
    <AskForm<Values, RequestState>
      title={t(mode === 'merge' ? 'do.mergeTitle' : 'do.linkTitle', { what: request.number })}
      hint={mode === 'merge' ? t('do.mergeHint', { number: request.number }) : undefined}
      submitLabel={t(mode === 'merge' ? 'do.merge' : 'do.link')}
      width={600}
      initial={{ kind: 'related' }}
      run={run}
      onDone={onDone}
    >
      <Form.Item
        name="otherId"
        label={t('do.otherRequest')}
        rules={[{ required: true, message: t('common:required') }]}
      >
        <RequestPicker request={request} />
      </Form.Item>
      {mode === 'link' && (
        <Form.Item name="kind" label={t('do.linkKind')}>
          <Radio.Group options={codes.link.map((kind) => ({ value: kind, label: word(`link.${kind}`) }))} />
        </Form.Item>
      )}
    </AskForm>
  )
}

type PickerProps = { request: RequestView; value?: string; onChange?: (value: string) => void; id?: string }

function RequestPicker({ request, value, onChange, id }: PickerProps) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['find', 'request', q],
    queryFn: () => findRequests(q),
    enabled: q.trim() !== '',
    staleTime: 10_000,
  })
  const near: FoundRequest[] = request.duplicates.map((one) => ({ ...one, customer: null }))
  const items = q.trim() === '' ? near : (found.data ?? [])
  const options = items
    .filter((one) => one.id !== request.id)
    .map((one) => ({
      value: one.id,
      label: [one.number, one.title, one.customer, word(`status.${one.status}`)].filter(Boolean).join(' · '),
    }))
  return (
    <Select
      {...(id ? { id } : {})}
      autoFocus
      aria-label={t('do.otherRequest')}
      placeholder={t('do.findRequest')}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      options={options}
      {...(value === undefined ? {} : { value })}
      onChange={(next: string) => onChange?.(next)}
    />
  )
}
