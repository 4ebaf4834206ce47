import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ask } from '../requests/ask.tsx'
import { AskForm } from '../requests/dialogs/ask-form.tsx'
import { api } from '../shell/api.ts'
import { inBatches } from '../shell/list/bulk.ts'
import type { BulkAction } from '../shell/list/define-list.ts'

/** Proposals become orders and transfers; what is refused is told with its reason. */
export const acceptMany = (ids: readonly string[]) =>
  inBatches(ids, async (some) => {
    const { data } = await api.POST('/api/v1/replenishment-acceptances', { body: { ids: some } })
    return { done: data!.accepted, skipped: data!.refused }
  })

async function declineMany(ids: string[]) {
  const reason = await ask<string>((done) => <Why onDone={done} />)
  if (reason === null) return null
  await api.POST('/api/v1/replenishment-refusals', { body: { ids, reason } })
  return { done: ids.length, skipped: [] }
}

function Why({ onDone }: { onDone: (reason: string | null) => void }) {
  const { t } = useTranslation('replenishment')
  return (
    <AskForm<{ reason: string }, string>
      title={t('do.decline')}
      submitLabel={t('do.decline')}
      run={({ reason }) => Promise.resolve(reason.trim())}
      onDone={onDone}
    >
      <Form.Item name="reason" label={t('decline.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}

export const proposalBulk: readonly BulkAction[] = [
  { key: 'accept', label: 'replenishment:do.accept', needs: 'parts.buy', run: (ids) => acceptMany(ids) },
  { key: 'decline', label: 'replenishment:do.decline', needs: 'parts.buy', run: declineMany },
]
