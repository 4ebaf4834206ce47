import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelSelect } from '../../assets/model-select.tsx'
import { api, problemFrom } from '../../shell/api.ts'
import styles from './intake.module.css'

type NewAssetProps = { customerId: string | null; onDone: (id: string | null) => void }

/** A product we have not seen yet: its serial and its model are enough while the caller waits. */
export function NewAsset({ customerId, onDone }: NewAssetProps) {
  const { t } = useTranslation(['requests', 'common'])
  const [serial, setSerial] = useState('')
  const [modelId, setModel] = useState<string | null>(null)
  const add = useMutation({
    mutationFn: async () =>
      (await api.POST('/api/v1/assets', { body: { serial: serial.trim(), modelId: modelId ?? '', customerId } })).data!,
    onSuccess: ({ id }) => onDone(id),
  })
  const problem = problemFrom(add.error)
  return (
    <fieldset className={styles.newAsset} aria-label={t('intake.newAsset')}>
      <span className={styles.label}>{t('intake.newAsset')}</span>
      {problem && <Alert type="error" role="alert" title={problem.errors[0]?.message ?? problem.title} />}
      <div className={styles.row}>
        <ModelSelect aria-label={t('column.model')} value={modelId} onChange={setModel} />
        <Input
          aria-label={t('column.serial')}
          placeholder={t('column.serial')}
          value={serial}
          maxLength={80}
          onChange={(event) => setSerial(event.target.value)}
          onPressEnter={(event) => event.preventDefault()}
        />
        <Button
          type="primary"
          disabled={!modelId || serial.trim() === ''}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('common:do.add')}
        </Button>
        <Button onClick={() => onDone(null)}>{t('common:do.cancel')}</Button>
      </div>
    </fieldset>
  )
}
