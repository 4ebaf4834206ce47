import type { components } from '@aftercare/api'
import type { Pack } from '@aftercare/entitlement'
import { Card, useProblemText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetSelect } from '../../assets/asset-fields.tsx'
import { api, problemFrom } from '../../shell/api.ts'
import { DayField } from '../../shell/day-field.tsx'
import { OutcomeTag } from '../outcome-tag.tsx'
import { Why } from '../why.tsx'
import { Differences } from './differences.tsx'
import { Field } from './field.tsx'
import type { VersionAnswer } from './marks.tsx'
import styles from './packs.module.css'

type Trial = components['schemas']['RulePackTrial']

/** One case by what holds and by this version, also before it is saved. */
export function TryBox({ version, content }: { version: VersionAnswer; content: Pack | undefined }) {
  const { t } = useTranslation('packs')
  const textOf = useProblemText()
  const [assetId, setAsset] = useState<string | null>(null)
  const [decisionId, setDecision] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const trial = useMutation({
    mutationFn: async (): Promise<Trial> => {
      const which = assetId ? { assetId } : { decisionId: decisionId.trim() }
      const unsaved = content && { content: content as unknown as Record<string, unknown> }
      const body = { ...which, ...(at && { at }), ...unsaved }
      const path = { id: version.id }
      return (await api.POST('/api/v1/entitlement/pack-versions/{id}/trial', { params: { path }, body })).data!
    },
  })
  const problem = problemFrom(trial.error)
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('try.hint')}</p>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          trial.mutate()
        }}
      >
        <Field label={t('try.product')}>
          <AssetSelect value={assetId} onChange={setAsset} />
        </Field>
        <Field label={t('try.decision')}>
          <Input
            value={decisionId}
            disabled={assetId !== null}
            spellCheck={false}
            onChange={(event) => setDecision(event.target.value)}
          />
        </Field>
        <Field label={t('try.at')}>
          <DayField value={at} onChange={setAt} />
        </Field>
        <div className={styles.tryDo}>
          <Button
            type="primary"
            htmlType="submit"
            loading={trial.isPending}
            disabled={assetId === null && decisionId.trim() === ''}
          >
            {t('do.try')}
          </Button>
        </div>
      </form>
      {problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={textOf(problem)}
          description={problem.errors.map((one) => (
            <p key={one.path}>
              <code>{one.path}</code> {one.message}
            </p>
          ))}
        />
      )}
      {trial.data && <Both trial={trial.data} />}
    </div>
  )
}

function Both({ trial }: { trial: Trial }) {
  const { t } = useTranslation('packs')
  const same = Object.keys(trial.differences).length === 0
  return (
    <>
      {same ? (
        <Alert type="info" showIcon title={t('try.same')} />
      ) : (
        <Card title={t('try.differs')}>
          <Differences of={trial.differences} />
        </Card>
      )}
      <div className={styles.two}>
        <Side title={t('try.current')} cover={trial.current} />
        <Side title={t('try.draft')} cover={trial.draft} />
      </div>
    </>
  )
}

function Side({ title, cover }: { title: string; cover: Trial['current'] }) {
  const { t } = useTranslation('entitlement')
  const { calendarDay } = useFormat()
  const until = cover.summary.coveredUntil?.end
  return (
    <Card title={title} aside={<OutcomeTag outcome={cover.decision.outcome} />}>
      {until && <p>{t('cover.until', { end: calendarDay(until) })}</p>}
      <Why cover={cover} />
    </Card>
  )
}
