import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Named } from '../../shell/list/define-list.ts'
import { useSession } from '../../shell/session.ts'
import { AskForm } from './ask-form.tsx'
import { OwnerPicker, StationPicker } from './pickers.tsx'

export type Assignment = { ownerId?: string | null; stationId?: string | null }

type AssignProps<Result> = {
  /** How many; one is named by its number in the title. */
  what: string
  owner?: Named | undefined
  station?: Named | undefined
  run: (to: Assignment, version?: string) => Promise<Result>
  onDone: (result: Result | null) => void
}

/** Who answers for it and which station does it. What is left as it is stays. */
export function AssignDialog<Result>({ what, owner, station, run, onDone }: AssignProps<Result>) {
  const { t } = useTranslation(['requests', 'common'])
  const [form] = Form.useForm<Assignment>()
  const { person } = useSession()
  const initial: Assignment = { ownerId: owner?.value ?? null, stationId: station?.value ?? null }
  const changed = (values: Assignment): Assignment => ({
    ...(values.ownerId === initial.ownerId ? {} : { ownerId: values.ownerId ?? null }),
    ...(values.stationId === initial.stationId ? {} : { stationId: values.stationId ?? null }),
  })
  return (
    <AskForm<Assignment, Result>
      title={t('do.assignTitle', { what })}
      submitLabel={t('common:do.assign')}
      initial={initial}
      form={form}
      run={(values, version) => run(changed(values), version)}
      fieldNames={{ ownerId: t('column.owner'), stationId: t('column.station') }}
      onDone={onDone}
    >
      <Form.Item
        name="ownerId"
        label={t('column.owner')}
        extra={
          <Button type="link" size="small" onClick={() => form.setFieldValue('ownerId', person.id)}>
            {t('do.takeIt')}
          </Button>
        }
      >
        <OwnerPicker label={t('column.owner')} known={owner ?? { value: person.id, label: person.name }} autoFocus />
      </Form.Item>
      <Form.Item name="stationId" label={t('column.station')}>
        <StationPicker label={t('column.station')} known={station} />
      </Form.Item>
    </AskForm>
  )
}
