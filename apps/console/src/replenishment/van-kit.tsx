import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './van-kit.module.css'

const path = '/api/v1/stock-places/{id}/van-kit'
type Kit = Answer<typeof path>
const SHARE = 90

/** What a van should carry so that its visits find all their parts, with what each line is worth; one click drafts the transfer. */
export function VanKit({ placeId }: { placeId: string }) {
  const { t } = useTranslation('replenishment')
  const [sharePct, setShare] = useState(SHARE)
  const query = $api.useQuery('get', path, { params: { path: { id: placeId }, query: { sharePct } } })
  return (
    <div className={styles.kit}>
      <div className={styles.share}>
        <span>{t('kit.share')}</span>
        <InputNumber<number>
          min={1}
          max={100}
          value={sharePct}
          suffix="%"
          aria-label={t('kit.share')}
          onChange={(typed) => typed !== null && setShare(typed)}
        />
      </div>
      <QueryState query={query}>{(kit) => <Proposal kit={kit} sharePct={sharePct} />}</QueryState>
    </div>
  )
}

function Proposal({ kit, sharePct }: { kit: Kit; sharePct: number }) {
  const { t } = useTranslation('replenishment')
  const { money, numbers } = useFormat()
  const percent = (share: number) => numbers.percent(share)
  if (kit.visits === 0) return <Alert type="info" title={t('kit.noVisits')} />
  return (
    <>
      <p>{t(`kit.from.${kit.scope}`, { count: kit.visits })}</p>
      <p className={styles.sum}>
        {t('kit.sum', { before: percent(kit.before), after: percent(kit.after) })}
        {kit.lines.length > 0 &&
          ` ${t('kit.costs', { money: money({ minor: kit.moneyMinor, currency: kit.currency }) })}`}
      </p>
      {kit.lines.length > 0 && <Lines kit={kit} />}
      {kit.next.length > 0 && (
        <ul className={styles.next}>
          {kit.next.map((step) => (
            <li key={step.parts.map(({ part }) => part.id).join()}>
              {t('kit.more', {
                parts: step.parts.map(({ part, quantity }) => `${quantity} × ${part.number}`).join(' + '),
                gain: percent(step.gain),
                money: money({ minor: step.moneyMinor, currency: kit.currency }),
              })}
            </li>
          ))}
        </ul>
      )}
      {kit.idle.length > 0 && (
        <details className={styles.idle}>
          <summary>{t('kit.idle', { count: kit.idle.length })}</summary>
          {kit.idle.map(({ part, quantity }) => `${part.number} × ${numbers.quantity(quantity)}`).join(' · ')}
        </details>
      )}
      <Accept kit={kit} sharePct={sharePct} />
    </>
  )
}

function Lines({ kit }: { kit: Kit }) {
  const { t } = useTranslation('replenishment')
  const { numbers } = useFormat()
  const named = useNamed()
  return (
    <ul className={styles.lines}>
      {kit.lines.map(({ part, quantity, available, loss }) => (
        <li key={part.id}>
          <span>
            <Go to={paths.part(part.id)}>{part.number}</Go> {named(part.name)}
            <small>
              {t('kit.without', { loss: numbers.percent(loss) })}
              {available < quantity && ` · ${t('kit.short', { available })}`}
            </small>
          </span>
          <strong>
            <Quantity of={quantity} unit={part.unit} />
          </strong>
        </li>
      ))}
    </ul>
  )
}

function Accept({ kit, sharePct }: { kit: Kit; sharePct: number }) {
  const { t } = useTranslation('replenishment')
  const can = useCan()
  const params = { path: { id: kit.van.id } }
  const accept = useChange(async () => (await api.POST(path, { params, body: { sharePct } })).data!, {
    paths: [path, '/api/v1/shipments'],
    done: ({ shipment }) => t('kit.drafted', { number: shipment.number }),
    tellRefusal: true,
  })
  return (
    <div className={styles.do}>
      {accept.data && <Go to={paths.transfer(accept.data.shipment.id)}>{accept.data.shipment.number}</Go>}
      {!kit.source && <span>{t('kit.noSource')}</span>}
      {can('parts.book') && kit.source && (
        <Button
          type="primary"
          loading={accept.isPending}
          disabled={kit.lines.every((line) => line.available === 0)}
          onClick={() => accept.mutate(undefined)}
        >
          {t('kit.accept', { from: kit.source.name })}
        </Button>
      )}
    </div>
  )
}
