import type { Answer } from '@aftercare/api'
import { type FreeStretch, sayClause, sayTitle } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTranslate } from '../entitlement/say-cover.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './contracts.module.css'

export type Finding = Answer<'/api/v1/contracts/{id}'>['findings'][number]
const looks = { refused: 'error', role: 'warning', notice: 'info' } as const

/** What speaks against a contract, each with its sum and its way on; what was let pass stays to be seen. */
export function Findings({ findings, onPass }: { findings: readonly Finding[]; onPass?: (finding: Finding) => void }) {
  const { t } = useTranslation('contracts')
  const say = useFindingText()
  const rulesOf = useRulesOf()
  const { enumerated } = useFormat()
  if (findings.length === 0) return <Alert type="success" showIcon title={t('allClear')} />
  return (
    <div className={styles.stack}>
      {findings.map((one) => (
        <Alert
          key={`${one.lineId} ${one.code}`}
          type={one.overriddenAt ? 'info' : looks[one.gate]}
          showIcon
          title={`${t(`gate.${one.gate}`)}: ${t(`check.${one.code}`)}`}
          description={
            <>
              <p>{say(one)}</p>
              {rulesOf(one).map((rule) => (
                <p key={rule}>{t('freeBy', { rule })}</p>
              ))}
              <p className={styles.quiet}>
                {one.units > one.serials.length
                  ? t('concernsMore', { serials: enumerated(one.serials), count: one.units - one.serials.length })
                  : t('concerns', { serials: enumerated(one.serials) })}
              </p>
              {one.overriddenAt && (
                <p>{t('passedBy', { name: one.overriddenBy ?? '', reason: one.overrideReason ?? '' })}</p>
              )}
            </>
          }
          action={
            onPass && one.gate === 'role' && !one.overriddenAt ? (
              <Button size="small" onClick={() => onPass(one)}>
                {t('do.override')}
              </Button>
            ) : undefined
          }
        />
      ))}
    </div>
  )
}

/** A finding in words: days said as days, kinds of cost and levels by their names. */
function useFindingText(): (finding: Finding) => string {
  const { t, i18n } = useTranslation('contracts')
  const { calendarDay, enumerated } = useFormat()
  return ({ code, values }) => {
    const day = (value: unknown) => (typeof value === 'string' ? calendarDay(value) : '')
    const kinds = enumerated(
      String(values.kinds ?? '')
        .split(', ')
        .filter(Boolean)
        .map((kind) => t(`covers.${kind as 'part'}`)),
    )
    const why = values.why ? t(`issuerWhy.${values.why as 'inactive'}`) : ''
    const lacks = enumerated(
      String(values.lacks ?? '')
        .split(', ')
        .map((one) => {
          const [what, which = ''] = one.split(':')
          if (what === 'skill' || what === 'family') return t(`hint.${what}`, { code: which })
          return what === 'level' && i18n.exists(`contracts:level.${which}`) ? t(`level.${which as 'on_site'}`) : which
        }),
    )
    return t(`checkText.${code}`, { ...values, from: day(values.from), to: day(values.to), kinds, why, lacks })
  }
}

/** By which rules the same is free already, with their clauses: the customer may read them, too. */
function useRulesOf(): (finding: Finding) => string[] {
  const { enumerated, language } = useFormat()
  const translate = useTranslate()
  return ({ values }) => {
    const stretches = (values.repeats ?? []) as FreeStretch[]
    const named = stretches.flatMap(({ title, clause }) => {
      if (!title) return []
      return [[sayTitle({ title }, language, translate), (clause && sayClause({ clause }, translate)) || '']]
    })
    return [...new Set(named.map((parts) => enumerated(parts.filter(Boolean))))]
  }
}

/** Letting something pass needs a reason in words; it is kept with the name. */
export function PassDialog({
  contractId,
  finding,
  onClose,
}: {
  contractId: string
  finding: Finding
  onClose: () => void
}) {
  const { t } = useTranslation('contracts')
  const pass = useChange(
    ({ reason }: { reason: string }) =>
      api.PUT('/api/v1/contracts/{id}/override', {
        params: { path: { id: contractId } },
        body: { code: finding.code, lineId: finding.lineId, reason },
      }),
    { paths: ['/api/v1/contracts/{id}', '/api/v1/contracts/{id}/timeline'], next: onClose },
  )
  return (
    <Modal open title={t(`check.${finding.code}`)} footer={null} onCancel={onClose}>
      <FormShell<{ reason: string }>
        busy={pass.isPending}
        error={pass.error}
        submitLabel={t('do.override')}
        onSubmit={pass.mutate}
        onCancel={onClose}
      >
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={200} autoFocus />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

/** For the page: the list, and the dialog of the one that is to pass. */
export function FindingsOf({
  contractId,
  findings,
  mayPass,
}: {
  contractId: string
  findings: readonly Finding[]
  mayPass: boolean
}) {
  const [passing, setPassing] = useState<Finding | null>(null)
  return (
    <>
      <Findings findings={findings} {...(mayPass && { onPass: setPassing })} />
      {passing && <PassDialog contractId={contractId} finding={passing} onClose={() => setPassing(null)} />}
    </>
  )
}
