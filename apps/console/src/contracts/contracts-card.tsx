import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { useRelated } from '../parties/work.tsx'
import { paths } from '../paths.ts'
import { Go, useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useAssetContracts } from './asset-contracts.ts'
import styles from './contracts.module.css'
import { ContractStatus, LeftText } from './marks.tsx'
import { VerifyDialog } from './verify-dialog.tsx'

/** The contracts of a customer, the running ones first by their end. */
export function CustomerContractsCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const go = useGo()
  const { calendarDay } = useFormat()
  const named = useNamed()
  const contracts = useRelated('/api/v1/contracts', 'contracts.read', { customerId }, 12)
  const sell = can('contracts.sell') && (
    <Button type="text" size="small" onClick={() => go(paths.newContract({ customerId }))}>
      {t('do.sell')}
    </Button>
  )
  if (!can('contracts.read')) return null
  return (
    <Card title={t('contracts')} aside={sell}>
      {contracts.length === 0 && <p className={styles.quiet}>{t('empty')}</p>}
      <div className={styles.stack}>
        {contracts.map((one) => (
          <p key={one.id} className={styles.sum}>
            <span>
              <Go to={paths.contract(one.id)}>{one.number ?? t('status.draft')}</Go> {named(one.product)}
              <br />
              <span className={styles.quiet}>
                {calendarDay(one.startsOn)} – {calendarDay(one.endsOn)} · {t('units', { count: one.units })}
              </span>
            </span>
            <ContractStatus status={one.status} />
          </p>
        ))}
      </div>
    </Card>
  )
}

/** What covers a product beyond its warranty, what is left, and when somebody comes next. */
export function AssetContractsCard({ assetId, customerId }: { assetId: string; customerId: string | null }) {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const go = useGo()
  const { calendarDay } = useFormat()
  const named = useNamed()
  const [verifying, setVerifying] = useState(false)
  const query = useAssetContracts(assetId)
  if (!can('contracts.read') || !query.data) return null
  const { items, verification } = query.data
  const sell = can('contracts.sell') && customerId && (
    <span>
      <Button type="text" size="small" onClick={() => setVerifying(true)}>
        {t('do.verify')}
      </Button>
      <Button type="text" size="small" onClick={() => go(paths.newContract({ customerId, assetId }))}>
        {t('do.sell')}
      </Button>
    </span>
  )
  return (
    <Card title={t('contracts')} aside={sell}>
      {items.length === 0 && <p className={styles.quiet}>{t('emptyUnit')}</p>}
      <div className={styles.stack}>
        {items.map((one) => (
          <div key={one.id}>
            <p className={styles.sum}>
              <span>
                <Go to={paths.contract(one.id)}>{one.number}</Go> {named(one.name)}
              </span>
              <ContractStatus status={one.status} />
            </p>
            <p className={styles.quiet}>
              {calendarDay(one.startsOn)} – {calendarDay(one.endsOn)}
            </p>
            {one.allowances.map((allowance) => (
              <p key={allowance.id} className={styles.quiet}>
                <LeftText of={allowance} currency={one.currency} />
              </p>
            ))}
          </div>
        ))}
        {verification && (
          <p className={styles.quiet}>
            {t(`verification.${verification.result}`)}
            {verification.hasLabel && ` · ${t('verification.hasLabel')}`}
          </p>
        )}
      </div>
      {verifying && <VerifyDialog assetId={assetId} onClose={() => setVerifying(false)} />}
    </Card>
  )
}
