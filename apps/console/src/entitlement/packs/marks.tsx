import type { Answer } from '@aftercare/api'
import type { Pack } from '@aftercare/entitlement'
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

/** A class of products in words; `*` is everything, a dot leads to a narrower class. */
export const classWord = (code: string) =>
  wordOr(code, `packs:class.${code === '*' ? 'all' : code.replaceAll('.', '_')}`)

/** What a pack is called: where it holds, and for what. */
export function usePackTitle(): (pack: Pick<Pack, 'jurisdiction' | 'productClasses'>) => string {
  const { enumerated } = useFormat()
  const place = useCountryName()
  return ({ jurisdiction, productClasses }) =>
    `${place(jurisdiction)} · ${enumerated(productClasses.slice(0, TITLED).map(classWord))}`
}
const TITLED = 3

/** The first few of many. */
export function ClassNames({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('packs')
  const { enumerated } = useFormat()
  const rest = codes.length - SHOWN
  const said = enumerated(codes.slice(0, SHOWN).map(classWord))
  return (
    <span title={enumerated(codes.map(classWord))}>
      {said} {rest > 0 && t('moreClasses', { count: rest })}
    </span>
  )
}
const SHOWN = 4

export function ConfidenceCounts({ of }: { of: PackRow['confidence'] }) {
  const { t } = useTranslation('packs')
  const { numbers } = useFormat()
  const said = (['high', 'medium', 'low'] as const)
    .filter((one) => of[one] > 0)
    .map((one) => `${t(`confidence.${one}`)} ${numbers.whole(of[one])}`)
  return <span>{said.join(' · ')}</span>
}
