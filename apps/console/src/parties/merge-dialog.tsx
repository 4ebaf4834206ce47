import type { Answer } from '@aftercare/api'
import { SkeletonRows, useProblemText } from '@aftercare/ui'
import { Alert, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api, problemFrom } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { touchedByMerge } from './customer-page.tsx'
import { CustomerSelect } from './customer-select.tsx'
import styles from './merge-dialog.module.css'

type Customer = Answer<'/api/v1/customers/{id}'>
const takeable = [
  ...(['name', 'kind', 'tier', 'country', 'language', 'timeZone', 'phone', 'email'] as const),
  ...(['preferredChannel', 'quietFrom', 'quietTo', 'note'] as const),
]
type Field = (typeof takeable)[number]

type MergeProps = { customer: Customer; otherId?: string; onClose: () => void }

/** Two customers become one: field by field it is chosen what stays. It can be taken back. */
export function MergeDialog({ customer, otherId, onClose }: MergeProps) {
  const { t } = useTranslation('parties')
  const [other, setOther] = useState<string | null>(otherId ?? null)
  const [keptId, setKeptId] = useState(customer.id)
  const query = $api.useQuery(
    'get',
    '/api/v1/customers/{id}',
    { params: { path: { id: other ?? '' } } },
    { enabled: other !== null },
  )
  const pair =
    query.data && (keptId === customer.id ? { kept: customer, gone: query.data } : { kept: query.data, gone: customer })
  return (
    <Modal open title={t('merge.title')} footer={null} onCancel={onClose} width={720}>
      <p className={styles.hint}>{t('merge.hint')}</p>
      {!otherId && (
        <CustomerSelect aria-label={t('merge.other')} placeholder={t('merge.find')} value={other} onChange={setOther} />
      )}
      {other === null && <p className={styles.hint}>{t('merge.choose')}</p>}
      {other !== null && !pair && <SkeletonRows rows={6} />}
      {pair && <Comparison key={pair.kept.id} {...pair} onSwap={() => setKeptId(pair.gone.id)} onClose={onClose} />}
    </Modal>
  )
}

type ComparisonProps = { kept: Customer; gone: Customer; onSwap: () => void; onClose: () => void }

function Comparison({ kept, gone, onSwap, onClose }: ComparisonProps) {
  const { t } = useTranslation('parties')
  const go = useGo()
  const textOf = useProblemText()
  const differing = takeable.filter((field) => (kept[field] ?? '') !== (gone[field] ?? ''))
  // What the kept one lacks is taken over unless somebody says otherwise.
  const [take, setTake] = useState<ReadonlySet<Field>>(new Set(differing.filter((field) => !kept[field])))
  const merge = useChange(
    () =>
      api.POST('/api/v1/customers/{id}/merge', {
        params: { path: { id: kept.id } },
        body: { otherId: gone.id, take: [...take] },
      }),
    {
      paths: touchedByMerge,
      done: t('merge.done', { name: gone.name }),
      undo: ({ data }) => api.DELETE('/api/v1/customers/merges/{id}', { params: { path: { id: data?.id ?? '' } } }),
      next: () => {
        onClose()
        go(paths.customer(kept.id))
      },
    },
  )
  const problem = problemFrom(merge.error)
  const choose = (field: Field, theirs: boolean) =>
    setTake(new Set(theirs ? [...take, field] : [...take].filter((one) => one !== field)))
  return (
    <>
      <div className={styles.heads}>
        <strong>{t('merge.kept', { name: `${kept.name} ${kept.number}` })}</strong>
        <strong>{t('merge.gone', { name: `${gone.name} ${gone.number}` })}</strong>
      </div>
      {differing.length === 0 && <p className={styles.hint}>{t('merge.same')}</p>}
      {differing.map((field) => (
        <Choice key={field} field={field} kept={kept} gone={gone} theirs={take.has(field)} onChoose={choose} />
      ))}
      {problem && <Alert type="error" showIcon role="alert" title={textOf(problem)} />}
      <div className={styles.actions}>
        <Button onClick={onSwap}>{t('merge.swap')}</Button>
        <Button type="primary" loading={merge.isPending} onClick={() => merge.mutate(undefined)}>
          {t('merge.submit')}
        </Button>
      </div>
    </>
  )
}

type ChoiceProps = {
  field: Field
  kept: Customer
  gone: Customer
  theirs: boolean
  onChoose: (field: Field, theirs: boolean) => void
}

function Choice({ field, kept, gone, theirs, onChoose }: ChoiceProps) {
  const { t } = useTranslation('parties')
  const shown = (customer: Customer) => {
    const value = customer[field]
    if (!value) return t('merge.empty')
    if (field === 'kind' || field === 'tier' || field === 'preferredChannel')
      return t(`${field}.${value}` as 'kind.person')
    return value
  }
  return (
    <section className={styles.field}>
      <h3 className={styles.name}>{t(`field.${field}`)}</h3>
      <Radio.Group
        aria-label={t(`field.${field}`)}
        className={styles.sides!}
        value={theirs}
        onChange={(event) => onChoose(field, event.target.value === true)}
        options={[
          { value: false, label: <span className={styles.value}>{shown(kept)}</span> },
          { value: true, label: <span className={styles.value}>{shown(gone)}</span> },
        ]}
      />
    </section>
  )
}
