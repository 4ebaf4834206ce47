import { useProblemText, useToast } from '@aftercare/ui'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api, problemFrom } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Asset, touched } from './asset-page.tsx'
import { printLabels } from './labels.ts'
import { RegisterDialog } from './register-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { VoidDialog } from './void-dialog.tsx'

type Dialog = 'transfer' | 'register' | 'void' | null

/** What can be done with a product: the main thing first, the rest in a menu. */
export function AssetActions({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const go = useGo()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const request = () =>
    go(paths.requestNew({ assetId: asset.id, ...(asset.customer && { customerId: asset.customer.id }) }))
  return (
    <>
      {can('requests.open') && (
        <Button type="primary" onClick={request}>
          {t('page.newRequest')}
        </Button>
      )}
      {can('assets.labels') && <LabelButton asset={asset} />}
      <More asset={asset} onOpen={setDialog} />
      {dialog === 'transfer' && <TransferDialog asset={asset} onClose={close} />}
      {dialog === 'register' && <RegisterDialog asset={asset} onClose={close} />}
      {dialog === 'void' && <VoidDialog asset={asset} onClose={close} />}
    </>
  )
}

function LabelButton({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const toast = useToast()
  const textOf = useProblemText()
  const [busy, setBusy] = useState(false)
  const print = async () => {
    setBusy(true)
    try {
      await printLabels([asset.id])
      toast({ text: t('list.labelsDone', { count: 1 }) })
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void print()}>
      {t('page.label')}
    </Button>
  )
}

function More({ asset, onOpen }: { asset: Asset; onOpen: (dialog: Dialog) => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const can = useCan()
  const { modal } = App.useApp()
  const path = { params: { path: { id: asset.id } } }
  const restore = useChange(() => api.DELETE('/api/v1/assets/{id}/voiding', path), {
    paths: touched,
    done: t('page.restored'),
    tellRefusal: true,
  })
  const renew = useChange(() => api.POST('/api/v1/assets/{id}/label-renewal', path), {
    paths: touched,
    done: t('page.renewed'),
    tellRefusal: true,
  })
  const askRenewal = () =>
    modal.confirm({
      title: t('page.renewAsk'),
      content: t('page.renewHint'),
      okText: t('common:do.confirm'),
      cancelText: t('common:do.cancel'),
      onOk: () => renew.mutateAsync(undefined).catch(() => {}),
    })
  const items = [
    can('assets.change') && { key: 'transfer', label: t('page.transfer'), onClick: () => onOpen('transfer') },
    can('assets.change') &&
      asset.registeredOn === null && { key: 'register', label: t('page.register'), onClick: () => onOpen('register') },
    can('assets.labels') && { key: 'renew', label: t('page.renewLabel'), onClick: askRenewal },
    can('entitlement.void') &&
      (asset.voided
        ? { key: 'restore', label: t('page.restore'), onClick: () => restore.mutate(undefined) }
        : { key: 'void', label: t('page.void'), danger: true, onClick: () => onOpen('void') }),
  ].filter((item) => item !== false)
  if (items.length === 0) return null
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button>{t('common:do.more')}</Button>
    </Dropdown>
  )
}
