import type { Answer } from '@aftercare/api'
import { Card, EmptyState, StatusTag } from '@aftercare/ui'
import { usePartName } from '@aftercare/words/web'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import styles from './failure-codes.module.css'
import { FailureForm } from './failure-form.tsx'
import { useNamed } from './named.ts'

export type FailureCode = Answer<'/api/v1/failure-codes'>['items'][number]
const kinds = ['symptom', 'cause', 'remedy'] as const

/** Symptoms, causes and remedies, for one family with those of every family, or all. */
export function FailureCodes() {
  const { t } = useTranslation('assets')
  const can = useCan()
  const { familyId, q } = useSearch({ strict: false }) as { familyId?: string; q?: string }
  const [edited, setEdited] = useState<FailureCode | 'new' | null>(null)
  const query = $api.useQuery('get', '/api/v1/failure-codes', { params: { query: familyId ? { familyId } : {} } })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('catalogue.failureCodes')}</h1>
        <Finders familyId={familyId} q={q} />
        {can('assets.catalogue') && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('catalogue.newCode')}
          </Button>
        )}
      </header>
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.columns}>
            {kinds.map((kind) => (
              <CodeColumn key={kind} kind={kind} codes={matching(items, q)} onEdit={setEdited} />
            ))}
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('catalogue.newCode') : edited?.code}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && (
          <FailureForm
            code={edited === 'new' ? null : edited}
            {...(familyId && { familyId })}
            onClose={() => setEdited(null)}
          />
        )}
      </Modal>
    </div>
  )
}

function matching(codes: readonly FailureCode[], q: string | undefined): FailureCode[] {
  const typed = (q ?? '').trim().toLowerCase()
  return codes.filter((one) => `${one.code} ${Object.values(one.name).join(' ')}`.toLowerCase().includes(typed))
}

function Finders({ familyId, q }: { familyId: string | undefined; q: string | undefined }) {
  const { t } = useTranslation(['assets', 'common'])
  const named = useNamed()
  const navigate = useNavigate()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } })
  const options = (families.data?.items ?? []).map((one) => ({ value: one.id, label: named(one.name) }))
  const set = (change: { familyId?: string | undefined; q?: string | undefined }) => {
    const next = Object.entries({ familyId, q, ...change }).filter(([, value]) => value)
    void navigate({ to: '.', search: Object.fromEntries(next) as never, replace: true, resetScroll: false })
  }
  return (
    <>
      <Select
        allowClear
        aria-label={t('column.familyId')}
        placeholder={t('column.familyId')}
        style={{ width: 220 }}
        options={options}
        value={familyId ?? null}
        onChange={(chosen) => set({ familyId: chosen ?? undefined })}
      />
      <Input.Search
        allowClear
        aria-label={t('common:do.search')}
        placeholder={t('common:do.search')}
        style={{ width: 220 }}
        defaultValue={q ?? ''}
        onChange={(event) => set({ q: event.target.value })}
      />
      <span className={styles.room} />
    </>
  )
}

type ColumnProps = { kind: FailureCode['kind']; codes: readonly FailureCode[]; onEdit: (code: FailureCode) => void }

function CodeColumn({ kind, codes, onEdit }: ColumnProps) {
  const { t } = useTranslation('assets')
  const own = codes.filter((one) => one.kind === kind)
  return (
    <Card title={t(`failure.${kind}`)} aside={<span className={styles.note}>{own.length}</span>}>
      {own.length === 0 && <EmptyState title={t('catalogue.noCodes')} />}
      <ul className={styles.list}>
        {own.map((one) => (
          <CodeLine key={one.id} code={one} onEdit={() => onEdit(one)} />
        ))}
      </ul>
    </Card>
  )
}

function CodeLine({ code, onEdit }: { code: FailureCode; onEdit: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const named = useNamed()
  const can = useCan()
  const partName = usePartName()
  return (
    <li className={styles.code}>
      <span className={styles.words}>
        <strong>{code.code}</strong> {named(code.name)}
        <span className={styles.note}>
          {code.component && partName(code.component)} {code.familyId === null && t('catalogue.everyFamily')}
        </span>
      </span>
      {code.isSafety && <StatusTag tone="breach">{t('column.isSafety')}</StatusTag>}
      {can('assets.catalogue') && (
        <Button type="text" size="small" aria-label={`${t('common:do.edit')} ${code.code}`} onClick={onEdit}>
          {t('common:do.edit')}
        </Button>
      )}
    </li>
  )
}
