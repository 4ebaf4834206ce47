import type { RowOf } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

export type Verdict = RowOf<'/api/v1/genuine-checks'>['verdict']
type Proof = RowOf<'/api/v1/genuine-checks'>['proof']

export function VerdictTag({ verdict, proof }: { verdict: Verdict; proof: Proof }) {
  const { t } = useTranslation('parts')
  const tone: Tone = verdict !== 'accepted' ? 'breach' : proof === 'maker' ? 'done' : 'waiting'
  const says = verdict === 'accepted' && proof !== 'maker' ? t(`genuine.proof.${proof}`) : t(`genuine.short.${verdict}`)
  return <StatusTag tone={tone}>{says}</StatusTag>
}
