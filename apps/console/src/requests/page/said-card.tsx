import { Card } from '@aftercare/ui'
import { languageNames, useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { At } from '../../shell/at.tsx'
import { ask } from '../ask.tsx'
import { componentName, useFailureName } from '../codes-said.ts'
import { ReadingsDialog } from '../dialogs/readings.tsx'
import { useWord } from '../words.ts'
import type { Actions } from './actions.tsx'
import { Answers } from './answers.tsx'
import styles from './page.module.css'
import { PriorityReasons } from './priority-reasons.tsx'
import type { RequestView } from './use-request.ts'

/** The customer's own words, and beside them what we understand of them. The words are never changed. */
export function SaidCard({ request, actions }: { request: RequestView; actions: Actions }) {
  const { t } = useTranslation(['requests', 'common'])
  const again = request.can.includes('read')
  return (
    <Card
      title={t('page.said')}
      aside={
        again && (
          <Button size="small" onClick={actions.read}>
            {t('do.readAgain')}
          </Button>
        )
      }
    >
      <div className={styles.said}>
        <div className={styles.part}>
          <h3 className={styles.partTitle}>{t('page.verbatim')}</h3>
          {request.verbatims.map((one) => (
            <Verbatim key={one.id} one={one} zone={request.timeZone} />
          ))}
          {request.verbatims.length === 0 && <p className={styles.quiet}>{t('page.noVerbatim')}</p>}
          <Answers kind={request.kind} answers={request.answers} />
        </div>
        <Reading request={request} />
      </div>
    </Card>
  )
}

function Verbatim({ one, zone }: { one: RequestView['verbatims'][number]; zone: string }) {
  const word = useWord()
  const language = languageNames[one.language as keyof typeof languageNames] ?? one.language
  const about = [one.saidBy, word(`channel.${one.channel}`), language].filter(Boolean).join(' · ')
  return (
    <figure>
      <blockquote className={styles.quote} lang={one.language}>
        {one.text}
      </blockquote>
      <figcaption className={styles.quiet}>
        {about} · <At at={one.at} zone={zone} />
      </figcaption>
    </figure>
  )
}

function Reading({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { dates } = useFormat()
  const { reading } = request
  const symptomName = useFailureName('symptom', request.asset?.familyId)
  const by = reading.by?.name
  const facts = [
    [t('reading.symptom'), symptomName(reading.symptomCode)],
    [t('reading.component'), componentName(reading.component)],
    [t('reading.impact'), word(`level.impact_${reading.impact}`)],
    [t('reading.urgency'), word(`level.urgency_${reading.urgency}`)],
  ] as const
  return (
    <div className={styles.part}>
      <h3 className={styles.partTitle}>{t('page.reading')}</h3>
      <p className={styles.strong}>{reading.summary}</p>
      <dl className={styles.answers}>
        {facts.map(([label, value]) => value && <Fact key={label} label={label} value={value} />)}
      </dl>
      <PriorityReasons priority={reading.priority} reasons={reading.priorityReasons} />
      <p className={styles.quiet}>
        {t('reading.version', { version: reading.version })} · {by ? `${by} · ` : ''}
        {dates(request.timeZone).dayTime(reading.at)}
        {request.readings > 1 && (
          <Button
            type="link"
            size="small"
            onClick={() => ask((done) => <ReadingsDialog request={request} onClose={() => done(null)} />)}
          >
            {t('reading.compare', { count: request.readings })}
          </Button>
        )}
      </p>
    </div>
  )
}

export function Fact({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
