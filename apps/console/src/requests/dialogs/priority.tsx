import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { AskForm } from './ask-form.tsx'
import { LevelSelect } from './level-select.tsx'

export type NewPriority = { impact?: 1 | 2 | 3; urgency?: 1 | 2 | 3; reason: string }

type PriorityProps<Result> = {
  what: string
  run: (to: NewPriority) => Promise<Result>
  onDone: (result: Result | null) => void
}

/** Nobody types a priority: it follows from impact and urgency, for many as for one. */
export function PriorityDialog<Result>({ what, run, onDone }: PriorityProps<Result>) {
  const { t } = useTranslation(['requests', 'common'])
  return (
    <AskForm<NewPriority, Result>
      title={t('do.prioritiseTitle', { what })}
      hint={t('do.prioritiseHint')}
      submitLabel={t('do.prioritise')}
      run={run}
      onDone={onDone}
    >
      {(['impact', 'urgency'] as const).map((of) => (
        <Form.Item
          key={of}
          name={of}
          label={t(`reading.${of}`)}
          dependencies={['impact', 'urgency']}
          rules={[
            ({ getFieldsValue }) => ({
              validator: async () => {
                const { impact, urgency } = getFieldsValue()
                if (of === 'urgency' && !impact && !urgency) throw new Error(t('do.prioritiseNothing'))
              },
            }),
          ]}
        >
          <LevelSelect of={of} placeholder={t('do.prioritiseAsWas')} />
        </Form.Item>
      ))}
      <Form.Item name="reason" label={t('reading.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}
