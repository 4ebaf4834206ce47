import { ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { Alert, Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCountryName } from '../shell/country.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { DialogButton } from './dialog-button.tsx'
import { Day, Percent, RuleText } from './marks.tsx'
import { type Rounding, RoundingForm } from './rounding-form.tsx'
import { type Tax, TaxForm, taxPaths } from './tax-form.tsx'
import type { SettingWork } from './validity-fields.tsx'

/** A tax rate beside the list: what it says, whether somebody has looked at it, and the ways to change it. */
export function TaxPanel({ row }: { row: Tax }) {
  const { t } = useTranslation('billing')
  const can = useCan()
  const confirm = useChange(
    () =>
      api.PATCH('/api/v1/tax-rates/{id}', {
        params: { path: { id: row.id } },
        headers: ifMatch(row.version),
        body: { isConfirmed: true },
      }),
    { paths: taxPaths, done: t('said.confirmed'), tellRefusal: true },
  )
  const facts = [
    { label: t('column.taxCategory'), value: t(`taxCategory.${row.taxCategory}`) },
    { label: t('field.taxRate'), value: <Percent bp={row.bp} /> },
  ]
  return (
    <Setting row={row} facts={facts} form={(work, close) => <TaxForm row={row} work={work} onClose={close} />}>
      {!row.isConfirmed && (
        <Alert
          type="warning"
          showIcon
          title={t('toConfirm')}
          description={t('toConfirmHint')}
          action={
            can('billing.settings') && (
              <Button size="small" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
                {t('do.confirm')}
              </Button>
            )
          }
        />
      )}
    </Setting>
  )
}

export function RoundingPanel({ row }: { row: Rounding }) {
  const { t } = useTranslation('billing')
  return (
    <Setting
      row={row}
      facts={[
        { label: t('column.currency'), value: row.currency },
        { label: t('column.rule'), value: <RuleText of={row.rule} /> },
      ]}
      form={(work, close) => <RoundingForm row={row} work={work} onClose={close} />}
    />
  )
}

type SettingProps = {
  row: { country: string; validFrom: string; validTo: string | null; source: string | null; version: number }
  facts: { label: string; value: ReactNode }[]
  form: (work: SettingWork, close: () => void) => ReactNode
  children?: ReactNode
}

function Setting({ row, facts, form, children }: SettingProps) {
  const countryName = useCountryName()
  const { t } = useTranslation('billing')
  const all = [
    { label: t('column.country'), value: countryName(row.country) },
    ...facts,
    { label: t('column.validFrom'), value: <Day of={row.validFrom} /> },
    ...(row.validTo ? [{ label: t('column.validTo'), value: <Day of={row.validTo} /> }] : []),
    ...(row.source ? [{ label: t('column.source'), value: row.source }] : []),
  ]
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      {children}
      <Facts facts={all} />
      <Space wrap>
        <DialogButton label={t('do.correct')} needs="billing.settings">
          {(close) => form('correct', close)}
        </DialogButton>
        {row.validTo === null && (
          <DialogButton label={t('do.newFrom')} needs="billing.settings">
            {(close) => form('follow', close)}
          </DialogButton>
        )}
      </Space>
    </Space>
  )
}
