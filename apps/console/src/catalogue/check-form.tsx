import type { components } from '@aftercare/api'
import { useSay, type WordKey } from '@aftercare/words/web'
import { Alert, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'

type Check = components['schemas']['GenuineCheck']
type Values = { code: string; kind: 'serial' | 'batch'; number: string; country?: string }

/** A part in the hand, checked at the desk: a scanner types into the fields as a keyboard would. */
export function CheckForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const [told, setTold] = useState<Check | null>(null)
  const check = useChange(
    async ({ code, kind, number, country }: Values) => {
      const body = {
        ...{ code, fileIds: [], at: new Date().toISOString() },
        ...(kind === 'serial' ? { serial: number } : { batch: number }),
        ...(country && { country }),
      }
      const params = { path: { id: crypto.randomUUID() } }
      return (await api.PUT('/api/v1/genuine-checks/{id}', { params, body })).data!
    },
    { paths: ['/api/v1/genuine-checks'], next: setTold },
  )
  return (
    <>
      <FormShell<Values>
        busy={check.isPending}
        error={check.error}
        submitLabel={t('genuine.check')}
        initial={{ kind: 'serial' }}
        onCancel={onClose}
        onSubmit={check.mutate}
      >
        <Form.Item name="code" label={t('column.part')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="kind" label={t('column.proofKind')} required>
          <Radio.Group
            options={(['serial', 'batch'] as const).map((value) => ({ value, label: t(`tracking.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="number" label={t('column.read')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="country" label={t('column.country')} tooltip={t('genuine.countryHint')}>
          <Input maxLength={2} style={{ width: 80, textTransform: 'uppercase' }} />
        </Form.Item>
      </FormShell>
      {told && <Told check={told} />}
    </>
  )
}

function Told({ check }: { check: Check }) {
  const { t } = useTranslation('parts')
  const say = useSay()
  return (
    <Alert
      style={{ marginTop: 16 }}
      type={check.isAccepted ? 'success' : 'error'}
      showIcon
      title={t(`genuine.short.${check.verdict}`)}
      description={
        <>
          <p>
            {check.isAccepted
              ? t(`genuine.told.${check.proof}`)
              : say(`errors:parts.not_genuine.${check.verdict}` as WordKey, check.details)}
          </p>
          <Go to={paths.genuineChain(check.number)}>{t('genuine.chain')}</Go>
        </>
      }
    />
  )
}
