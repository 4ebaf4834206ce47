import type { Answer } from '@aftercare/api'
import { Card, EmptyState, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { KeyForm } from './key-form.tsx'
import { useRightNames } from './rights.ts'
import styles from './settings.module.css'

type Key = Answer<'/api/v1/api-keys'>['items'][number]

/** Keys of other systems: what each may do, when it was last used, and its end. */
export function ApiKeys() {
  const { t } = useTranslation('people')
  const [adding, setAdding] = useState(false)
  const query = $api.useQuery('get', '/api/v1/api-keys', {})
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('key.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.settings(), label: t('settings.title') }}
        title={t('settings.apiKeys')}
        actions={add}
      />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('key.emptyHint')}</p>
            {items.length === 0 && <EmptyState icon="lock" title={t('key.empty')} action={add} />}
            {items.map((key) => (
              <KeyCard key={key.id} one={key} />
            ))}
          </div>
        )}
      </QueryState>
      <Modal
        open={adding}
        title={t('key.add')}
        footer={null}
        width={720}
        onCancel={() => setAdding(false)}
        destroyOnHidden
      >
        <KeyForm onDone={() => setAdding(false)} />
      </Modal>
    </>
  )
}

function KeyCard({ one }: { one: Key }) {
  const { t } = useTranslation('people')
  const { dates } = useFormat()
  const { person } = useSession()
  const nameOf = useRightNames()
  const format = dates(person.timeZone)
  const state = one.revokedAt
    ? 'revoked'
    : one.expiresAt && Date.parse(one.expiresAt) <= Date.now()
      ? 'expired'
      : 'active'
  const facts = [
    `${t('key.prefix')} ${one.prefix}…`,
    [
      `${t('key.createdAt')} ${format.day(one.createdAt)}`,
      one.createdBy && t('key.createdBy', { name: one.createdBy.name }),
    ]
      .filter(Boolean)
      .join(' '),
    `${t('key.lastUsed')}: ${one.lastUsedAt ? format.dayTime(one.lastUsedAt) : t('key.never')}`,
    ...(one.expiresAt ? [t('page.validUntil', { day: format.day(one.expiresAt) })] : []),
  ]
  return (
    <Card
      title={one.name}
      aside={<StatusTag tone={state === 'active' ? 'done' : 'neutral'}>{t(`key.${state}`)}</StatusTag>}
    >
      <p className={styles.note}>{facts.join(' · ')}</p>
      <p>{one.scopes.map(nameOf).join(' · ')}</p>
      {state !== 'revoked' && <Revoke one={one} />}
    </Card>
  )
}

function Revoke({ one }: { one: Key }) {
  const { t } = useTranslation('people')
  const [modal, holder] = Modal.useModal()
  const revoke = useChange(() => api.PUT('/api/v1/api-keys/{id}/revocation', { params: { path: { id: one.id } } }), {
    paths: ['/api/v1/api-keys'],
    done: t('key.revokeDone'),
    tellRefusal: true,
  })
  const ask = async () => {
    const sure = await modal.confirm({
      title: t('key.revokeTitle', { name: one.name }),
      content: t('key.revokeHint'),
      okText: t('key.revoke'),
      okButtonProps: { danger: true },
    })
    if (sure) revoke.mutate(undefined)
  }
  return (
    <>
      {holder}
      <Button
        danger
        size="small"
        className={styles.after!}
        loading={revoke.isPending}
        aria-label={`${t('key.revoke')} ${one.name}`}
        onClick={() => void ask()}
      >
        {t('key.revoke')}
      </Button>
    </>
  )
}
