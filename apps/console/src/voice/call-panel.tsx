import { Card, useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../shell/keys.ts'
import { CallLater } from './call-later.tsx'
import styles from './call-panel.module.css'
import type { ReturnVisit } from './return-visit-page.tsx'
import { type Answers, ScriptAnswers } from './script-answers.tsx'
import { type Outcome, useAttempt } from './use-attempt.ts'
import { useWord } from './words.ts'

/** So long somebody must have been talked to; the server says no otherwise. */
const SHORTEST_TALK = 20
const OUTCOMES: Outcome[] = ['reached', 'no_answer', 'busy', 'call_later', 'wrong_number', 'refused']

/** The call itself: begun and timed, asked along the script, ended with one of six large buttons (keys B and 1 to 6). */
export function CallPanel({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation(['voice', 'common'])
  const word = useWord()
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [note, setNote] = useState('')
  const [isCallBack, setCallBack] = useState(false)
  const [askingWhen, setAskingWhen] = useState(false)
  const seconds = useSeconds(startedAt)
  const attempt = useAttempt(visit)
  const end = (outcome: Outcome, callAt?: string) => {
    if (outcome === 'call_later' && !callAt) return setAskingWhen(true)
    attempt.send({
      outcome,
      startedAt,
      seconds,
      note,
      isCallBack,
      ...(outcome === 'reached' && { answers }),
      ...(callAt && { callAt }),
    })
  }
  const may = (outcome: Outcome) =>
    outcome === 'reached' ? seconds >= SHORTEST_TALK && Object.keys(answers).length > 0 : true
  useKeys([
    { key: 'b', label: 'voice:call.start', run: () => setStartedAt((at) => at ?? Date.now()) },
    ...OUTCOMES.map((outcome, index) => ({
      key: String(index + 1),
      label: `voice:outcome.${outcome}` as const,
      run: () => may(outcome) && !attempt.busy && end(outcome),
    })),
  ])
  return (
    <Card title={t('page.script')} aside={<Timer seconds={startedAt === null ? null : seconds} />}>
      <div className={styles.stack}>
        <Warnings visit={visit} isCallBack={isCallBack} />
        {startedAt === null && (
          <div className={styles.start}>
            <Button type="primary" size="large" onClick={() => setStartedAt(Date.now())}>
              {t('call.start')} <kbd>B</kbd>
            </Button>
            <p className={styles.hint}>{t('call.hint')}</p>
          </div>
        )}
        <ScriptAnswers script={visit.script} language={visit.customer.language} value={answers} onChange={setAnswers} />
        <label className={styles.field} htmlFor="call-note">
          <span>{t('call.note')}</span>
          <Input.TextArea
            id="call-note"
            rows={2}
            value={note}
            maxLength={4000}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <Checkbox checked={isCallBack} onChange={(event) => setCallBack(event.target.checked)}>
          {t('call.callBack')}
        </Checkbox>
        {attempt.refusal && <Alert type="error" showIcon role="alert" title={attempt.refusal} />}
        <fieldset className={styles.outcomes}>
          <legend>{t('call.outcome')}</legend>
          {OUTCOMES.map((outcome, index) => (
            <Button
              key={outcome}
              size="large"
              type={outcome === 'reached' ? 'primary' : 'default'}
              disabled={!may(outcome) || attempt.busy}
              onClick={() => end(outcome)}
            >
              {word(`outcome.${outcome}`)} <kbd>{index + 1}</kbd>
            </Button>
          ))}
        </fieldset>
        {!may('reached') && <p className={styles.hint}>{t('call.tooShort')}</p>}
        {askingWhen && (
          <CallLater visit={visit} onChoose={(at) => end('call_later', at)} onClose={() => setAskingWhen(false)} />
        )}
      </div>
    </Card>
  )
}

function useSeconds(startedAt: number | null): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (startedAt === null) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [startedAt])
  return startedAt === null ? 0 : Math.max(0, Math.floor((now - startedAt) / 1000))
}

function Timer({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation('voice')
  if (seconds === null) return null
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span className={styles.timer} role="timer" aria-label={t('call.duration')}>
      {t('call.running')} {text}
    </span>
  )
}

/** What speaks against calling now: said before the number is dialled, not after. */
function Warnings({ visit, isCallBack }: { visit: ReturnVisit; isCallBack: boolean }) {
  const { t } = useTranslation('voice')
  const { dates } = useFormat()
  const now = useNow()
  if (isCallBack) return null
  const zone = dates(visit.customer.timeZone)
  const isEarly = Date.parse(visit.dueAt) > now
  return (
    <>
      {isEarly && <Alert type="info" showIcon title={t('call.notDue', { when: zone.dayTime(visit.dueAt) })} />}
      {!visit.customer.mayBeCalledNow && (
        <Alert type="warning" showIcon title={t('call.quietNow', { time: zone.time(now) })} />
      )}
    </>
  )
}
