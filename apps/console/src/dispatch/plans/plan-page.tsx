import { ifMatch } from '@aftercare/api'
import { useProblemText } from '@aftercare/ui'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api, api, problemFrom } from '../../shell/api.ts'
import { useGo, useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useChange } from '../../shell/use-change.ts'
import { useWord } from '../words.ts'
import { changes, type Scenario } from './plan-data.ts'
import { PlanItems } from './plan-items.tsx'
import { PlanState } from './plan-state.tsx'
import styles from './plans.module.css'
import { useSummaryText } from './summary-text.ts'

const TOUCHED = ['/api/v1/scenarios', '/api/v1/scenarios/{id}', '/api/v1/board']

/** One plan that was found: what it would change, piece by piece with the reasons, and applied whole or in part. */
export function PlanPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/scenarios/{id}', { params: { path: { id } } })
  useFresh({ subject: 'scenario', id, paths: ['/api/v1/scenarios/{id}'] })
  return <QueryState query={query}>{(scenario) => <Plan scenario={scenario} />}</QueryState>
}

function Plan({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation('dispatch')
  const textOf = useSummaryText()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { apply, takeBack, discard } = usePlanChanges(scenario)
  const { state, items } = scenario
  const open = state === 'proposed' || state === 'partly_applied'
  const toDo = items.filter((item) => changes(item) && !item.applied)
  return (
    <>
      <PageHeader
        back={{ to: paths.plans(), label: t('plans.title') }}
        title={scenario.name}
        status={<PlanState state={state} />}
        actions={
          <>
            {open && chosen.length > 0 && (
              <Button loading={apply.isPending} onClick={() => apply.mutate({ itemIds: chosen })}>
                {t('plans.applySome', { count: chosen.length })}
              </Button>
            )}
            {open && toDo.length > 0 && (
              <Button type="primary" loading={apply.isPending} onClick={() => apply.mutate({})}>
                {t('plans.applyAll')}
              </Button>
            )}
            {(state === 'applied' || state === 'partly_applied') && (
              <Button loading={takeBack.isPending} onClick={() => takeBack.mutate(undefined)}>
                {t('plans.takeBack')}
              </Button>
            )}
            {state === 'proposed' && (
              <Button danger loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
                {t('plans.discard')}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <p className={styles.lead}>{textOf(scenario.figures)}</p>
        <WaysOf runId={scenario.runId} />
        <Refused
          error={apply.error ?? takeBack.error ?? discard.error}
          onYes={() => apply.mutate({ ...apply.variables, cancelVisits: true })}
        />
        <PlanItems scenario={scenario} chosen={open ? chosen : null} onChosen={setChosen} />
      </div>
    </>
  )
}

/** What said how long the ways of the plan take, and why it was not the service that is set. */
function WaysOf({ runId }: { runId: string }) {
  const word = useWord()
  const run = $api.useQuery('get', '/api/v1/planning-runs/{id}', { params: { path: { id: runId } } })
  const { travelSource, travelNote } = run.data ?? {}
  if (!travelSource) return null
  const told = travelSource === 'service' && travelNote ? 'mixed' : travelSource
  return (
    <p className={styles.quiet}>
      {[word(`way.source.${told}`), travelNote && word(`way.note.${travelNote}`)].filter(Boolean).join(' · ')}
    </p>
  )
}

type Wanted = { itemIds?: readonly string[]; cancelVisits?: boolean }

function usePlanChanges({ id, version }: Scenario) {
  const { t } = useTranslation('dispatch')
  const go = useGo()
  const at = { params: { path: { id } }, headers: ifMatch(version) }
  const apply = useChange(
    ({ itemIds, cancelVisits = false }: Wanted) =>
      api.PUT('/api/v1/scenarios/{id}/application', {
        ...at,
        body: { cancelVisits, ...(itemIds ? { itemIds: [...itemIds] } : {}) },
      }),
    { paths: TOUCHED, done: t('plans.applied') },
  )
  const takeBack = useChange(() => api.DELETE('/api/v1/scenarios/{id}/application', at), {
    ...{ paths: TOUCHED, done: t('plans.takenBack') },
  })
  const discard = useChange(() => api.DELETE('/api/v1/scenarios/{id}', at), {
    ...{ paths: ['/api/v1/scenarios'], done: t('plans.discarded'), next: () => go(paths.plans()) },
  })
  return { apply, takeBack, discard }
}

type Moved = { itemId: string; number: string; reason: string; by: string | null; part?: string; place?: string }

/** Nothing was changed, and what of the day has moved on since the plan was made. */
function Refused({ error, onYes }: { error: unknown; onYes: () => void }) {
  const { t } = useTranslation('dispatch')
  const textOf = useProblemText()
  const problem = problemFrom(error)
  if (!problem) return null
  const moved = problem.code === 'conflict.plan_moved' ? ((problem.values.visits as Moved[] | undefined) ?? []) : []
  return (
    <Alert
      type="error"
      showIcon
      title={textOf(problem)}
      action={
        problem.code === 'dispatch.would_cancel' && (
          <Button danger size="small" onClick={onYes}>
            {t('plans.cancelToo')}
          </Button>
        )
      }
      description={moved.map(({ itemId, number, reason, by, part, place }) => (
        <div key={itemId}>
          {number}: {t(`plans.moved.${reason}` as 'plans.moved.part_gone', { part, place })}
          {by && ` · ${by}`}
        </div>
      ))}
    />
  )
}
