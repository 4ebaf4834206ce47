import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Form, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { Looked } from '../shell/lookup-select.tsx'
import { Entries } from './entries.tsx'
import { Quantity } from './marks.tsx'
import styles from './parts.module.css'
import { PartSelect } from './selects.tsx'

type Line = Pick<
  Answer<'/api/v1/purchase-orders/{id}'>['lines'][number],
  'id' | 'partId' | 'part' | 'name' | 'unit' | 'quantity'
>

/** The lines of a request, an order, a transfer: which part, how many, and how far it is. */
export function PartLines<L extends Line>({ lines, says }: { lines: readonly L[]; says: (line: L) => ReactNode }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  return (
    <Card title={t('lines')}>
      <div className={styles.rows}>
        {lines.map((line) => (
          <div key={line.id} className={styles.row}>
            <div>
              <Go to={paths.part(line.partId)}>{line.part}</Go> {named(line.name)}
              <div className={styles.quiet}>{says(line)}</div>
            </div>
            <span />
            <strong>
              <Quantity of={line.quantity} unit={line.unit} />
            </strong>
          </div>
        ))}
      </div>
    </Card>
  )
}

/** How far a line is, in words: only what is not nothing. */
export function useProgress() {
  const { t } = useTranslation('parts')
  return (counts: Partial<Record<Progress, number>>) => (
    <>
      {PROGRESS.filter((key) => counts[key]).map((key, index) => (
        <span key={key}>
          {index > 0 && ' · '}
          {t(`progress.${key}`)} <Quantity of={counts[key]!} />
        </span>
      ))}
    </>
  )
}
const PROGRESS = ['reserved', 'picked', 'issued', 'used', 'returned', 'sent', 'received', 'lost', 'cancelled'] as const
type Progress = (typeof PROGRESS)[number]

/** Lines that are asked for, ordered or sent: a part and how many of it, and what else the caller wants to know. */
export function WantedLines({
  more,
  quantity = 1,
  known = [],
}: {
  more?: (at: number) => ReactNode
  quantity?: number
  /** Parts that stand in the lines from the start, called by their numbers. */
  known?: readonly Looked[] | undefined
}) {
  const { t } = useTranslation(['parts', 'common'])
  return (
    <Entries name="lines" blank={{ quantity }} keepsOne>
      {(at) => (
        <>
          <Form.Item name={[at, 'partId']} label={t('column.part')} rules={[{ required: true }]}>
            <WantedPart known={known} />
          </Form.Item>
          <Form.Item name={[at, 'quantity']} label={t('column.quantity')} rules={[{ required: true }]}>
            <InputNumber min={0.000001} style={{ width: '100%' }} />
          </Form.Item>
          {more?.(at)}
        </>
      )}
    </Entries>
  )
}

/** The part of a line; `value` and `onChange` come from the form. */
function WantedPart({ known, ...field }: { known: readonly Looked[]; value?: string; onChange?: () => void }) {
  return <PartSelect {...field} known={known.find((one) => one.value === field.value)} />
}
