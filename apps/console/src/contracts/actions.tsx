import { type Answer, ifMatch } from '@aftercare/api'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Contract, touched } from './contract-page.tsx'
import { CancelDialog, SuspendDialog, TransferDialog } from './dialogs.tsx'

type Open = 'suspend' | 'cancel' | 'transfer' | null

/** The one thing that comes next as a button, the rest in a menu. */
export function ContractActions({ contract }: { contract: Contract }) {
  const { t } = useTranslation(['contracts', 'common'])
  const go = useGo()
  const [open, setOpen] = useState<Open>(null)
  const at = { params: { path: { id: contract.id } }, headers: ifMatch(contract.version) }
  const sign = useChange(
    async () =>
      (await api.PUT('/api/v1/contracts/{id}/activation', at as never)) as {
        data: Answer<'/api/v1/contracts/{id}'>
      },
    { paths: touched, done: ({ data }) => t('done.signed', { number: data.number ?? '' }), tellRefusal: true },
  )
  const drop = useChange(() => api.DELETE('/api/v1/contracts/{id}', { params: { path: { id: contract.id } } }), {
    paths: ['/api/v1/contracts'],
    done: t('done.dropped'),
    next: () => go(paths.contracts()),
    tellRefusal: true,
  })
  const resume = useChange(() => api.DELETE('/api/v1/contracts/{id}/suspension', at as never), {
    paths: touched,
    done: t('done.saved'),
    tellRefusal: true,
  })
  const renew = useChange(
    async () =>
      (await api.POST('/api/v1/contracts/{id}/renewal', { params: { path: { id: contract.id } } } as never)) as {
        data: { id: string }
      },
    { paths: touched, next: ({ data }) => go(paths.contract(data.id)), tellRefusal: true },
  )
  const may = (what: Contract['can'][number]) => contract.can.includes(what)
  const rest = [
    ...(may('suspend') ? [{ key: 'suspend', label: t('do.suspend'), onClick: () => setOpen('suspend') }] : []),
    ...(may('transfer') ? [{ key: 'transfer', label: t('do.transfer'), onClick: () => setOpen('transfer') }] : []),
    ...(may('cancel')
      ? [{ key: 'cancel', label: t('do.cancel'), danger: true, onClick: () => setOpen('cancel') }]
      : []),
    ...(may('delete')
      ? [{ key: 'delete', label: t('do.delete'), danger: true, onClick: () => drop.mutate(undefined) }]
      : []),
  ]
  const isBlocked = contract.findings.some(
    (one) => one.gate === 'refused' || (one.gate === 'role' && !one.overriddenAt),
  )
  const close = () => setOpen(null)
  return (
    <>
      {may('activate') && (
        <Button type="primary" disabled={isBlocked} loading={sign.isPending} onClick={() => sign.mutate(undefined)}>
          {t('do.activate')}
        </Button>
      )}
      {may('resume') && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {t('do.resume')}
        </Button>
      )}
      {may('renew') && (
        <Button loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
          {t('do.renew')}
        </Button>
      )}
      <Button href={`/api/v1/contracts/${contract.id}/contract.pdf`} target="_blank">
        {t('do.paper')}
      </Button>
      {rest.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: rest }}>
          <Button>{t('common:do.more')}</Button>
        </Dropdown>
      )}
      {open === 'suspend' && <SuspendDialog contract={contract} onClose={close} />}
      {open === 'transfer' && <TransferDialog contract={contract} onClose={close} />}
      {open === 'cancel' && <CancelDialog contract={contract} onClose={close} />}
    </>
  )
}
