import { PAUSE_REASONS, type PauseReason } from '@aftercare/rules'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { codes } from '../codes.ts'
import { useWord } from '../words.ts'
import styles from './ask-form.module.css'
import { AskForm } from './ask-form.tsx'

export type Reason = { code: string; note?: string }

type ReasonProps<Result> = {
  /** Which codes: why it rests, why it is cancelled, how it ended. */
  group: 'hold' | 'cancel' | 'closure'
  what: string
  run: (reason: Reason) => Promise<Result>
  onDone: (result: Result | null) => void
}

const titles = { hold: 'do.pauseTitle', cancel: 'do.cancelTitle', closure: 'do.closeTitle' } as const
const labels = { hold: 'do.pause', cancel: 'do.cancel', closure: 'do.close' } as const

/** A coded reason with room for a note beside it, never instead of it. */
export function ReasonDialog<Result>({ group, what, run, onDone }: ReasonProps<Result>) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const options = codes[group].map((code) => ({
    value: code,
    label: (
      <>
        {word(`${group}.${code}`)} {group === 'hold' && <Stops reason={code as PauseReason} />}
      </>
    ),
  }))
  return (
    <AskForm<Reason, Result>
      title={t(titles[group], { what })}
      hint={group === 'hold' ? t('do.pauseHint') : undefined}
      submitLabel={t(labels[group])}
      run={({ code, note }) => run(note?.trim() ? { code, note: note.trim() } : { code })}
      onDone={onDone}
    >
      <Form.Item name="code" label={t('do.reason')} rules={[{ required: true, message: t('do.chooseReason') }]}>
        <Radio.Group vertical options={options} />
      </Form.Item>
      <Form.Item name="note" label={t('common:note')}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}

/** Which promises rest for this reason, and for how long at most. */
function Stops({ reason }: { reason: PauseReason }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { stops, maxDays } = PAUSE_REASONS[reason]
  const kinds = stops.map((kind) => word(`clock.kind.${kind}`)).join(' · ')
  const most = maxDays === null ? '' : ` (${t('do.atMostDays', { count: maxDays })})`
  return <span className={styles.stops}>{kinds === '' ? t('do.stopsNothing') : t('do.stops', { kinds }) + most}</span>
}
