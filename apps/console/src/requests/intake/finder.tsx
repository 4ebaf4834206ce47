import { Icon } from '@aftercare/ui'
import { keepPreviousData } from '@tanstack/react-query'
import { AutoComplete, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import styles from './intake.module.css'

type FinderProps = {
  onCustomer: (id: string) => void
  onAsset: (id: string) => void
  onNew: (typed: string) => void
}

/** The tail of the number on the display, a name, or a serial: what fits appears while typing. */
export function Finder({ onCustomer, onAsset, onNew }: FinderProps) {
  const { t } = useTranslation('requests')
  const [typed, setTyped] = useState('')
  const { q, items, isSettled } = useFound(typed)
  const choose = (key: string) => {
    const [kind, id = ''] = key.split(' ')
    if (kind === 'asset') onAsset(id)
    else onCustomer(id)
  }
  return (
    <div className={styles.finder}>
      <AutoComplete
        className={styles.find ?? ''}
        autoFocus
        defaultActiveFirstOption
        options={items}
        value={typed}
        onSearch={setTyped}
        onSelect={choose}
        aria-label={t('intake.find')}
      >
        <Input size="large" prefix={<Icon name="search" size={16} />} placeholder={t('intake.find')} allowClear />
      </AutoComplete>
      {q !== '' && isSettled && (
        <p className={styles.finderFoot}>
          {items.length === 0 && <span>{t('intake.nobody', { q })}</span>}
          <Button size="small" onClick={() => onNew(typed.trim())}>
            {t('intake.newCustomer')}
          </Button>
        </p>
      )}
    </div>
  )
}

const rest = 150

function useFound(typed: string) {
  const { t } = useTranslation('requests')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), rest)
    return () => clearTimeout(timer)
  }, [typed])
  const digits = q.replace(/\D/g, '')
  const isPhone = digits.length >= 4 && /^[+\d\s()-]+$/.test(q)
  const callers = $api.useQuery(
    'get',
    '/api/v1/customers/by-phone',
    { params: { query: { tail: digits } } },
    { enabled: isPhone, placeholderData: keepPreviousData },
  )
  const found = $api.useQuery(
    'get',
    '/api/v1/search',
    { params: { query: { q, kinds: 'customer,asset', limit: 10 } } },
    { enabled: q.length >= 2, placeholderData: keepPreviousData },
  )
  const byPhone = isPhone ? (callers.data?.items ?? []) : []
  const known = new Set(byPhone.map((one) => one.customerId))
  const hits = q.length >= 2 ? (found.data?.items ?? []).filter((one) => !known.has(one.id)) : []
  const items = [
    ...byPhone.map((one) => ({
      value: `customer ${one.customerId}`,
      key: `customer ${one.customerId} ${one.contactId}`,
      label: (
        <Hit
          kind={t('column.customer')}
          title={one.contactName ? `${one.contactName} · ${one.name}` : one.name}
          about={[one.phone, one.city]}
        />
      ),
    })),
    ...hits.map((one) => ({
      value: `${one.kind} ${one.id}`,
      key: `${one.kind} ${one.id}`,
      label: (
        <Hit
          kind={t(one.kind === 'asset' ? 'column.asset' : 'column.customer')}
          title={one.title}
          about={[one.subtitle]}
        />
      ),
    })),
  ]
  const isSettled = !found.isFetching && !callers.isFetching && q === typed.trim()
  return { q, items: q === '' ? [] : items, isSettled }
}

function Hit({ kind, title, about }: { kind: string; title: string; about: (string | null)[] }) {
  return (
    <span className={styles.hit}>
      <span className={styles.hitKind}>{kind}</span>
      <span className={styles.strong}>{title}</span>
      <span className={styles.quiet}>{about.filter(Boolean).join(' · ')}</span>
    </span>
  )
}
