import { useState } from 'react'
import { newId } from '../data/ids.ts'
import type { PriceList, WorkLine } from '../data/store.ts'
import type { NewLine } from '../data/sums.ts'
import { useVan } from '../data/use-store.ts'
import { partRead, type VanPart } from '../data/van.ts'
import { type ReplaceReason, useDuty } from './replacement.tsx'

export const SOURCES = ['van', 'station', 'bought', 'customers_own'] as const
export type Source = (typeof SOURCES)[number]
export type LineForm = ReturnType<typeof useLineForm>

/** What is typed and scanned of one line, and the line it makes; `ready` is null while something needed is missing. */
export function useLineForm(list: PriceList, line: WorkLine | null) {
  const [id] = useState(() => line?.id ?? newId())
  const [code, setCode] = useState(line?.code ?? '')
  const [quantity, setQuantity] = useState(line?.quantity ?? '1')
  const [partNumber, setPartNumber] = useState(line?.partSerial ?? line?.partBatch ?? '')
  const [reason, setReason] = useState<ReplaceReason | ''>(line?.replaceReason ?? '')
  const [removedSerial, setRemovedSerial] = useState(line?.removedSerial ?? '')
  const [component, setComponent] = useState(line?.component ?? '')
  const [unknown, setUnknown] = useState('')
  const [chosen, setSource] = useState<Source | ''>(line?.source ?? '')
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
    ...{ code, setCode, unknown, read, quantity, setQuantity, partNumber, setPartNumber, byBatch, reason, setReason },
    ...{ removedSerial, setRemovedSerial, component, setComponent, from, setSource, price, isPart, isAmount, ready },
  }
}

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
