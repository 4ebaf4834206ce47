import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { Csi } from './marks.tsx'
import type { ReturnVisit } from './return-visit-page.tsx'
import { useWord } from './words.ts'

type Survey = Omit<NonNullable<ReturnVisit['survey']>, 'channel' | 'dimensions'> & {
  dimensions?: NonNullable<ReturnVisit['survey']>['dimensions']
}

/** What the customer answered, or that they have not yet. */
export function SurveyCard({ survey, zone }: { survey: Survey; zone: string }) {
  const { t } = useTranslation('voice')
  const { dates } = useFormat()
  return (
    <Card title={t('page.survey')}>
      {survey.answeredAt ? (
        <SurveyFacts survey={survey} />
      ) : (
        <p>{t('page.surveyOpen', { when: dates(zone).day(survey.sentAt) })}</p>
      )}
    </Card>
  )
}

export function SurveyFacts({ survey }: { survey: Survey }) {
  const { t } = useTranslation('voice')
  const word = useWord()
  const dimensions = Object.entries(survey.dimensions ?? {})
  return (
    <Facts
      facts={[
        { label: t('column.csi'), value: <Csi percent={survey.csi} /> },
        { label: t('column.perceived'), value: survey.perceived },
        { label: t('column.expected'), value: survey.expected },
        ...(survey.nps === null ? [] : [{ label: t('column.nps'), value: survey.nps }]),
        ...dimensions.map(([one, { p, e }]) => ({ label: word(`dimension.${one}`), value: `${p} / ${e}` })),
        ...(survey.tags.length > 0
          ? [{ label: t('column.tags'), value: survey.tags.map((tag) => word(`tag.${tag}`)).join(' · ') }]
          : []),
        ...(survey.comment ? [{ label: t('column.comment'), value: survey.comment }] : []),
      ]}
    />
  )
}
