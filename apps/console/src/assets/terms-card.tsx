import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import fields from '../parties/customer-fields.module.css'
import { api } from '../shell/api.ts'
import { CountrySelect, useCountryName } from '../shell/country.tsx'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import type { Model } from './model-page.tsx'
import { usePartName } from './part-name.ts'
import styles from './terms-card.module.css'

type Term = Model['terms'][number]
type Values = Omit<Term, 'id'>
const touched = ['/api/v1/models/{id}', '/api/v1/models', '/api/v1/assets/{id}/cover'] as const

/** What the maker promises for a model, per kind of cost. */
export function TermsCard({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [edited, setEdited] = useState<Term | 'new' | null>(null)
  const may = can('assets.catalogue')
  const add = (
    <Button type="text" size="small" onClick={() => setEdited('new')}>
      {t('catalogue.addTerm')}
    </Button>
  )
  return (
    <Card title={t('catalogue.terms')} aside={may && add}>
      <p className={styles.hint}>{t('catalogue.termsHint')}</p>
      {model.terms.length === 0 && <p>{t('catalogue.noTerms')}</p>}
      <ul className={styles.list}>
        {model.terms.map((term) => (
          <TermLine key={term.id} model={model} term={term} onEdit={may ? () => setEdited(term) : undefined} />
        ))}
      </ul>
      <Modal
        open={edited !== null}
        title={t('catalogue.editTerm')}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && <TermForm model={model} term={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </Modal>
    </Card>
  )
}

type LineProps = { model: Model; term: Term; onEdit: (() => void) | undefined }

function TermLine({ model, term, onEdit }: LineProps) {
  const { t } = useTranslation(['assets', 'common'])
  const say = useTermText()
  const { id, ...body } = term
  const path = { id: model.id, termId: id }
  const remove = useChange(() => api.DELETE('/api/v1/models/{id}/terms/{termId}', { params: { path } }), {
    paths: touched,
    done: t('catalogue.removedTerm'),
    undo: () => api.POST('/api/v1/models/{id}/terms', { params: { path: { id: model.id } }, body }),
    tellRefusal: true,
  })
  return (
    <li className={styles.term}>
      <strong>{t(`covers.${term.covers}`)}</strong>
      <span>{say.limits(term)}</span>
      <span className={styles.note}>{say.scope(term)}</span>
      {onEdit && (
        <span className={styles.actions}>
          <Button type="link" size="small" onClick={onEdit}>
            {t('common:do.edit')}
          </Button>
          <Button type="link" size="small" danger loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('common:do.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}

function useTermText() {
  const { t } = useTranslation('assets')
  const { calendarDay, numbers } = useFormat()
  const countryName = useCountryName()
  const partName = usePartName()
  return {
    /** "36 months or 100,000 km": what is reached first. */
    limits: ({ months, distanceKm, hours }: Term) =>
      [
        months && t('catalogue.months', { count: months }),
        distanceKm && t('catalogue.km', { value: numbers.whole(distanceKm) }),
        hours && t('catalogue.hoursOf', { value: numbers.whole(hours) }),
      ]
        .filter((one) => typeof one === 'string')
        .reduce((a, b) => t('catalogue.or', { a, b })),
    scope: (term: Term) =>
      [
        t(`startsFrom.${term.startsFrom}`),
        term.country ? countryName(term.country) : t('catalogue.everywhere'),
        term.components.length > 0 ? term.components.map(partName).join(', ') : t('catalogue.allComponents'),
        (term.soldFrom || term.soldTo) &&
          t('catalogue.sales', {
            from: term.soldFrom ? calendarDay(term.soldFrom) : '…',
            to: term.soldTo ? calendarDay(term.soldTo) : '…',
          }),
      ]
        .filter(Boolean)
        .join(' · '),
  }
}

function TermForm({ model, term, onClose }: { model: Model; term: Term | null; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const save = useChange(
    (values: Values): Promise<unknown> =>
      term
        ? api.PUT('/api/v1/models/{id}/terms/{termId}', {
            params: { path: { id: model.id, termId: term.id } },
            body: values,
          })
        : api.POST('/api/v1/models/{id}/terms', { params: { path: { id: model.id } }, body: values }),
    { paths: touched, done: t('catalogue.saved'), next: onClose },
  )
  const covers = (['part', 'labour', 'travel', 'consumable', 'other'] as const).map((value) => ({
    value,
    label: t(`covers.${value}`),
  }))
  const starts = (['sale', 'delivery', 'installation', 'registration'] as const).map((value) => ({
    value,
    label: t(`startsFrom.${value}`),
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={term ?? { covers: 'part', startsFrom: 'sale', components: [] }}
      onCancel={onClose}
      onSubmit={(values) => save.mutate({ ...values, components: values.components ?? [] })}
    >
      <div className={fields.grid}>
        <Form.Item name="covers" label={t('field.covers')} rules={[{ required: true }]}>
          <Select options={covers} />
        </Form.Item>
        <Form.Item name="startsFrom" label={t('field.startsFrom')} rules={[{ required: true }]}>
          <Select options={starts} />
        </Form.Item>
      </div>
      <p className={styles.hint}>{t('hint.limits')}</p>
      <div className={fields.grid}>
        {(['months', 'distanceKm', 'hours'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`field.${name}`)}>
            <InputNumber min={1} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <Form.Item name="country" label={t('field.country')}>
          <CountrySelect allowClear placeholder={t('catalogue.everywhere')} />
        </Form.Item>
        <Form.Item name="soldFrom" label={t('field.soldFrom')}>
          <DayField />
        </Form.Item>
        <Form.Item name="soldTo" label={t('field.soldTo')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="components" label={t('field.components')} extra={t('hint.components')}>
        <Select mode="tags" tokenSeparators={[',', ' ']} placeholder={t('catalogue.allComponents')} />
      </Form.Item>
    </FormShell>
  )
}
