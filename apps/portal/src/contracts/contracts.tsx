import type { Answer } from '@aftercare/api'
import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'

type Contract = Answer<'/api/v1/portal/contracts/{id}'>
type Line = Contract['lines'][number]
const tones = {
  active: 'done',
  suspended: 'waiting',
  cancelled: 'neutral',
  expired: 'neutral',
  draft: 'neutral',
} as const

/** One service contract: what it pays, for which products, what is left, and when somebody comes next. */
export function ContractPage({ company, id }: { company: string; id: string }) {
  const asked = useAnswer(id, () =>
    api.GET('/api/v1/portal/contracts/{id}', { params: { path: { id } } }).then((answer) => answer.data!),
  )
  return (
    <Shown asked={asked} company={company}>
      {(contract) => <Body company={company} contract={contract} />}
    </Shown>
  )
}

function Body({ company, contract }: { company: string; contract: Contract }) {
  const { t } = useTranslation(['portal', 'contracts'])
  const { calendarDay } = useFormat()
  return (
    <div className={page.stack}>
      <Link to={paths.mine(company)} className={page.link}>
        {t('do.back')}
      </Link>
      <h1 className={page.title}>{contract.number}</h1>
      <div className={page.between}>
        <StatusTag tone={tones[contract.status]}>{t(`contracts:status.${contract.status}`)}</StatusTag>
        <span className={page.small}>
          {calendarDay(contract.startsOn)} – {calendarDay(contract.endsOn)}
        </span>
      </div>
      {contract.lines.map((line) => (
        <Card key={line.id}>
          <LineOf line={line} contract={contract} />
        </Card>
      ))}
      <a
        href={`/api/v1/portal/contracts/${contract.id}/contract.pdf`}
        className={page.link}
        target="_blank"
        rel="noreferrer"
      >
        {t('follow.openPdf')}
      </a>
    </div>
  )
}

function LineOf({ line, contract }: { line: Line; contract: Contract }) {
  const { t } = useTranslation(['portal', 'contracts'])
  const { calendarDay, enumerated, language } = useFormat()
  const pays = enumerated(line.covers.map((one) => t(`contracts:covers.${one}`)))
  return (
    <div className={page.stack}>
      <h2 className={page.subtitle}>{line.name[language] ?? line.name.en}</h2>
      {line.level && <p>{t(`contracts:level.${line.level}`)}</p>}
      {pays && <p>{t('contract.pays', { what: pays })}</p>}
      {contract.allowances
        .filter((one) => one.lineId === line.id)
        .map((one) => (
          <Left key={one.unit} of={one} currency={contract.currency} />
        ))}
      <ul className={page.tight}>
        {line.units.map((unit) => (
          <li key={unit.assetId}>
            {unit.model[language] ?? unit.model.en} · {unit.serial}
            <br />
            <span className={page.small}>
              {calendarDay(unit.startsOn)} – {calendarDay(unit.endsOn)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** "2 of 4 visits left, next about 3 March." */
export function Left({ of, currency }: { of: Contract['allowances'][number]; currency: string }) {
  const { t } = useTranslation('contracts')
  const { calendarDay, money } = useFormat()
  const said = (minor: string) => (of.unit === 'amount' ? money({ minor, currency }) : minor)
  return (
    <p>
      <strong>{t(`left.${of.unit}`, { left: said(of.left), total: said(of.total) })}</strong>
      {of.nextOn && ` · ${t('nextOn', { day: calendarDay(of.nextOn) })}`}
    </p>
  )
}

/** On the page of what is mine: each contract with what is left of it. */
export function MyContracts({ company }: { company: string }) {
  const { t } = useTranslation(['portal', 'contracts'])
  const { calendarDay, language } = useFormat()
  const asked = useAnswer(`contracts ${company}`, () => api.GET('/api/v1/portal/contracts').then((one) => one.data!))
  const items = (asked.data?.items ?? []).filter((one) => one.status === 'active' || one.status === 'suspended')
  if (items.length === 0) return null
  return (
    <Card title={t('contract.mine')}>
      <ul className={page.tight}>
        {items.map((one) => (
          <li key={one.id}>
            <Link to={paths.contract(company, one.id)} className={page.link}>
              {one.lines[0]?.name[language] ?? one.lines[0]?.name.en ?? one.number}
            </Link>
            <p className={page.small}>{t('contract.until', { day: calendarDay(one.endsOn) })}</p>
            {one.allowances.map((left) => (
              <Left key={left.unit} of={left} currency={one.currency} />
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
