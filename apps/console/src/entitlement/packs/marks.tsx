import type { Answer } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useCountryName } from '../../shell/country.tsx'
import { wordOr } from './rule-text.ts'

export type PackRow = Answer<'/api/v1/entitlement/packs'>['items'][number]
export type PackAnswer = Answer<'/api/v1/entitlement/packs/{packId}'>
export type VersionAnswer = Answer<'/api/v1/entitlement/pack-versions/{id}'>

const tones: Record<VersionAnswer['state'], Tone> = {
  draft: 'working',
  checked: 'planned',
  approved: 'waiting',
  in_force: 'done',
  replaced: 'neutral',
  withdrawn: 'neutral',
  kept: 'neutral',
}

export function VersionState({ state }: { state: VersionAnswer['state'] }) {
  const { t } = useTranslation('packs')
  return <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>
}

/** `US-CA` is California of the United States: the country by name, the part by its code. */
export function usePlaceName(): (code: string) => string {
  const nameOf = useCountryName()
  return (code) => {
    const [country = code, part] = code.split('-')
    const said = /^[A-Z]{2}$/.test(country) ? nameOf(country) : country
    return part ? `${said} (${part})` : said
  }
}

export const classWord = (code: string) => wordOr(code, `entitlement:class.${code}`, `assets:productClass.${code}`)

export function ConfidenceCounts({ of }: { of: PackRow['confidence'] }) {
  const { t } = useTranslation('packs')
  const { numbers } = useFormat()
  const said = (['high', 'medium', 'low'] as const)
    .filter((one) => of[one] > 0)
    .map((one) => `${t(`confidence.${one}`)} ${numbers.whole(of[one])}`)
  return <span>{said.join(' · ')}</span>
}
