import type { Answer } from '@aftercare/api'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type Batch = NonNullable<Answer<'/api/v1/genuine-chains'>['items'][number]['batch']>
const TOUCHED = ['/api/v1/genuine-chains', '/api/v1/part-requests', '/api/v1/stock']

/** Stops a batch that is in doubt, saying why; or lets it go again. */
export function BlockBatch({ batch }: { batch: Batch }) {
  const { t } = useTranslation('parts')
  return batch.isBlocked ? (
    <DialogButton label={t('do.releaseBatch')} title={`${t('do.releaseBatch')} ${batch.code}`} needs="parts.catalogue">
      {(close) => <Release batch={batch} onClose={close} />}
    </DialogButton>
  ) : (
    <DialogButton label={t('do.blockBatch')} title={`${t('do.blockBatch')} ${batch.code}`} needs="parts.catalogue">
      {(close) => <Block batch={batch} onClose={close} />}
    </DialogButton>
  )
}

type StepProps = { batch: Batch; onClose: () => void }

function useBlocking({ batch, onClose }: StepProps, done: string) {
  const params = { path: { id: batch.id } }
  return useChange((reason: string | null) => api.PUT('/api/v1/batches/{id}/block', { params, body: { reason } }), {
    ...{ paths: TOUCHED, done, next: onClose },
  })
}

function Block(props: StepProps) {
  const { t } = useTranslation('parts')
  const change = useBlocking(props, t('done.batchBlocked', { code: props.batch.code }))
  return (
    <FormShell<{ reason: string }>
      busy={change.isPending}
      error={change.error}
      submitLabel={t('do.blockBatch')}
      initial={{}}
      onCancel={props.onClose}
      onSubmit={({ reason }) => change.mutate(reason)}
    >
      <p>{t('genuine.blockHint')}</p>
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

function Release(props: StepProps) {
  const { t } = useTranslation('parts')
  const change = useBlocking(props, t('done.batchReleased', { code: props.batch.code }))
  return (
    <FormShell<object>
      busy={change.isPending}
      error={change.error}
      submitLabel={t('do.releaseBatch')}
      initial={{}}
      onCancel={props.onClose}
      onSubmit={() => change.mutate(null)}
    >
      <p>{[t('genuine.blocked'), props.batch.reason].join(': ')}</p>
    </FormShell>
  )
}
