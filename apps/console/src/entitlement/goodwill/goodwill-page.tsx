import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '../../billing/marks.tsx'
import { paths } from '../../paths.ts'
import { $api, api } from '../../shell/api.ts'
import { At } from '../../shell/at.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { Go, useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { PageHeader, TwoColumns } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useChange } from '../../shell/use-change.ts'
import { EvidenceLinks } from '../evidence.tsx'
import styles from '../panel.module.css'
import { GoodwillStatus } from './goodwill-list.tsx'
import { InputsCard } from './inputs-card.tsx'

const ONE = '/api/v1/entitlement/goodwill/{id}'
type Goodwill = Answer<typeof ONE>
type Doing = 'approve' | 'reject' | 'withdraw'

export function GoodwillPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', ONE, { params: { path: { id } } })
  useFresh({ subject: 'goodwill', id, paths: [ONE] })
  return <QueryState query={query}>{(goodwill) => <Page goodwill={goodwill} />}</QueryState>
}

/** One request for goodwill: what speaks for it, who bears what, and who may decide. */
function Page({ goodwill }: { goodwill: Goodwill }) {
  const { t } = useTranslation('goodwill')
  const [doing, setDoing] = useState<Doing | null>(null)
  return (
    <>
      <PageHeader
        back={{ to: paths.goodwillList(), label: t('title') }}
        number={goodwill.number}
        title={t(`reasonCode.${goodwill.reasonCode}`)}
        status={<GoodwillStatus status={goodwill.status} />}
        actions={goodwill.can.map((one) => (
          <Button key={one} type={one === 'approve' ? 'primary' : 'default'} onClick={() => setDoing(one)}>
            {t(`do.${one}`)}
          </Button>
        ))}
      />
      <TwoColumns
        main={
          <>
            <SharesCard goodwill={goodwill} />
            <InputsCard inputs={goodwill.inputs} />
          </>
        }
        side={
          <>
            <FactsCard goodwill={goodwill} />
            <LadderCard goodwill={goodwill} />
          </>
        }
      />
      {doing && <AnswerDialog goodwill={goodwill} doing={doing} onClose={() => setDoing(null)} />}
    </>
  )
}

function SharesCard({ goodwill }: { goodwill: Goodwill }) {
  const { t } = useTranslation(['goodwill', 'entitlement'])
  const { money, numbers } = useFormat()
  const { currency } = goodwill
  const pct = (share: number) => numbers.percent(share / 100, 0)
  return (
    <Card title={t('page.shares')}>
      <div className={styles.scroll}>
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t('field.kind')}</th>
              <th scope="col">{t('field.amount')}</th>
              <th scope="col">{t('field.manufacturer')}</th>
              <th scope="col">{t('field.dealer')}</th>
              <th scope="col">{t('field.customer')}</th>
            </tr>
          </thead>
          <tbody>
            {goodwill.shares.map((one) => (
              <tr key={one.kind}>
                <th scope="row">{t(`entitlement:kind.${one.kind}`)}</th>
                <td>
                  <Money minor={one.amountMinor} currency={currency} />
                </td>
                <td>{pct(one.manufacturerPct)}</td>
                <td>{pct(one.dealerPct)}</td>
                <td>{pct(one.customerPct)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.sumOf}>
        {t('page.given', { amount: money({ minor: goodwill.givenMinor, currency }) })}{' '}
        {t('page.of', { amount: money({ minor: goodwill.amountMinor, currency }) })}
      </p>
      <p className={styles.note}>{t('page.apart')}</p>
    </Card>
  )
}

function FactsCard({ goodwill }: { goodwill: Goodwill }) {
  const { t } = useTranslation('goodwill')
  const { calendarDay, enumerated } = useFormat()
  const partName = usePartName()
  const { decided } = goodwill
  const facts = [
    { label: t('page.product'), value: <Go to={paths.asset(goodwill.assetId)}>{goodwill.serial}</Go> },
    ...(goodwill.requestId
      ? [{ label: t('page.request'), value: <Go to={paths.request(goodwill.requestId)}>{t('page.openRequest')}</Go> }]
      : []),
    {
      label: t('page.validLabel'),
      value: t('page.valid', { from: calendarDay(goodwill.validFrom), to: calendarDay(goodwill.validTo) }),
    },
    ...(goodwill.components.length > 0
      ? [{ label: t('field.components'), value: enumerated(goodwill.components.map(partName)) }]
      : []),
    { label: t('page.askedBy'), value: goodwill.requestedByName },
    { label: t('column.requestedAt'), value: <At at={goodwill.requestedAt} /> },
    ...(goodwill.fileIds.length > 0
      ? [{ label: t('field.files'), value: <EvidenceLinks ids={goodwill.fileIds} /> }]
      : []),
    ...(decided
      ? [
          { label: t('page.answer'), value: decided.byName },
          { label: t('column.decidedAt'), value: <At at={decided.at} /> },
        ]
      : []),
  ]
  return (
    <Card title={t('title')}>
      <Facts facts={facts} />
      {goodwill.note && <p className={styles.text}>{goodwill.note}</p>}
      {decided?.text && <p className={styles.text}>{decided.text}</p>}
    </Card>
  )
}

function LadderCard({ goodwill }: { goodwill: Goodwill }) {
  const { t } = useTranslation(['goodwill', 'common'])
  const { money } = useFormat()
  const facts = goodwill.ladder.map(({ role, limitMinor, enough }) => ({
    label: t(`common:role.${role}`),
    value: [
      limitMinor === null
        ? t('page.noLimit')
        : t('page.limit', { amount: money({ minor: limitMinor, currency: goodwill.currency }) }),
      enough && t('page.enough'),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <Card title={t('page.ladder')}>
      {facts.length > 0 ? <Facts facts={facts} /> : <p className={styles.note}>{t('page.noLadder')}</p>}
    </Card>
  )
}

function AnswerDialog({ goodwill, doing, onClose }: { goodwill: Goodwill; doing: Doing; onClose: () => void }) {
  const { t } = useTranslation('goodwill')
  const over = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const
  const save = useChange(
    ({ text }: { text?: string }): Promise<unknown> => {
      const sent = { params: { path: { id: goodwill.id } }, headers: ifMatch(goodwill.version) }
      if (doing === 'reject') return api.PUT(`${ONE}/rejection`, { ...sent, body: { text: text ?? '' } })
      const body = text ? { text } : {}
      return doing === 'approve'
        ? api.PUT(`${ONE}/approval`, { ...sent, body })
        : api.PUT(`${ONE}/withdrawal`, { ...sent, body })
    },
    { paths: [ONE, '/api/v1/entitlement/goodwill'], done: t(`done.${over[doing]}`), next: onClose },
  )
  return (
    <Modal open title={t(`do.${doing}`)} footer={null} onCancel={onClose}>
      <FormShell<{ text?: string }>
        busy={save.isPending}
        error={save.error}
        submitLabel={t(`do.${doing}`)}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="text" label={t('field.text')} rules={[{ required: doing === 'reject', whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
