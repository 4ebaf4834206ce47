import type { Answer } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DocumentKind, PlaceName } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { BlockBatch } from './block-batch.tsx'
import styles from './catalogue.module.css'
import { VerdictTag } from './marks.tsx'

type Chain = Answer<'/api/v1/genuine-chains'>['items'][number]

/** The way of a number from its maker to the machine; whoever holds a part can look it up here. */
export function GenuineChain() {
  const { t } = useTranslation('parts')
  const go = useGo()
  const { number = '' } = useSearch({ strict: false }) as { number?: string }
  const asked = String(number).trim()
  const query = $api.useQuery(
    'get',
    '/api/v1/genuine-chains',
    { params: { query: { number: asked } } },
    { enabled: asked !== '' },
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.genuineChecks(), label: t('genuine.checks') }}
        title={t('genuine.chain')}
        {...(asked && { number: asked })}
      />
      <div className={styles.page}>
        <Input.Search
          key={asked}
          className={styles.find}
          defaultValue={asked}
          placeholder={t('genuine.findHint')}
          aria-label={t('genuine.findHint')}
          onSearch={(text) => text.trim() && go(paths.genuineChain(text.trim()))}
        />
        {asked !== '' && (
          <QueryState query={query}>
            {({ items }) => items.map((chain) => <One key={`${chain.part.id} ${chain.kind}`} chain={chain} />)}
          </QueryState>
        )}
      </div>
    </>
  )
}

function One({ chain }: { chain: Chain }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  return (
    <Card
      title={`${chain.part.number} · ${named(chain.part.name)}`}
      aside={chain.batch && <BlockBatch batch={chain.batch} />}
    >
      <ol className={styles.chain}>
        <li data-missing={!chain.issue || undefined}>
          <Issue chain={chain} />
        </li>
        {chain.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of the past have an order and no other name
          <li key={index}>
            <Step step={step} />
          </li>
        ))}
        {chain.oldPart && (
          <li>
            <strong>{t('genuine.takenOut', { label: chain.oldPart.label })}</strong>
            <span className={styles.quiet}>
              <At at={chain.oldPart.removedAt} />{' '}
              {chain.oldPart.verdict && t(`verdict.${chain.oldPart.verdict as 'misuse'}`)}
            </span>
          </li>
        )}
      </ol>
      <p>
        <Go to={paths.part(chain.part.id)}>{t('genuine.toPart')}</Go>
      </p>
      {chain.checks.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('genuine.checks')}</h3>
          <ul className={styles.checks}>
            {chain.checks.map((check) => (
              <li key={check.id}>
                <VerdictTag verdict={check.verdict} proof={check.proof} /> <At at={check.at} /> {check.by}
                {check.visitId && <Go to={paths.visit(check.visitId)}>{t('column.visitId')}</Go>}
                {check.reason && <span className={styles.quiet}>{check.reason}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Issue({ chain: { issue, batch } }: { chain: Chain }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const blocked = { label: t('genuine.blocked'), value: batch?.isBlocked ? batch.reason : null }
  if (!issue)
    return (
      <>
        <strong>{t('genuine.notIssued')}</strong>
        {blocked.value && <Facts facts={[blocked]} />}
      </>
    )
  const facts = [
    { label: t('column.batch'), value: issue.batch ?? batch?.code },
    {
      label: t('column.markets'),
      value: issue.markets.length > 0 ? issue.markets.join(', ') : t('genuine.everywhere'),
    },
    { label: t('column.madeOn'), value: issue.madeOn && calendarDay(issue.madeOn) },
    { label: t('column.expiresOn'), value: issue.expiresOn && calendarDay(issue.expiresOn) },
    blocked,
  ]
  return (
    <>
      <strong>{t('genuine.issuedBy', { maker: issue.maker })}</strong>
      <Facts facts={facts.filter((one) => one.value)} />
    </>
  )
}

function Step({ step }: { step: Chain['steps'][number] }) {
  const { t } = useTranslation('parts')
  const kind = step.kind as Parameters<typeof DocumentKind>[0]['kind']
  return (
    <>
      <strong>
        {step.documentId ? (
          <Go to={paths.stockDocument(step.documentId)}>
            <DocumentKind kind={kind} />
          </Go>
        ) : (
          <DocumentKind kind={kind} />
        )}
      </strong>
      <span>
        <PlaceName name={step.from ?? step.fromKind} /> → <PlaceName name={step.to ?? step.toKind} />{' '}
        {step.asset && <Go to={paths.asset(step.asset.id)}>{step.asset.serial}</Go>}{' '}
        {step.visitId && <Go to={paths.visit(step.visitId)}>{t('column.visitId')}</Go>}
      </span>
      <span className={styles.quiet}>
        <At at={step.at} />
      </span>
    </>
  )
}
