import { Button, Sheet } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putLine, removeLine } from '../data/changes.ts'
import { useDraft, useKeepDraft } from '../data/drafts.ts'
import type { PriceList, Visit, WorkLine } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { LineFields } from './line-fields.tsx'
import { type TypedLine, useLineForm } from './line-form.ts'
import { RefusedPart, usePartCheck } from './part-check.tsx'

type Props = { visit: Visit; list: PriceList; line: WorkLine | null; onClose: () => void }

/** One line: from the price list, how much, and for a part which one went in and which came out. */
export function LineSheet(props: Props) {
  const form = lineDraft(props.line?.id)
  const kept = useDraft<TypedLine>(props.visit.id, form)
  return kept === undefined ? null : <OpenLineSheet {...props} draft={form} kept={kept} />
}

export const lineDraft = (lineId: string | undefined) => `line ${lineId ?? 'new'}`

type OpenProps = Props & { draft: string; kept: TypedLine | null }

function OpenLineSheet({ visit, list, line, draft, kept, onClose: close }: OpenProps) {
  const { t } = useTranslation(['field', 'common'])
  const store = useStore()
  const form = useLineForm(list, line, kept)
  const forget = useKeepDraft(visit.id, draft, form.typed)
  const onClose = () => {
    void forget()
    close()
  }
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
      <LineFields visitId={visit.id} list={list} form={form} />
      <RefusedPart check={check} number={form.partNumber} />
    </Sheet>
  )
}
