import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { ConvertButton } from '../valuation/convert-button.tsx'
import styles from './chain-card.module.css'
import { Quantity } from './marks.tsx'
import { SuccessorForm } from './part-dialogs.tsx'
import type { Part } from './part-form.tsx'
import partStyles from './parts.module.css'

const path = '/api/v1/parts/{id}/chain'
type Chain = Answer<typeof path>

/** The chain of supersession drawn from the oldest to the newest: where we are, which one to order today, and what lies there of each. */
export function ChainCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const query = $api.useQuery('get', path, { params: { path: { id: part.id } } })
  useFresh({ subject: 'part', id: part.id, paths: [path] })
  const hasOld = part.successors.length > 0 && part.stock.some((one) => one.condition === 'good')
  const add = (
    <Space wrap>
      {hasOld && <ConvertButton part={part} kind="supersede" />}
      <DialogButton label={t('do.successor')} needs="parts.catalogue">
        {(close) => <SuccessorForm partId={part.id} onClose={close} />}
      </DialogButton>
    </Space>
  )
  return (
    <Card title={t('chain.title')} aside={add}>
      {query.data &&
        (query.data.parts.length < 2 ? (
          <p className={partStyles.quiet}>{t('chain.none')}</p>
        ) : (
          <Picture chain={query.data} unit={part.unit} />
        ))}
    </Card>
  )
}

/** One column a step; the arrows stand between the columns, so that the picture is read in one direction at any width. */
function Picture({ chain, unit }: { chain: Chain; unit: string }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const named = useNamed()
  const steps = [...new Set(chain.parts.map((one) => one.step))].sort((a, b) => a - b)
  return (
    <ol className={styles.chain}>
      {steps.map((step) => (
        <li key={step} className={styles.step}>
          {chain.parts
            .filter((one) => one.step === step)
            .map((one) => (
              <div key={one.id} className={styles.part} data-here={step === 0} data-current={one.isCurrent}>
                {chain.links
                  .filter((link) => link.toId === one.id)
                  .map((link) => (
                    <p key={link.fromId} className={styles.link}>
                      <span aria-hidden="true">{link.bothWays ? '⇄' : '→'}</span>{' '}
                      {t('chain.from', { day: calendarDay(link.fromOn) })}
                      {link.bothWays && ` · ${t('chain.bothWays')}`}
                    </p>
                  ))}
                <strong>{step === 0 ? one.number : <Go to={paths.part(one.id)}>{one.number}</Go>}</strong>
                <span className={partStyles.quiet}>{named(one.name)}</span>
                <span className={styles.foot}>
                  {t('column.free')} <Quantity of={one.free} unit={unit} />
                  {one.isCurrent && <em className={styles.now}>{t('chain.orderThis')}</em>}
                </span>
              </div>
            ))}
        </li>
      ))}
    </ol>
  )
}
