import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api, api } from '../../shell/api.ts'
import { At } from '../../shell/at.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { Go, useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { PageHeader, TwoColumns } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useChange } from '../../shell/use-change.ts'
import { Evidence, EvidenceLinks } from '../evidence.tsx'
import styles from '../panel.module.css'
import { VoidingStatus } from './voiding-list.tsx'

const ONE = '/api/v1/entitlement/voidings/{id}'
type Voiding = Answer<typeof ONE>
const touched = [ONE, '/api/v1/entitlement/voidings', '/api/v1/assets/{id}', '/api/v1/assets/{id}/cover']

export function VoidingPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', ONE, { params: { path: { id } } })
  useFresh({ subject: 'voiding', id, paths: [ONE] })
  return <QueryState query={query}>{(voiding) => <Page voiding={voiding} />}</QueryState>
}

/** A voided warranty: the assessment and its evidence, the objection, and what a second person decided. */
function Page({ voiding }: { voiding: Voiding }) {
  const { t } = useTranslation('voidings')
  const [doing, setDoing] = useState<'appeal' | 'decide' | null>(null)
  const takeBack = useChange(
    () => api.DELETE('/api/v1/assets/{id}/voiding', { params: { path: { id: voiding.assetId } } }),
    { paths: touched, done: t('done.taken_back'), tellRefusal: true },
  )
  const close = () => setDoing(null)
  return (
    <>
      <PageHeader
        back={{ to: paths.voidings(), label: t('title') }}
        number={voiding.serial}
        title={t(`code.${voiding.code}`)}
        status={<VoidingStatus status={voiding.status} />}
        actions={voiding.can.map((one) =>
          one === 'take_back' ? (
            <Button key={one} loading={takeBack.isPending} onClick={() => takeBack.mutate(undefined)}>
              {t('do.take_back')}
            </Button>
          ) : (
            <Button key={one} type="primary" onClick={() => setDoing(one)}>
              {t(`do.${one}`)}
            </Button>
          ),
        )}
      />
      <Alert banner type="info" title={t('page.law')} />
      <TwoColumns
        main={
          <>
            <Card title={t('page.assessment')}>
              <p className={styles.text}>{voiding.assessment}</p>
              <EvidenceLinks ids={voiding.fileIds} />
            </Card>
            <AppealCard voiding={voiding} />
          </>
        }
        side={<FactsCard voiding={voiding} />}
      />
      {doing === 'appeal' && <AppealDialog voiding={voiding} onClose={close} />}
      {doing === 'decide' && <DecideDialog voiding={voiding} onClose={close} />}
    </>
  )
}

function AppealCard({ voiding }: { voiding: Voiding }) {
  const { t } = useTranslation('voidings')
  const { calendarDay } = useFormat()
  const { appeal, decided } = voiding
  return (
    <Card title={t('page.appeal')}>
      {!appeal && <p className={styles.note}>{t('page.noAppeal', { until: calendarDay(voiding.appealUntil) })}</p>}
      {appeal && (
        <>
          <p className={styles.note}>
            {appeal.byName} · {t(`page.for_${appeal.for}`)} · <At at={appeal.at} />
          </p>
          <p className={styles.text}>{appeal.text}</p>
          <EvidenceLinks ids={appeal.fileIds} />
        </>
      )}
      {voiding.status === 'appealed' && <p className={styles.note}>{t('page.second')}</p>}
      {decided && voiding.status !== 'taken_back' && (
        <>
          <h3 className={styles.plain}>{t('page.decision')}</h3>
          <p className={styles.note}>
            {decided.byName} · <At at={decided.at} />
          </p>
          <p className={styles.text}>{decided.text}</p>
        </>
      )}
    </Card>
  )
}

function FactsCard({ voiding }: { voiding: Voiding }) {
  const { t } = useTranslation('voidings')
  const { calendarDay } = useFormat()
  const facts = [
    { label: t('column.assetId'), value: <Go to={paths.asset(voiding.assetId)}>{voiding.serial}</Go> },
    { label: t('column.fromOn'), value: calendarDay(voiding.fromOn) },
    { label: t('column.madeByName'), value: voiding.madeByName },
    { label: t('column.madeAt'), value: <At at={voiding.madeAt} /> },
    { label: t('column.appealUntil'), value: calendarDay(voiding.appealUntil) },
  ]
  return (
    <Card title={t('page.title')}>
      <Facts facts={facts} />
    </Card>
  )
}

type Appeal = { text: string; appealFor: 'customer' | 'station'; fileIds?: string[] }

function AppealDialog({ voiding, onClose }: { voiding: Voiding; onClose: () => void }) {
  const { t } = useTranslation('voidings')
  const save = useChange(
    (body: Appeal) => api.PUT(`${ONE}/appeal`, { params: { path: { id: voiding.id } }, body: body as never }),
    { paths: touched, done: t('done.appealed'), next: onClose },
  )
  return (
    <Modal open title={t('do.appeal')} footer={null} onCancel={onClose}>
      <FormShell<Appeal>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.appeal')}
        initial={{ appealFor: 'customer' }}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="appealFor" label={t('field.for')} rules={[{ required: true }]}>
          <Select options={(['customer', 'station'] as const).map((value) => ({ value, label: t(`for.${value}`) }))} />
        </Form.Item>
        <Form.Item name="text" label={t('field.text')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <Form.Item name="fileIds" label={t('field.evidence')}>
          <Evidence />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

type Verdict = { outcome: 'upheld' | 'lifted'; text: string }

function DecideDialog({ voiding, onClose }: { voiding: Voiding; onClose: () => void }) {
  const { t } = useTranslation('voidings')
  const save = useChange(
    (body: Verdict) =>
      api.PUT(`${ONE}/appeal-decision`, {
        params: { path: { id: voiding.id } },
        headers: ifMatch(voiding.version),
        body,
      }),
    { paths: touched, done: t('done.decided'), next: onClose },
  )
  return (
    <Modal open title={t('do.decide')} footer={null} onCancel={onClose}>
      <FormShell<Verdict>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.decide')}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="outcome" label={t('field.outcome')} rules={[{ required: true }]}>
          <Select options={(['upheld', 'lifted'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))} />
        </Form.Item>
        <Form.Item name="text" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
