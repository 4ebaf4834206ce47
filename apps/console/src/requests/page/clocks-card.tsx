import { Card, ClockBar, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'
import { type ClockKind, useExplained, useSayStep } from './clock-sum.ts'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

const ended = { met: 'met', met_late: 'missed', stopped: 'met', paused: 'paused' } as const

/** The promises of the request; each opens the sum behind its deadline, line by line. */
export function ClocksCard({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const explained = useExplained(request)
  if (request.clocks.length === 0) return null
  return (
    <Card title={t('page.clocks')}>
      {request.clocks.map((clock) => (
        <details key={clock.kind} className={styles.clock}>
          <summary>
            <OneClock clock={clock} zone={request.timeZone} />
          </summary>
          <Sum
            request={request}
            kind={clock.kind}
            steps={explained?.find((one) => one.kind === clock.kind)?.steps ?? []}
          />
        </details>
      ))}
    </Card>
  )
}

type Clock = RequestView['clocks'][number]

function OneClock({ clock, zone }: { clock: Clock; zone: string }) {
  const word = useWord()
  const { dates } = useFormat()
  const { kind, status } = clock
  const over = status in ended ? ended[status as keyof typeof ended] : undefined
  return (
    <>
      <ClockBar
        label={word(`clock.kind.${kind}`)}
        dueAt={clock.dueAt}
        startedAt={clock.startedAt}
        ended={over}
        zone={zone}
      />
      <span className={styles.quiet}>
        {clock.metAt
          ? `${word(`clock.status.${status}`)} · ${dates(zone).dayTime(clock.metAt)}`
          : dates(zone).dayTime(clock.dueAt)}
      </span>
    </>
  )
}

type SumProps = { request: RequestView; kind: ClockKind; steps: Parameters<ReturnType<typeof useSayStep>>[0][] }

/** How the deadline came about: what was open, what was closed, what was not counted, and the result. */
function Sum({ request, kind, steps }: SumProps) {
  const { t } = useTranslation('requests')
  const say = useSayStep(request.timeZone)
  return (
    <div className={styles.sum}>
      <p className={styles.sumTitle}>{t('page.sum')}</p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a sum have no other name than their place
          <li key={`${kind}${index}`} className={names(step.code === 'result' && styles.result)}>
            {say(step)}
          </li>
        ))}
      </ol>
    </div>
  )
}
