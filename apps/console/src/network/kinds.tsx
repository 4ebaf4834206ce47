import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

export const branches = ['hq', 'region', 'country'] as const
export const serving = ['own', '4s', 'authorised', 'chain', 'independent'] as const
export const kinds = [...branches, ...serving] as const
export type Kind = (typeof kinds)[number]

export const kindChoices = kinds.map((value) => ({ value, label: `network:kind.${value}` as const }))

export function KindText({ kind }: { kind: Kind }) {
  const { t } = useTranslation('network')
  return t(`kind.${kind}`)
}

/** Whether a station serves now. */
export function OpenTag({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation('network')
  return <StatusTag tone={isActive ? 'done' : 'neutral'}>{t(isActive ? 'state.open' : 'state.closed')}</StatusTag>
}
