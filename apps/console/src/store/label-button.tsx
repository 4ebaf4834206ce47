import type { components } from '@aftercare/api'
import { saveFile } from '@aftercare/ui'
import { currentLanguage } from '@aftercare/words/web'
import { Form, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { call } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type Body = components['schemas']['StockLabels']
type Item = Body['items'][number]
export type FormName = NonNullable<Body['form']>
const FORMS: FormName[] = ['sheet_24', 'sheet_40', 'label_50x30', 'label_70x40', 'label_100x60']
const KEPT = 'aftercare.store.labels'

/** The form printed on last: a printer stays where it is. */
export const keptForm = (): FormName => FORMS.find((one) => one === localStorage.getItem(KEPT)) ?? 'sheet_24'
export const keepForm = (form: FormName) => localStorage.setItem(KEPT, form)

export function PaperField() {
  const { t } = useTranslation('store')
  return (
    <Form.Item name="form" label={t('labels.form')} required>
      <Radio.Group vertical options={FORMS.map((value) => ({ value, label: t(`labels.${value}`) }))} />
    </Form.Item>
  )
}

/** Prints labels of what is on the page. */
export function LabelButton({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('store')
  if (items.length === 0) return null
  return <DialogButton label={t('labels.print')}>{(close) => <LabelForm items={items} onClose={close} />}</DialogButton>
}

function LabelForm({ items, onClose }: { items: readonly Item[]; onClose: () => void }) {
  const { t } = useTranslation('store')
  const [kept] = useState(keptForm)
  const isOne = items.length === 1
  const print = useChange(
    async ({ form, copies }: { form: FormName; copies?: number }) => {
      keepForm(form)
      const wanted = isOne ? items.map((one) => ({ ...one, copies: copies ?? 1 })) : items
      const body = { form, language: currentLanguage(), items: wanted }
      await saveFile(await call('POST', '/api/v1/stock-labels', { body }), 'stock-labels.pdf')
    },
    { paths: [], next: onClose },
  )
  return (
    <FormShell<{ form: FormName; copies?: number }>
      busy={print.isPending}
      error={print.error}
      submitLabel={t('labels.print')}
      initial={{ form: kept, copies: items[0]!.copies ?? 1 }}
      onCancel={onClose}
      onSubmit={print.mutate}
    >
      <PaperField />
      {isOne && (
        <Form.Item name="copies" label={t('labels.copies')} rules={[{ required: true }]}>
          <InputNumber min={1} max={200} precision={0} />
        </Form.Item>
      )}
    </FormShell>
  )
}
