import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NewLine, putLine, removeLine } from '../data/changes.ts'
import { newId } from '../data/ids.ts'
import { useName } from '../data/names.ts'
import type { PriceList, Visit, WorkLine } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import { ScanField } from '../scan/scan-field.tsx'
import styles from './job.module.css'
import { RefusedPart, usePartCheck } from './part-check.tsx'
import { ReasonField, RepairBeside, type ReplaceReason, useDuty } from './replacement.tsx'

type Props = { visit: Visit; list: PriceList; line: WorkLine | null; onClose: () => void }

/** One line: from the price list, how much, and for a part which one went in and which came out. */
export function LineSheet({ visit, list, line, onClose }: Props) {
  const { t } = useTranslation(['field', 'common'])
  const store = useStore()
  const form = useLineForm(list, line)
  const check = usePartCheck(visit.id)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (!form.ready) return
    setBusy(true)
    const isGenuine = await check.isGenuine(form.ready).finally(() => setBusy(false))
    if (!isGenuine) return
    const reason = check.refused && check.reason.trim()
    await putLine(store, visit, { ...form.ready, ...(reason && { unprovenReason: reason }) }, list)
    onClose()
  }
  return (
    <Sheet
      open
      title={t(line ? 'line.edit' : 'line.add')}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" block busy={busy} disabled={!form.ready} onClick={() => void save()}>
            {t('common:do.save')}
          </Button>
          {line && (
            <Button kind="quiet" block onClick={() => void removeLine(store, visit, line.id, list).then(onClose)}>
              {t('common:do.remove')}
            </Button>
          )}
        </>
      }
    >
      <LineFields list={list} form={form} />
      <RefusedPart check={check} number={form.partNumber} />
    </Sheet>
  )
}

const SOURCES = ['van', 'station', 'bought', 'customers_own'] as const
type Source = (typeof SOURCES)[number]

export function useLineForm(list: PriceList, line: WorkLine | null) {
  const [id] = useState(() => line?.id ?? newId())
  const [code, setCode] = useState(line?.code ?? '')
  const [quantity, setQuantity] = useState(line?.quantity ?? '1')
  const [partNumber, setPartNumber] = useState(line?.partSerial ?? line?.partBatch ?? '')
  const [reason, setReason] = useState<ReplaceReason | ''>(line?.replaceReason ?? '')
  const [removedSerial, setRemovedSerial] = useState(line?.removedSerial ?? '')
  const [component, setComponent] = useState(line?.component ?? '')
  const [source, setSource] = useState<Source>(line?.source ?? 'van')
  const price = list.prices.find((one) => one.code === code)
  const amount = quantity.replace(',', '.').trim()
  const isAmount = /^\d{1,9}(\.\d{1,3})?$/.test(amount) && Number(amount) > 0
  const isPart = price?.kind === 'part'
  const byBatch = useDuty(code)?.tracking === 'batch'
  const isExplained = !isPart || reason !== '' || source === 'customers_own'
  const ready: NewLine | null =
    price && isAmount && isExplained
      ? {
          id,
          kind: price.kind as WorkLine['kind'],
          code,
          quantity: amount,
          ...(isPart
            ? {
                [byBatch ? 'partBatch' : 'partSerial']: partNumber.trim() || undefined,
                replaceReason: reason || undefined,
                removedSerial: removedSerial.trim() || undefined,
                component: component.trim() || undefined,
                // The van is where parts come from unless somebody says otherwise.
                source: source === 'van' ? undefined : source,
              }
            : {}),
        }
      : null
  return {
    code,
    setCode,
    quantity,
    setQuantity,
    partNumber,
    setPartNumber,
    byBatch,
    reason,
    setReason,
    removedSerial,
    setRemovedSerial,
    component,
    setComponent,
    source,
    setSource,
    price,
    isPart,
    isAmount,
    ready,
  }
}

export function LineFields({ list, form }: { list: PriceList; form: ReturnType<typeof useLineForm> }) {
  const { t } = useTranslation(['field', 'billing'])
  const { money } = useFormat()
  const name = useName()
  const options = list.prices.map((one) => ({
    value: one.code,
    label: t('line.option', {
      name: name(one.name),
      code: one.code,
      price: money({ minor: one.minor, currency: list.currency }),
    }),
  }))
  return (
    <div className={styles.list}>
      <ScanField
        label={t('line.find')}
        hint={t('line.findHint')}
        value={form.code}
        onChange={(code) =>
          form.setCode(list.prices.find((one) => one.code.toLowerCase() === code.trim().toLowerCase())?.code ?? code)
        }
        error={form.code !== '' && !form.price ? t('line.notOnList') : undefined}
      />
      <Select label={t('line.what')} value={form.price ? form.code : ''} onChange={form.setCode} options={options} />
      <TextField
        label={
          form.price
            ? t('line.quantityIn', { unit: t(`billing:unit.${form.price.unit as 'piece'}`) })
            : t('line.quantity')
        }
        inputMode="decimal"
        value={form.quantity}
        onChange={form.setQuantity}
        error={form.isAmount ? undefined : t('line.badQuantity')}
      />
      {form.isPart && (
        <>
          <ReasonField label={t('line.why')} value={form.reason} onChange={form.setReason} />
          <RepairBeside list={list} code={form.code} />
          <ScanField
            label={t(form.byBatch ? 'line.newBatch' : 'line.newSerial')}
            optional
            value={form.partNumber}
            onChange={form.setPartNumber}
          />
          <ScanField label={t('line.oldSerial')} optional value={form.removedSerial} onChange={form.setRemovedSerial} />
          <TextField
            label={t('line.place')}
            optional
            hint={t('line.placeHint')}
            value={form.component}
            onChange={form.setComponent}
          />
          <SourceField form={form} />
        </>
      )}
    </div>
  )
}

/** Where the part came from; with a van it is said what lies in it, so that nobody hears of it only after the work. */
function SourceField({ form }: { form: ReturnType<typeof useLineForm> }) {
  const { t } = useTranslation('field')
  const van = useFacts()?.van
  if (!van) return null
  const free = van.stock.find((one) => one.code.toLowerCase() === form.code.toLowerCase())?.free ?? 0
  return (
    <>
      <Select
        label={t('line.source')}
        value={form.source}
        onChange={(value) => form.setSource(value as Source)}
        options={SOURCES.map((value) => ({ value, label: t(`line.sources.${value}`) }))}
      />
      <p role="status">
        {free > 0 ? t('line.sourceVan', { van: van.name, free }) : t('line.sourceEmpty', { van: van.name })}
      </p>
    </>
  )
}
