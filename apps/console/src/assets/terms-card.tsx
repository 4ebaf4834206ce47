import { Card } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCountryName } from '../shell/country.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { CopyTerms } from './copy-terms.tsx'
import type { Model } from './model-page.tsx'
import { useNamed } from './named.ts'
import { TermForm } from './term-form.tsx'
import styles from './terms-card.module.css'

export type Term = Model['terms'][number]
export const touched = ['/api/v1/models/{id}', '/api/v1/models', '/api/v1/assets/{id}/cover'] as const

/** What the maker promises for a model, per kind of cost. */
export function TermsCard({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const [edited, setEdited] = useState<Term | 'new' | null>(null)
  const may = can('assets.catalogue')
  const add = (
    <span className={styles.actions}>
      {model.terms.length > 0 && <CopyTerms model={model} />}
      <Button type="text" size="small" onClick={() => setEdited('new')}>
        {t('catalogue.addTerm')}
      </Button>
    </span>
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
  const named = useNamed()
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
      <strong>{term.name ? named(term.name) : t(`covers.${term.covers}`)}</strong>
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
  const { calendarDay, enumerated, numbers } = useFormat()
  const countryName = useCountryName()
  const partName = usePartName()
  return {
    /** "36 months or 100,000 km": what is reached first. */
    limits: ({ months, distanceKm, hours }: Term) => {
      const limits = [
        months && t('catalogue.months', { count: months }),
        distanceKm && t('catalogue.km', { value: numbers.whole(distanceKm) }),
        hours && t('catalogue.hoursOf', { value: numbers.whole(hours) }),
      ].filter((one) => typeof one === 'string')
      const said = limits.reduce((a, b) => t('catalogue.or', { a, b }))
      return limits.length > 1 ? `${said} · ${t('catalogue.termFirst')}` : said
    },
    scope: (term: Term) =>
      [
        term.name && t(`covers.${term.covers}`),
        t(`startsFrom.${term.startsFrom}`),
        term.country ? countryName(term.country) : t('catalogue.everywhere'),
        term.components.length > 0 ? enumerated(term.components.map(partName)) : t('catalogue.allComponents'),
        term.excludedComponents.length > 0 &&
          t('catalogue.without', { parts: enumerated(term.excludedComponents.map(partName)) }),
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
