import { Icon } from '@aftercare/ui'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import styles from './caller-search.module.css'
import { TierTag } from './tier-tag.tsx'

/** Who calls: the last digits of the number on the display are enough. */
export function CallerSearch() {
  const { t } = useTranslation('parties')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={<Callers onDone={() => setOpen(false)} />}
    >
      <Button icon={<Icon name="phone" size={16} />}>{t('caller.title')}</Button>
    </Popover>
  )
}

function Callers({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('parties')
  const go = useGo()
  const [tail, setTail] = useState('')
  const digits = tail.replace(/\D/g, '')
  const asked = { params: { query: { tail: digits } } }
  const found = $api.useQuery('get', '/api/v1/customers/by-phone', asked, { enabled: digits.length >= 3 })
  const open = (id: string) => {
    go(paths.customer(id))
    onDone()
  }
  const items = digits.length >= 3 ? (found.data?.items ?? []) : []
  return (
    <div className={styles.box}>
      <Input
        autoFocus
        type="tel"
        value={tail}
        aria-label={t('caller.placeholder')}
        placeholder={t('caller.placeholder')}
        onChange={(event) => setTail(event.target.value)}
      />
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={`${one.customerId} ${one.contactId}`}>
            <button type="button" className={styles.caller} onClick={() => open(one.customerId)}>
              <strong>
                {one.contactName ? t('caller.contactOf', { contact: one.contactName, customer: one.name }) : one.name}
              </strong>
              <span className={styles.note}>
                {one.phone} {one.city} <TierTag tier={one.tier} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {digits.length >= 3 && found.data && items.length === 0 && <p className={styles.note}>{t('caller.nothing')}</p>}
    </div>
  )
}
