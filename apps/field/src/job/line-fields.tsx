import { Button, Select, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { PriceList } from '../data/store.ts'
import { useDrawings, useVisit } from '../data/use-store.ts'
import { ScanField } from '../scan/scan-field.tsx'
import styles from './job.module.css'
import { type LineForm, SOURCES, type Source } from './line-form.ts'
import { OddChoice } from './odd-choice.tsx'
import { ReasonField, RepairBeside } from './replacement.tsx'
import { VanSheet } from './van-sheet.tsx'

const DrawingSheet = lazy(() => import('../drawing/drawing-sheet.tsx').then((m) => ({ default: m.DrawingSheet })))

/** What of the list, how much, and for a part which one went in, which came out and where it came from. */
export function LineFields({ visitId, list, form }: { visitId: string; list: PriceList; form: LineForm }) {
  const { t } = useTranslation(['field', 'billing'])
  const { money } = useFormat()
  const name = useName()
  const [vanOpen, setVanOpen] = useState(false)
  const options = list.prices.map((one) => ({
    value: one.code,
    label: t('line.option', {
      name: name(one.name),
      code: one.code,
      price: money({ minor: one.minor, currency: list.currency }),
    }),
  }))
  const { van } = form.from
  return (
    <div className={styles.list}>
      <ScanField
        label={t('line.find')}
        hint={t('line.findHint')}
        value={form.code}
        onChange={(code) =>
          form.setCode(list.prices.find((one) => one.code.toLowerCase() === code.trim().toLowerCase())?.code ?? code)
        }
        onRead={form.read}
        error={form.code !== '' && !form.price ? t('line.notOnList') : undefined}
      />
      {form.unknown !== '' && form.unknown === form.code && (
        <OddChoice visitId={visitId} kind="unknown_code" seen={form.unknown} choices={['left_out']} />
      )}
      {van && (
        <Button icon="parts" block onClick={() => setVanOpen(true)}>
          {t('van.open', { van: van.name })}
        </Button>
      )}
      {van && vanOpen && (
        <VanSheet
          van={van}
          list={list}
          onClose={() => setVanOpen(false)}
          onTake={(code) => {
            form.setCode(code)
            form.setSource('')
            setVanOpen(false)
          }}
        />
      )}
      <FromDrawing visitId={visitId} list={list} form={form} />
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
      {form.isPart && <PartFields list={list} form={form} />}
    </div>
  )
}

/** The part by its place in the machine, where a drawing of it came along. */
function FromDrawing({ visitId, list, form }: { visitId: string; list: PriceList; form: LineForm }) {
  const { t } = useTranslation('field')
  const asset = useVisit(visitId)?.visit.asset
  const drawings = useDrawings(asset?.id)
  const [open, setOpen] = useState(false)
  if (!asset || !drawings || drawings.length === 0) return null
  return (
    <>
      <Button icon="search" block onClick={() => setOpen(true)}>
        {t('drawing.find')}
      </Button>
      {open && (
        <Suspense>
          <DrawingSheet
            drawings={drawings}
            serial={asset.serial}
            list={list}
            onClose={() => setOpen(false)}
            onTake={(code) => {
              form.setCode(code)
              form.setSource('')
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

function PartFields({ list, form }: { list: PriceList; form: LineForm }) {
  const { t } = useTranslation('field')
  return (
    <>
      <SourceField form={form} />
      <ReasonField label={t('line.why')} value={form.reason} onChange={form.setReason} />
      <RepairBeside list={list} code={form.code} />
      <ScanField
        label={t(form.byBatch ? 'line.newBatch' : 'line.newSerial')}
        optional
        value={form.partNumber}
        onChange={form.setPartNumber}
      />
      <NumbersInVan form={form} />
      <ScanField label={t('line.oldSerial')} optional value={form.removedSerial} onChange={form.setRemovedSerial} />
      <TextField
        label={t('line.place')}
        optional
        hint={t('line.placeHint')}
        value={form.component}
        onChange={form.setComponent}
      />
    </>
  )
}

const MOST_SHOWN = 6

/** The numbers that lie in the van, to tap instead of typing: no camera is needed. */
function NumbersInVan({ form }: { form: LineForm }) {
  const { part, source } = form.from
  const numbers = form.byBatch ? (part?.batches ?? []) : (part?.serials ?? [])
  if (source !== 'van' || numbers.length === 0 || form.partNumber !== '') return null
  return (
    <div className={styles.chips}>
      {numbers.slice(0, MOST_SHOWN).map((number) => (
        <button key={number} type="button" onClick={() => form.setPartNumber(number)}>
          {number}
        </button>
      ))}
    </div>
  )
}

/** With a van it is said what is left in it; what is not there is a choice at once, not a surprise after the work. */
function SourceField({ form }: { form: LineForm }) {
  const { t } = useTranslation('field')
  const { van, part, source, isThere } = form.from
  if (!van) return null
  const left = part?.left ?? 0
  return (
    <>
      <p role="status" className={isThere ? undefined : styles.warn}>
        {left > 0 ? t('line.sourceVan', { van: van.name, free: left }) : t('line.sourceEmpty', { van: van.name })}
      </p>
      <Select
        label={t('line.source')}
        value={source}
        onChange={(value) => form.setSource(value as Source)}
        options={SOURCES.map((value) => ({ value, label: t(`line.sources.${value}`) }))}
      />
    </>
  )
}
