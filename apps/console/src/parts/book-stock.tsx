import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { BOOKED, DocumentForm } from './document-form.tsx'

const WIDTH = 760

export function Receive() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('do.receipt')} needs="parts.book" width={WIDTH} isMain>
      {(close) => <DocumentForm kind="receipt" onClose={close} onBooked={(id) => go(paths.stockDocument(id))} />}
    </DialogButton>
  )
}

/** What a keeper does all day: take in, hand out, sort out. */
export function BookStock() {
  const { t } = useTranslation(['parts', 'common'])
  const can = useCan()
  const go = useGo()
  const [kind, setKind] = useState<(typeof BOOKED)[number] | null>(null)
  if (!can('parts.book')) return null
  const others = BOOKED.filter((one) => one !== 'receipt').map((one) => ({
    key: one,
    label: t(`do.${one}`),
    onClick: () => setKind(one),
  }))
  const close = () => setKind(null)
  return (
    <>
      <Dropdown menu={{ items: others }} trigger={['click']}>
        <Button>{t('common:do.more')}</Button>
      </Dropdown>
      <Receive />
      <Modal
        open={kind !== null}
        title={kind && t(`do.${kind}`)}
        footer={null}
        width={WIDTH}
        onCancel={close}
        destroyOnHidden
      >
        {kind && <DocumentForm kind={kind} onClose={close} onBooked={(id) => go(paths.stockDocument(id))} />}
      </Modal>
    </>
  )
}
