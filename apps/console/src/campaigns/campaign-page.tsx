import { Card, Facts } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { type Campaign, touched } from './campaign.ts'
import styles from './campaign-form.module.css'
import { CampaignForm } from './campaign-form.tsx'
import { Progress } from './completion.tsx'
import { CampaignSteps } from './end-dialogs.tsx'
import { CampaignStatus, Dangers } from './marks.tsx'
import { ScopeCard } from './scope-card.tsx'
import { Texts } from './texts.tsx'
import { Units } from './units.tsx'

/** A recall or campaign: what and why, which products, how far it has come, and each product. */
export function CampaignPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/campaigns/{id}', { params: { path: { id } } })
  useFresh({ subject: ['campaign', 'recall_unit'], paths: touched })
  return <QueryState query={query}>{(campaign) => <Page campaign={campaign} />}</QueryState>
}

function Page({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaigns', 'common'])
  const can = useCan()
  const named = useNamed()
  const [editing, setEditing] = useState(false)
  const mayEdit = campaign.status === 'draft' && can('campaigns.manage')
  return (
    <>
      <PageHeader
        back={{ to: paths.campaigns(), label: t('title') }}
        number={campaign.number}
        title={named(campaign.title)}
        status={
          <>
            <CampaignStatus status={campaign.status} /> <Dangers of={campaign} />
          </>
        }
        actions={
          !editing && (
            <>
              <CampaignSteps campaign={campaign} />
              {mayEdit && <Button onClick={() => setEditing(true)}>{t('common:do.edit')}</Button>}
            </>
          )
        }
      />
      <Ended campaign={campaign} />
      {editing ? (
        <div className={styles.page}>
          <CampaignForm draft={campaign} onSaved={() => setEditing(false)} onCancel={() => setEditing(false)} />
        </div>
      ) : (
        <Shown campaign={campaign} />
      )}
    </>
  )
}

function Shown({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  return (
    <>
      <TwoColumns
        main={
          <>
            <Card title={t('page.what')}>
              <Texts campaign={campaign} />
            </Card>
            {campaign.status !== 'draft' && <Progress campaign={campaign} />}
          </>
        }
        side={
          <>
            <ScopeCard campaign={campaign} />
            <FactsCard campaign={campaign} />
          </>
        }
      />
      {campaign.status !== 'draft' && <Units campaign={campaign} />}
    </>
  )
}

function Ended({ campaign: { status, endedReason } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  if ((status !== 'closed' && status !== 'withdrawn') || !endedReason) return null
  return <Alert banner type="info" title={t(`page.${status}`, { reason: endedReason })} />
}

function FactsCard({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaigns', 'entitlement'])
  const { calendarDay, countedParts, enumerated, numbers } = useFormat()
  const partName = usePartName()
  const { announcedOn, endsOn, minutes, filing, components, covers } = campaign
  const parts = campaign.parts.map((one) => ({ code: one.number, quantity: one.quantity }))
  const facts = [
    { label: t('form.kind'), value: t(`kind.${campaign.kind}`) },
    ...(announcedOn ? [{ label: t('column.announcedOn'), value: calendarDay(announcedOn) }] : []),
    { label: t('form.startsOn'), value: calendarDay(campaign.startsOn) },
    ...(endsOn ? [{ label: t('form.endsOn'), value: calendarDay(endsOn) }] : []),
    ...(components.length > 0 ? [{ label: t('form.components'), value: enumerated(components.map(partName)) }] : []),
    { label: t('form.covers'), value: enumerated(covers.map((one) => t(`entitlement:kind.${one}`))) },
    ...(parts.length > 0 ? [{ label: t('form.parts'), value: countedParts(parts) }] : []),
    ...(minutes ? [{ label: t('door.time'), value: t('door.minutes', { n: numbers.whole(minutes) }) }] : []),
    ...(filing ? [{ label: t('form.filing'), value: filing }] : []),
  ]
  return (
    <Card title={t('page.facts')}>
      <Facts facts={facts} />
    </Card>
  )
}
