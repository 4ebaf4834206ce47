import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Asset, touched } from './asset-page.tsx'
import styles from './history.module.css'
import { MeterChart } from './meter-chart.tsx'

type Reading = Asset['meters'][number]
type Values = { kind: Reading['kind']; value: number }

/** The meter over time: the curve, and every reading with where it came from. */
export function MetersCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [open, setOpen] = useState(false)
  const kind = asset.family.meterKind ?? asset.meters[0]?.kind
  if (!kind) return null
  const zone = asset.address?.timeZone
  const add = (
    <Button type="text" size="small" onClick={() => setOpen(true)}>
      {t('page.addReading')}
    </Button>
  )
  return (
    <Card title={t('page.meters')} aside={can('assets.change') && add}>
      {asset.meters.length === 0 && <p className={styles.none}>{t('page.noMeters')}</p>}
      <MeterChart readings={asset.meters.filter((one) => one.kind === kind)} zone={zone} />
      {asset.meters.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={t('page.meters')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('field.at')}</th>
                <th scope="col">{t('field.value')}</th>
                <th scope="col">{t('field.source')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {asset.meters.map((one) => (
                <ReadingRow key={one.id} asset={asset} reading={one} zone={zone} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Modal open={open} title={t('page.addReading')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <ReadingForm asset={asset} kind={kind} onClose={() => setOpen(false)} />
      </Modal>
    </Card>
  )
}

function ReadingRow({ asset, reading, zone }: { asset: Asset; reading: Reading; zone: string | undefined }) {
  const { t } = useTranslation('assets')
  const { numbers } = useFormat()
  const can = useCan()
  const judge = useChange(
    (isDoubtful: boolean) =>
      api.PUT('/api/v1/assets/{id}/meter-readings/{readingId}/doubt', {
        params: { path: { id: asset.id, readingId: reading.id } },
        body: { isDoubtful },
      }),
    { paths: touched, tellRefusal: true },
  )
  return (
    <tr>
      <td>
        <At at={reading.at} zone={zone} />
      </td>
      <td>
        {t(`meterValue.${reading.kind}`, { value: numbers.whole(reading.value) })}{' '}
        {reading.isDoubtful && (
          <StatusTag tone="waiting" title={t('page.doubtHint')}>
            {t('page.doubtful')}
          </StatusTag>
        )}
      </td>
      <td>{t(`source.${reading.source}`)}</td>
      <td>
        {can('assets.change') && (
          <Button type="link" size="small" onClick={() => judge.mutate(!reading.isDoubtful)}>
            {t(reading.isDoubtful ? 'page.trust' : 'page.doubt')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function ReadingForm({ asset, kind, onClose }: { asset: Asset; kind: Reading['kind']; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const save = useChange(
    (values: Values) =>
      api.POST('/api/v1/assets/{id}/meter-readings', {
        params: { path: { id: asset.id } },
        body: { ...values, source: 'desk' },
      }),
    { paths: touched, done: t('common:saved'), next: onClose },
  )
  const kinds = (['km', 'hour', 'cycle'] as const).map((value) => ({ value, label: t(`meterKind.${value}`) }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ kind }}
      onCancel={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="value" label={t('field.value')} rules={[{ required: true }]}>
        <InputNumber min={0} max={9_999_999_999} style={{ width: '100%' }} autoFocus />
      </Form.Item>
    </FormShell>
  )
}
