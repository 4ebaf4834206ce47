import { useState } from 'react'
import { newId } from '../data/ids.ts'
import type { PriceList, WorkLine } from '../data/store.ts'
import type { NewLine } from '../data/sums.ts'
import { useVan } from '../data/use-store.ts'
import { partRead, type VanPart } from '../data/van.ts'
import { type ReplaceReason, useDuty } from './replacement.tsx'

export const SOURCES = ['van', 'station', 'bought', 'customers_own'] as const
export type Source = (typeof SOURCES)[number]
/** All that is typed of a line, as it is kept while it is typed. */
export interface TypedLine {
  id: string
  code: string
  quantity: string
  partNumber: string
  reason: ReplaceReason | ''
  removedSerial: string
  component: string
  chosen: Source | ''
}
export type LineForm = ReturnType<typeof useLineForm>

/** What is typed and scanned of one line, and the line it makes; `ready` is null while something needed is missing. */
export function useLineForm(list: PriceList, line: WorkLine | null, kept: TypedLine | null = null) {
  const [typed, setTyped] = useState<TypedLine>(() => kept ?? typedOf(line))
  const [unknown, setUnknown] = useState('')
  const { id, code, quantity, partNumber, reason, removedSerial, component, chosen } = typed
  const set =
    <K extends keyof TypedLine>(field: K) =>
    (value: TypedLine[K]) =>
      setTyped((before) => ({ ...before, [field]: value }))
  const [setCode, setPartNumber, setSource] = [set('code'), set('partNumber'), set('chosen')]
  const price = list.prices.find((one) => one.code === code)
  const amount = quantity.replace(',', '.').trim()
  const isAmount = /^\d{1,9}(\.\d{1,3})?$/.test(amount) && Number(amount) > 0
  const isPart = price?.kind === 'part'
  const from = useSource(code, line, isAmount ? Number(amount) : 1, chosen)
  const byBatch = (useDuty(code)?.tracking ?? from.part?.tracking) === 'batch'
  const isExplained = !isPart || ((reason !== '' || from.source === 'customers_own') && from.isSaid)
  const ready: NewLine | null =
    price && isAmount && isExplained
      ? {
          ...{ id, kind: price.kind as WorkLine['kind'], code, quantity: amount },
          ...(isPart
            ? {
                [byBatch ? 'partBatch' : 'partSerial']: partNumber.trim() || undefined,
                replaceReason: reason || undefined,
                removedSerial: removedSerial.trim() || undefined,
                component: component.trim() || undefined,
                // The van is where parts come from unless somebody says otherwise.
                source: from.told,
              }
            : {}),
        }
      : null
  /** A code, or the number on a part of the van, which says both; what is neither stays as it was read. */
  const read = (text: string) => {
    const known = partRead(text, list, from.van?.stock ?? [])
    const code = known?.code ?? text.trim()
    setCode(code)
    setUnknown(known ? '' : code)
    if (known?.number) setPartNumber(known.number)
  }
  return {
    ...{ typed, code, setCode, unknown, read, quantity, setQuantity: set('quantity'), partNumber, setPartNumber },
    ...{ byBatch, reason, setReason: set('reason'), removedSerial, setRemovedSerial: set('removedSerial') },
    ...{ component, setComponent: set('component'), from, setSource, price, isPart, isAmount, ready },
  }
}

const typedOf = (line: WorkLine | null): TypedLine => ({
  id: line?.id ?? newId(),
  code: line?.code ?? '',
  quantity: line?.quantity ?? '1',
  partNumber: line?.partSerial ?? line?.partBatch ?? '',
  reason: line?.replaceReason ?? '',
  removedSerial: line?.removedSerial ?? '',
  component: line?.component ?? '',
  chosen: line?.source ?? '',
})

/** Where the part comes from: out of the van as long as it has so many; else it must be said. */
function useSource(code: string, line: WorkLine | null, wanted: number, chosen: Source | '') {
  const van = useVan(line?.id)
  const part: VanPart | undefined = van?.stock.find((one) => one.code.toLowerCase() === code.toLowerCase())
  const isThere = (part?.left ?? 0) >= wanted
  const source: Source | '' = chosen || (isThere ? 'van' : '')
  return {
    ...{ van, part, source, isThere },
    /** Without a van nobody asks. */
    isSaid: !van || source !== '',
    told: van && source !== '' && !(source === 'van' && isThere) ? source : undefined,
  }
}
