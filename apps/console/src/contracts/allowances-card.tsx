import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Contract, touched } from './contract-page.tsx'
import styles from './contracts.module.css'
import { LeftText } from './marks.tsx'

type Allowance = Contract['allowances'][number]

/** What is left, what was taken and for which job; one more by hand where a visit was made on another paper. */
export function AllowancesCard({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  return (
    <Card title={t('card.allowances')}>
      <div className={styles.stack}>
        {contract.allowances.map((one) => (
          <One key={one.id} allowance={one} contract={contract} />
        ))}
        <Uses contract={contract} />
      </div>
    </Card>
  )
}

function One({ allowance, contract }: { allowance: Allowance; contract: Contract }) {
  const { t } = useTranslation('contracts')
  const take = useChange(
    (jobId: string) =>
      api.PUT('/api/v1/contracts/{id}/allowances/{allowanceId}/uses/{jobId}', {
        params: { path: { id: contract.id, allowanceId: allowance.id, jobId } },
        body: {},
      }),
    { paths: touched, done: t('done.taken'), tellRefusal: true },
  )
  const isOpen = contract.can.includes('use') && allowance.unit !== 'amount' && allowance.left !== '0'
  return (
    <div>
      <p className={styles.sum}>
        <span>
          <LeftText of={allowance} currency={contract.currency} />
        </span>
        {isOpen && (
          <Button size="small" loading={take.isPending} onClick={() => take.mutate(crypto.randomUUID())}>
            {t('do.use')}
          </Button>
        )}
      </p>
      <Progress
        percent={Math.round((Number(allowance.used) / Number(allowance.total)) * 100)}
        showInfo={false}
        size="small"
        aria-label={t(`unit.${allowance.unit}`)}
      />
    </div>
  )
}

function Uses({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const { money } = useFormat()
  const query = $api.useQuery('get', '/api/v1/contracts/{id}/uses', { params: { path: { id: contract.id } } })
  const back = useChange(
    (use: { allowanceId: string; jobId: string }) =>
      api.DELETE('/api/v1/contracts/{id}/allowances/{allowanceId}/uses/{jobId}', {
        params: { path: { id: contract.id, ...use } },
      }),
    { paths: touched, tellRefusal: true },
  )
  const items = (query.data?.items ?? []).slice(0, 12)
  if (items.length === 0) return null
  return (
    <>
      <h3 className={styles.head}>{t('card.uses')}</h3>
      {items.map((use) => (
        <p key={`${use.allowanceId} ${use.jobId}`} className={styles.sum}>
          <span>
            <At at={use.at} only="day" /> · {t(`unit.${use.unit}`)}{' '}
            {use.unit === 'amount' ? money({ minor: use.quantity, currency: contract.currency }) : use.quantity}
            {use.note && ` · ${use.note}`}
          </span>
          <span className={styles.quiet}>
            {use.requestId && <Go to={paths.request(use.requestId)}>{t('column.requestId')}</Go>}
            {use.returnedAt && t('do.giveBack')}
            {use.jobType === 'hand' && !use.returnedAt && contract.can.includes('use') && (
              <Button
                size="small"
                type="text"
                onClick={() => back.mutate({ allowanceId: use.allowanceId, jobId: use.jobId })}
              >
                {t('do.giveBack')}
              </Button>
            )}
          </span>
        </p>
      ))}
    </>
  )
}
