import type { Answer } from '@aftercare/api'
import { Card, Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { LabelButton } from '../store/label-button.tsx'
import { CostForm } from '../valuation/cost-form.tsx'
import { DocumentValues } from '../valuation/document-values.tsx'
import { ConditionTag, PlaceName, Quantity } from './marks.tsx'
import styles from './parts.module.css'

type StockDocument = Answer<'/api/v1/stock-documents/{id}'>

/** One document: what moved, from where, to where. Never changed; what was wrong is undone by another. */
export function StockDocumentPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/stock-documents/{id}', { params: { path: { id } } })
  return <QueryState query={query}>{(document) => <Page document={document} />}</QueryState>
}

function Page({ document }: { document: StockDocument }) {
  const { t } = useTranslation('parts')
  // What undid something stays undone; what moved nothing is put right by another of its kind.
  const isUndoable = document.movements.length > 0 && document.movements.every((one) => one.reversesId === null)
  const isLate = document.happenedAt !== null
  return (
    <>
      <PageHeader
        back={{ to: paths.stockMovements(), label: t('movements') }}
        title={t(`documentKind.${document.kind}`)}
        status={isLate && <StatusTag tone="waiting">{t('late.tag')}</StatusTag>}
        actions={
          <>
            {document.movements.length > 0 && <LabelButton items={document.movements.map(labelOf)} />}
            {document.kind === 'receipt' && isUndoable && <AddCost document={document} />}
            {isUndoable && (
              <DialogButton label={t('do.reversal')} needs="parts.book">
                {(close) => <ReversalForm id={document.id} onClose={close} />}
              </DialogButton>
            )}
          </>
        }
      />
      <TwoColumns
        main={
          <>
            {document.movements.length > 0 && (
              <Card title={t('lines')}>
                <div className={styles.rows}>
                  {document.movements.map((one) => (
                    <Movement key={one.id} one={one} />
                  ))}
                </div>
              </Card>
            )}
            <DocumentValues id={document.id} />
          </>
        }
        side={<DocumentFacts document={document} />}
      />
    </>
  )
}

/** Freight or duty that came after the goods. */
function AddCost({ document }: { document: StockDocument }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const go = useGo()
  const receipts = document.movements.map((one) => ({
    movementId: one.id,
    label: [`${one.part.number} × ${numbers.quantity(one.quantity)}`, one.serial].filter(Boolean).join(' · '),
  }))
  return (
    <DialogButton label={t('cost.add')} title={t('cost.title')} needs="parts.buy">
      {(close) => <CostForm receipts={receipts} onClose={close} onBooked={(id) => go(paths.stockDocument(id))} />}
    </DialogButton>
  )
}

const MOST_COPIES = 200
/** One label for each piece; of what is measured, one. */
const labelOf = ({ part, serial, batch, quantity }: StockDocument['movements'][number]) => ({
  ...{ kind: 'part' as const, partId: part.id },
  ...(serial && { serial }),
  ...(batch && { batch }),
  copies: Number.isInteger(quantity) ? Math.min(quantity, MOST_COPIES) : 1,
})

function Movement({ one }: { one: StockDocument['movements'][number] }) {
  const named = useNamed()
  return (
    <div className={styles.row}>
      <span>
        <Go to={paths.part(one.part.id)}>{one.part.number}</Go> {named(one.part.name)}
        <br />
        <span className={styles.quiet}>
          <PlaceName name={one.from.place} /> → <PlaceName name={one.to.place} />
          {one.serial && ` · ${one.serial}`}
          {one.batch && ` · ${one.batch}`}
        </span>
      </span>
      <ConditionTag condition={one.to.condition} />
      <strong>
        <Quantity of={one.quantity} />
      </strong>
    </div>
  )
}

function DocumentFacts({ document }: { document: StockDocument }) {
  const { t } = useTranslation('parts')
  const facts = [
    { label: t('column.bookedAt'), value: <At at={document.bookedAt} /> },
    { label: t('column.effectiveAt'), value: <At at={document.happenedAt ?? document.effectiveAt} /> },
    { label: t('column.by'), value: document.by },
    { label: t('field.note'), value: document.note },
    {
      label: t('field.workOrder'),
      value: document.workOrderId && <Go to={paths.workOrder(document.workOrderId)}>{t('do.open')}</Go>,
    },
  ]
  return (
    <Card title={t('facts')}>
      <Facts facts={facts.filter((fact) => fact.value)} />
      <WhenTold document={document} />
    </Card>
  )
}

/** When it happened and when it was told, where the two are not the same. */
function WhenTold({ document }: { document: StockDocument }) {
  const { t } = useTranslation('parts')
  const { person } = useSession()
  const say = useFormat().dates(person.timeZone).dayTime
  const { happenedAt, effectiveAt, bookedAt } = document
  if (happenedAt)
    return <p className={styles.quiet}>{t('late.says', { happened: say(happenedAt), stands: say(effectiveAt) })}</p>
  if (Date.parse(bookedAt) - Date.parse(effectiveAt) < TOLD_AT_ONCE) return null
  return <p className={styles.quiet}>{t('late.told', { happened: say(effectiveAt), booked: say(bookedAt) })}</p>
}

/** So much later is no back-dating: a phone sends when it can. */
const TOLD_AT_ONCE = 60_000

function ReversalForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const go = useGo()
  const undo = useChange(
    async (body: { note: string }) =>
      (await api.POST('/api/v1/stock-documents/{id}/reversal', { params: { path: { id } }, body })).data!,
    {
      paths: ['/api/v1/stock', '/api/v1/stock-movements'],
      done: t('done.booked'),
      next: (made) => go(paths.stockDocument(made.id)),
    },
  )
  return (
    <FormShell<{ note: string }>
      busy={undo.isPending}
      error={undo.error}
      submitLabel={t('do.reversal')}
      onSubmit={undo.mutate}
      onCancel={onClose}
    >
      <Form.Item name="note" label={t('field.why')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormShell>
  )
}
