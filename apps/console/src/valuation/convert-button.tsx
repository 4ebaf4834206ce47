import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import type { Part } from '../parts/part-form.tsx'
import { paths } from '../paths.ts'
import { useGo } from '../shell/go.tsx'
import { type Conversion, ConvertForm } from './convert-form.tsx'

/** Opens a kit, makes one up, or turns what lies there into its successor. */
export function ConvertButton({ part, kind }: { part: Part; kind: Conversion }) {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t(`convert.${kind}`)} title={`${t(`convert.${kind}`)} · ${part.number}`} needs="parts.book">
      {(close) => (
        <ConvertForm part={part} kind={kind} onClose={close} onBooked={(id) => go(paths.stockDocument(id))} />
      )}
    </DialogButton>
  )
}
