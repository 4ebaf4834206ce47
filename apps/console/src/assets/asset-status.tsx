import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

const tones: Record<string, Tone> = { in_stock: 'planned', in_use: 'done', out_of_use: 'waiting', scrapped: 'neutral' }

/** Where a product is in its life. */
export function AssetStatus({ status }: { status: string }) {
  const { t } = useTranslation('assets')
  return <StatusTag tone={tones[status] ?? 'neutral'}>{t(`status.${status}` as 'status.in_use')}</StatusTag>
}
