import type { Answer } from '@aftercare/api'
import { Card, EmptyState, Select } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import styles from '../quotation/lines.module.css'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'

type Shown_ = Answer<'/api/v1/public/{company}/prices'>
type List = NonNullable<Shown_['list']>
const KINDS = ['labour', 'travel', 'part', 'consumable', 'rental', 'other'] as const

/** What the company asks for its work, before anybody asks for any (服务价格公示). */
export function Prices({ company }: { company: string }) {
  const { t } = useTranslation('portal')
  const [country, setCountry] = useState('')
  const asked = useAnswer(`${company} ${country}`, () =>
    api
      .GET('/api/v1/public/{company}/prices', { params: { path: { company }, query: country ? { country } : {} } })
      .then((answer) => answer.data!),
  )
  return (
    <Shown asked={asked} company={company}>
      {(shown: Shown_) => (
        <div className={page.stack}>
          <Link to={paths.start(company)} className={page.link}>
            {t('do.back')}
          </Link>
          <h1 className={page.title}>{t('prices.title')}</h1>
          {shown.countries.length > 1 && <Countries shown={shown} onChange={setCountry} />}
          {shown.list ? (
            <Listed list={shown.list} />
          ) : (
            <EmptyState title={t('prices.none')} hint={t('prices.noneHint')} />
          )}
        </div>
      )}
    </Shown>
  )
}

function Countries({ shown, onChange }: { shown: Shown_; onChange: (country: string) => void }) {
  const { t } = useTranslation('portal')
  const { language } = useFormat()
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const options = shown.countries.map((value) => ({ value, label: names.of(value) ?? value }))
  return <Select label={t('prices.country')} value={shown.list?.country ?? ''} onChange={onChange} options={options} />
}

function Listed({ list }: { list: List }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const valid = list.validTo
    ? t('prices.between', { from: calendarDay(list.validFrom), to: calendarDay(list.validTo) })
    : t('prices.since', { from: calendarDay(list.validFrom) })
  return (
    <>
      <p className={page.quiet}>
        {valid} · {t(list.taxIncluded ? 'prices.withTax' : 'prices.withoutTax')}
      </p>
      {KINDS.map((kind) => {
        const rows = list.prices.filter((one) => one.kind === kind)
        return (
          rows.length > 0 && <Rows key={kind} title={t(`prices.kind.${kind}`)} rows={rows} currency={list.currency} />
        )
      })}
      <p className={page.small}>{t('prices.promise')}</p>
    </>
  )
}

function Rows({ title, rows, currency }: { title: string; rows: List['prices']; currency: string }) {
  const { t } = useTranslation('portal')
  const { money, language } = useFormat()
  return (
    <Card title={title}>
      <ul className={styles.lines}>
        {rows.map((one) => (
          <li key={one.code} className={styles.line}>
            <span>
              {(one.name as Record<string, string>)[language] ?? one.name.en}
              <span className={page.small}> {t(`prices.unit.${one.unit}`)}</span>
            </span>
            <span>{money({ minor: one.minor, currency })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
