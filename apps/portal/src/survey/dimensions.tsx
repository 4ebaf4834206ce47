import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import { Scale } from './scale.tsx'
import type { PublicSurvey } from './survey.tsx'

export type Pairs = Partial<Record<PublicSurvey['dimensions'][number], { p: number | null; e: number | null }>>

/** The five dimensions, for who wants to be more exact. */
export function Dimensions({
  survey,
  pairs,
  onChange,
}: {
  survey: PublicSurvey
  pairs: Pairs
  onChange: (pairs: Pairs) => void
}) {
  const { t } = useTranslation('portal')
  const { min, max } = survey.scale
  return (
    <details>
      <summary className={page.link}>{t('survey.more')}</summary>
      <div className={page.stack}>
        {survey.dimensions.map((one) => {
          const pair = pairs[one] ?? { p: null, e: null }
          const name = t(`survey.dimension.${one}`)
          const set = (part: Partial<typeof pair>) => onChange({ ...pairs, [one]: { ...pair, ...part } })
          return (
            <div key={one} className={page.tight}>
              <Scale
                label={`${name}: ${t('survey.was')}`}
                name={`${one}-p`}
                min={min}
                max={max}
                value={pair.p}
                onChange={(p) => set({ p })}
              />
              <Scale
                label={`${name}: ${t('survey.should')}`}
                name={`${one}-e`}
                min={min}
                max={max}
                value={pair.e}
                onChange={(e) => set({ e })}
              />
            </div>
          )
        })}
      </div>
    </details>
  )
}
