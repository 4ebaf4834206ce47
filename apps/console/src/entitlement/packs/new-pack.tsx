import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api, api } from '../../shell/api.ts'
import { FormShell } from '../../shell/form-shell.tsx'
import { useGo } from '../../shell/go.tsx'
import { useChange } from '../../shell/use-change.ts'
import { classWord } from './marks.tsx'
import styles from './packs.module.css'

type Begun = { packId: string; reason: string; content?: Record<string, unknown> }

/** Begins a draft and opens it. */
export function useBeginDraft() {
  const { t } = useTranslation('packs')
  const go = useGo()
  return useChange(async (body: Begun) => (await api.POST('/api/v1/entitlement/pack-versions', { body })).data!, {
    paths: ['/api/v1/entitlement/packs', '/api/v1/entitlement/packs/{packId}'],
    done: t('done.begun'),
    next: ({ id }) => go(paths.rulePackVersion(id)),
  })
}

type Values = { packId: string; jurisdiction: string; productClasses: string[]; reason: string }

/** A pack of the company's own: named, placed, and filled in the editor. */
export function NewPack({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['packs', 'common'])
  const begin = useBeginDraft()
  const known = $api.useQuery('get', '/api/v1/entitlement/packs', {}, { enabled: open })
  const classes = [...new Set((known.data?.items ?? []).flatMap((one) => one.productClasses))].sort()
  const send = ({ packId, reason, jurisdiction, productClasses }: Values) =>
    begin.mutate({
      packId,
      reason,
      content: { id: packId, version: '-', jurisdiction: jurisdiction.trim(), productClasses, rules: [] },
    })
  return (
    <Modal open={open} title={t('new.title')} footer={null} onCancel={onClose} destroyOnHidden>
      <p className={styles.hint}>{t('new.hint')}</p>
      <FormShell<Values>
        busy={begin.isPending}
        error={begin.error}
        submitLabel={t('new.begin')}
        onSubmit={send}
        onCancel={onClose}
      >
        <Form.Item
          name="packId"
          label={t('new.packId')}
          extra={t('new.packIdHint')}
          rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, message: t('new.packIdWrong') }]}
        >
          <Input autoFocus spellCheck={false} />
        </Form.Item>
        <Form.Item name="jurisdiction" label={t('field.place')} extra={t('new.placeHint')} rules={[{ required: true }]}>
          <Input maxLength={10} spellCheck={false} />
        </Form.Item>
        <Form.Item name="productClasses" label={t('field.productClasses')} rules={[{ required: true }]}>
          <Select mode="tags" options={classes.map((value) => ({ value, label: classWord(value) }))} />
        </Form.Item>
        <Reason />
      </FormShell>
    </Modal>
  )
}

export function Reason() {
  const { t } = useTranslation('packs')
  return (
    <Form.Item
      name="reason"
      label={t('new.reason')}
      extra={t('new.reasonHint')}
      rules={[{ required: true, whitespace: true }]}
    >
      <Input.TextArea rows={2} maxLength={2000} />
    </Form.Item>
  )
}

/** The next version of a pack that is there: only why is asked. */
export function NewVersion({ packId, open, onClose }: { packId: string; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('packs')
  const begin = useBeginDraft()
  return (
    <Modal open={open} title={t('new.version', { pack: packId })} footer={null} onCancel={onClose} destroyOnHidden>
      <p className={styles.hint}>{t('new.versionHint')}</p>
      <FormShell<{ reason: string }>
        busy={begin.isPending}
        error={begin.error}
        submitLabel={t('new.begin')}
        onSubmit={({ reason }) => begin.mutate({ packId, reason })}
        onCancel={onClose}
      >
        <Reason />
      </FormShell>
    </Modal>
  )
}
