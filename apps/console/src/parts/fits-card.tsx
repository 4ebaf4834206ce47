import { Card } from '@aftercare/ui'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { ModelSelect } from '../assets/model-select.tsx'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { Entries } from './entries.tsx'
import { Quantity } from './marks.tsx'
import { usePartChange } from './part-dialogs.tsx'
import type { Part } from './part-form.tsx'
import styles from './parts.module.css'

/** Which machines it is for, and in which range of serials. */
export function FitsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const edit = (
    <DialogButton label={t('do.fits')} title={t('fits.title')} needs="parts.catalogue" width={760}>
      {(close) => <FitsForm part={part} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('fits.title')} aside={edit}>
      {part.fits.length === 0 && <p className={styles.quiet}>{t('fits.none')}</p>}
      {part.fits.map((fit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and are only replaced together
        <p key={index}>
          {fit.modelId ? <Go to={paths.model(fit.modelId)}>{fit.machine}</Go> : fit.machine}{' '}
          <span className={styles.quiet}>
            {fit.position} {fit.quantity !== 1 && <Quantity of={fit.quantity} unit={part.unit} />}{' '}
            {(fit.serialFrom || fit.serialTo) &&
              t('fits.range', { from: fit.serialFrom ?? '…', to: fit.serialTo ?? '…' })}
          </span>
        </p>
      ))}
    </Card>
  )
}

type Fit = Part['fits'][number]
type Values = {
  fits: (Partial<Pick<Fit, 'serialFrom' | 'serialTo' | 'position' | 'quantity'>> & { modelId: string })[]
}

/** Models are chosen here; fits of whole families, which imports and the API write, stay as they are. */
function FitsForm({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const families = part.fits.filter((fit) => fit.familyId !== null).map(({ machine: _, ...fit }) => fit)
  const models = part.fits.flatMap((fit) => (fit.modelId ? { ...fit, modelId: fit.modelId } : []))
  const save = usePartChange(
    ({ fits }: Values) =>
      api.PUT('/api/v1/parts/{id}/fits', {
        params: { path: { id: part.id } },
        body: { fits: [...families, ...fits].map(filled) },
      }),
    onClose,
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ fits: models.length > 0 ? models : [{ quantity: 1 } as Values['fits'][number]] }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Entries name="fits" blank={{ quantity: 1 }}>
        {(at) => (
          <>
            <Form.Item name={[at, 'modelId']} label={t('fits.model')} rules={[{ required: true }]}>
              <ModelSelect known={known(models[at])} />
            </Form.Item>
            <Form.Item name={[at, 'position']} label={t('fits.position')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name={[at, 'quantity']} label={t('column.quantity')}>
              <InputNumber min={0.000001} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={[at, 'serialFrom']} label={t('fits.from')}>
              <Input maxLength={60} autoComplete="off" />
            </Form.Item>
            <Form.Item name={[at, 'serialTo']} label={t('fits.to')}>
              <Input maxLength={60} autoComplete="off" />
            </Form.Item>
          </>
        )}
      </Entries>
    </FormShell>
  )
}

const known = (fit: { modelId: string; machine: string } | undefined) =>
  fit && { value: fit.modelId, label: fit.machine }
