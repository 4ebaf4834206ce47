import { ifMatch } from '@aftercare/api'
import { Button, Form, Input, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { DayField } from '../../shell/day-field.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { useKeys } from '../../shell/keys.ts'
import { useCan } from '../../shell/session.ts'
import { useChange } from '../../shell/use-change.ts'
import type { VersionAnswer } from './marks.tsx'
import styles from './packs.module.css'
import type { Draft } from './use-draft.ts'
import { touchedByPacks } from './use-draft.ts'

type Props = { version: VersionAnswer; draft: Draft; problems: number; isWritable: boolean }

/** What may be done next with a version: save, approve, withdraw; the check has its own tab. */
export function VersionActions({ version, draft, problems, isWritable }: Props) {
  const { t } = useTranslation('packs')
  const can = useCan()
  const [asked, setAsked] = useState<'approve' | 'withdraw' | null>(null)
  const isOpen = version.state === 'draft' || version.state === 'checked'
  const holds = version.state === 'approved' || version.state === 'in_force' || version.state === 'replaced'
  const mayWithdraw = (isOpen && can('entitlement.packs_change')) || (holds && can('entitlement.packs_approve'))
  useKeys([{ key: 'mod+s', label: 'packs:do.save', inFields: true, run: () => draft.isChanged && draft.save() }])
  return (
    <>
      {isWritable && draft.isChanged && (
        <Button type="primary" loading={draft.isSaving} disabled={problems > 0} onClick={draft.save}>
          {t('do.save')}
        </Button>
      )}
      {isOpen && can('entitlement.packs_approve') && !draft.isChanged && (
        <Tooltip title={whyNot(version, t('approve.unchecked'), t('approve.ownHand'))}>
          <Button
            type={version.state === 'checked' ? 'primary' : 'default'}
            disabled={version.state !== 'checked' || !version.mayApprove}
            onClick={() => setAsked('approve')}
          >
            {t('do.approve')}
          </Button>
        </Tooltip>
      )}
      {mayWithdraw && <Button onClick={() => setAsked('withdraw')}>{t('do.withdraw')}</Button>}
      <Approve version={version} open={asked === 'approve'} onClose={() => setAsked(null)} />
      <Withdraw version={version} open={asked === 'withdraw'} onClose={() => setAsked(null)} />
    </>
  )
}

function whyNot(version: VersionAnswer, unchecked: string, ownHand: string): string | null {
  if (version.state !== 'checked') return unchecked
  return version.mayApprove ? null : ownHand
}

type DialogProps = { version: VersionAnswer; open: boolean; onClose: () => void }

function Approve({ version, open, onClose }: DialogProps) {
  const { t } = useTranslation(['packs', 'common'])
  const send = useChange(
    (body: { inForceFrom: string }) =>
      api.PUT('/api/v1/entitlement/pack-versions/{id}/approval', {
        params: { path: { id: version.id } },
        body,
        headers: ifMatch(version.version),
      } as never),
    { paths: touchedByPacks, done: t('done.approved'), next: onClose },
  )
  return (
    <Modal
      open={open}
      title={t('approve.title', { version: version.packVersion })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className={styles.hint}>{t('approve.hint')}</p>
      <FormShell<{ inForceFrom: string }>
        busy={send.isPending}
        error={send.error}
        submitLabel={t('do.approve')}
        onSubmit={(values) => send.mutate(values)}
        onCancel={onClose}
      >
        <Form.Item name="inForceFrom" label={t('field.inForceFrom')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

function Withdraw({ version, open, onClose }: DialogProps) {
  const { t } = useTranslation(['packs', 'common'])
  const send = useChange(
    (body: { reason: string }) =>
      api.PUT('/api/v1/entitlement/pack-versions/{id}/withdrawal', {
        params: { path: { id: version.id } },
        body,
        headers: ifMatch(version.version),
      } as never),
    { paths: touchedByPacks, done: t('done.withdrawn'), next: onClose },
  )
  return (
    <Modal
      open={open}
      title={t('withdraw.title', { version: version.packVersion })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className={styles.hint}>{t('withdraw.hint')}</p>
      <FormShell<{ reason: string }>
        busy={send.isPending}
        error={send.error}
        submitLabel={t('do.withdraw')}
        onSubmit={(values) => send.mutate(values)}
        onCancel={onClose}
      >
        <Form.Item name="reason" label={t('new.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
