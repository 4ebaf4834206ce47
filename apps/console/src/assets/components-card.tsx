import { Card, CopyText } from '@aftercare/ui'
import { usePartName } from '@aftercare/words/web'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Asset, touched } from './asset-page.tsx'
import styles from './history.module.css'
import { PartSelect } from './parts-select.tsx'

type Component = Asset['components'][number]
type Values = { position: string; partNumber: string; serial?: string; replacesId?: string }

/** As maintained: what is fitted now, and what was. */
export function ComponentsCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [open, setOpen] = useState<Component | 'new' | null>(null)
  const fitted = asset.components.filter((one) => one.removedAt === null)
  const earlier = asset.components.filter((one) => one.removedAt !== null)
  const add = (
    <Button type="text" size="small" onClick={() => setOpen('new')}>
      {t('page.fit')}
    </Button>
  )
  return (
    <Card title={t('page.components')} aside={can('assets.change') && add}>
      {asset.components.length === 0 && <p className={styles.none}>{t('page.noComponents')}</p>}
      <ul className={styles.list}>
        {fitted.map((one) => (
          <ComponentLine key={one.id} asset={asset} component={one} onReplace={() => setOpen(one)} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className={styles.old}>
          <summary>{t('page.earlier')}</summary>
          <ul className={styles.list}>
            {earlier.map((one) => (
              <ComponentLine key={one.id} asset={asset} component={one} />
            ))}
          </ul>
        </details>
      )}
      <Modal open={open !== null} title={t('page.fit')} footer={null} onCancel={() => setOpen(null)} destroyOnHidden>
        {open && <FitForm asset={asset} replaced={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      </Modal>
    </Card>
  )
}

type LineProps = { asset: Asset; component: Component; onReplace?: () => void }

function ComponentLine({ asset, component, onReplace }: LineProps) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const partName = usePartName()
  const path = { id: asset.id, componentId: component.id }
  const out = useChange(
    () => api.PUT('/api/v1/assets/{id}/components/{componentId}/removal', { params: { path }, body: {} }),
    { paths: touched, tellRefusal: true },
  )
  return (
    <li className={styles.node}>
      <span className={styles.head}>
        <strong>{partName(component.position)}</strong>
        {component.partNumber}
        {component.serial && <CopyText text={component.serial} />}
      </span>
      <span className={styles.note}>
        <At at={component.fittedAt} only="day" />
        {component.removedAt && ' – '}
        <At at={component.removedAt} only="day" />
      </span>
      {onReplace && can('assets.change') && (
        <span>
          <Button type="link" size="small" onClick={onReplace}>
            {t('page.replace')}
          </Button>
          <Button type="link" size="small" loading={out.isPending} onClick={() => out.mutate(undefined)}>
            {t('page.takeOut')}
          </Button>
        </span>
      )}
    </li>
  )
}

function FitForm({ asset, replaced, onClose }: { asset: Asset; replaced: Component | null; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const partName = usePartName()
  const save = useChange(
    (values: Values) =>
      api.POST('/api/v1/assets/{id}/components', { params: { path: { id: asset.id } }, body: filled(values) }),
    { paths: touched, done: t('common:saved'), next: onClose },
  )
  const fitted = asset.components.filter((one) => one.removedAt === null)
  const options = fitted.map((one) => ({
    value: one.id,
    label: [partName(one.position), one.partNumber, one.serial].filter(Boolean).join(' · '),
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={
        replaced ? { position: replaced.position, partNumber: replaced.partNumber, replacesId: replaced.id } : {}
      }
      onCancel={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="position" label={t('field.position')} rules={[{ required: true, whitespace: true }]}>
        <PartSelect />
      </Form.Item>
      <Form.Item name="partNumber" label={t('field.partNumber')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="serial" label={t('field.componentSerial')}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      {options.length > 0 && (
        <Form.Item name="replacesId" label={t('field.replacesId')}>
          <Select allowClear options={options} />
        </Form.Item>
      )}
    </FormShell>
  )
}
