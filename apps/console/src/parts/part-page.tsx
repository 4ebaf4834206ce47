import { Card, CopyText, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { AlternatesCard, DrawingsCard, PhotosCard } from '../catalogue/part-cards.tsx'
import { paths } from '../paths.ts'
import { OutlookCard } from '../replenishment/outlook-card.tsx'
import { $api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { Go, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { LabelButton } from '../store/label-button.tsx'
import { ConvertButton } from '../valuation/convert-button.tsx'
import { PartAt } from '../valuation/stock-at.tsx'
import { ValueCard } from '../valuation/value-card.tsx'
import { ChainCard } from './chain-card.tsx'
import { FitsCard } from './fits-card.tsx'
import { ConditionTag, Quantity, useUnit } from './marks.tsx'
import { KitForm, NumberForm, UnitForm } from './part-dialogs.tsx'
import { type Part, PartForm } from './part-form.tsx'
import { FailuresCard, MovementsCard, PricesCard } from './part-life.tsx'
import styles from './parts.module.css'
import { SuppliersCard } from './suppliers-card.tsx'
import { useTravelFacts } from './travel-fields.tsx'
import { WhereaboutsCard } from './whereabouts-card.tsx'

/** One part: where it lies, what it is called elsewhere, what replaces it. */
export function PartPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/parts/{id}', { params: { path: { id } } })
  useFresh({ subject: 'part', id, paths: ['/api/v1/parts/{id}'] })
  return <QueryState query={query}>{(part) => <Page part={part} />}</QueryState>
}

function Page({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const can = useCan()
  return (
    <>
      <PageHeader
        back={{ to: paths.parts(), label: t('title') }}
        number={part.number}
        title={named(part.name)}
        actions={<LabelButton items={[{ kind: 'part', partId: part.id, copies: 1 }]} />}
      />
      <TwoColumns
        main={
          <>
            <StockCard part={part} />
            <ChainCard part={part} />
            <AlternatesCard part={part} />
            <FitsCard part={part} />
            <DrawingsCard part={part} />
            <PhotosCard part={part} />
            <KitCard part={part} />
            <WhereaboutsCard part={part} />
            <OutlookCard partId={part.id} />
            <FailuresCard part={part} />
            <MovementsCard part={part} />
          </>
        }
        side={
          <>
            <EditableCard
              title={t('facts')}
              may={can('parts.catalogue')}
              facts={<PartFacts part={part} />}
              form={(close) => <PartForm part={part} onDone={close} />}
            />
            <TravelCard part={part} />
            <ValueCard part={part} />
            <NumbersCard part={part} />
            <UnitsCard part={part} />
            <SuppliersCard part={part} />
            <PricesCard part={part} />
          </>
        }
      />
    </>
  )
}

function PastStock({ partId }: { partId: string }) {
  const { t } = useTranslation('parts')
  return (
    <DialogButton label={t('at.open')} title={t('at.title')} width={720}>
      {() => <PartAt partId={partId} />}
    </DialogButton>
  )
}

/** Where it lies; the sum first, since the first question is whether there is any. */
function StockCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const good = part.stock.filter((one) => one.condition === 'good')
  const onHand = good.reduce((sum, one) => sum + one.onHand, 0)
  const reserved = good.reduce((sum, one) => sum + one.reserved, 0)
  const sums = [
    { key: 'onHand', of: onHand },
    { key: 'reserved', of: reserved },
    { key: 'free', of: onHand - reserved },
  ] as const
  return (
    <Card title={t('stock')} aside={<PastStock partId={part.id} />}>
      {part.stock.length === 0 ? (
        <p className={styles.quiet}>{t('empty.nowhere')}</p>
      ) : (
        <>
          <div className={styles.sum}>
            {sums.map(({ key, of }) => (
              <span key={key} className={styles.quiet}>
                {t(`column.${key}`)}
                <strong>
                  <Quantity of={of} unit={part.unit} />
                </strong>
              </span>
            ))}
          </div>
          <div className={styles.rows}>
            {part.stock.map((one) => (
              <div key={`${one.placeId} ${one.condition}`} className={styles.row}>
                <span>
                  {one.place}
                  {one.reserved > 0 && (
                    <>
                      <br />
                      <span className={styles.quiet}>
                        {t('column.reserved')} <Quantity of={one.reserved} />
                      </span>
                    </>
                  )}
                </span>
                <ConditionTag condition={one.condition} />
                <strong>
                  <Quantity of={one.onHand} unit={part.unit} />
                </strong>
              </div>
            ))}
          </div>
        </>
      )}
    </Card>
  )
}

function KitCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const can = useCan()
  if (part.items.length + part.kits.length === 0 && !can('parts.catalogue')) return null
  const edit = (
    <Space wrap>
      {part.items.length > 0 && <ConvertButton part={part} kind="make_kit" />}
      {part.items.length > 0 && <ConvertButton part={part} kind="open_kit" />}
      <DialogButton label={t('do.kit')} needs="parts.catalogue">
        {(close) => <KitForm part={part} onClose={close} />}
      </DialogButton>
    </Space>
  )
  return (
    <Card title={t('kit.title')} aside={edit}>
      {part.items.length === 0 && <p className={styles.quiet}>{t('kit.none')}</p>}
      {part.items.map((one) => (
        <p key={one.id}>
          <Quantity of={one.quantity} /> × <Go to={paths.part(one.id)}>{one.number}</Go> {named(one.name)}
        </p>
      ))}
      {part.kits.length > 0 && <p className={styles.quiet}>{t('kit.in')}</p>}
      {part.kits.map((one) => (
        <p key={one.id}>
          <Quantity of={one.quantity} /> × <Go to={paths.part(one.id)}>{one.number}</Go> {named(one.name)}
        </p>
      ))}
    </Card>
  )
}

function NumbersCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const add = (
    <DialogButton label={t('do.number')} needs="parts.catalogue">
      {(close) => <NumberForm partId={part.id} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('numbers.title')} aside={add}>
      {part.numbers.length === 0 && <p className={styles.quiet}>{t('numbers.none')}</p>}
      {part.numbers.map((one) => (
        <p key={one.id}>
          <CopyText text={one.number} />{' '}
          <span className={styles.quiet}>
            {one.issuer} · {t(`numberKind.${one.kind}`)}
          </span>
        </p>
      ))}
    </Card>
  )
}

function UnitsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const named = useUnit()
  const add = (
    <DialogButton label={t('do.unit')} needs="parts.catalogue">
      {(close) => <UnitForm part={part} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('units.title')} aside={add}>
      {part.units.length === 0 && <p className={styles.quiet}>{t('units.none', { unit: named(part.unit) })}</p>}
      {part.units.map((one) => (
        <p key={one.unit}>
          {t('units.is', { unit: named(one.unit) })}{' '}
          {one.denominator === 1 ? (
            <Quantity of={one.numerator} unit={part.unit} />
          ) : (
            `${one.numerator}/${one.denominator} ${named(part.unit)}`
          )}
        </p>
      ))}
    </Card>
  )
}

/** How it crosses borders and how it may be carried; nothing where nothing is known. */
function TravelCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const facts = useTravelFacts(part).filter((fact) => fact.value)
  if (facts.length === 0) return null
  return (
    <Card title={t('travel.title')}>
      <Facts facts={facts} />
    </Card>
  )
}

function PartFacts({ part }: { part: Part }) {
  const { t } = useTranslation(['parts', 'common'])
  const named = useUnit()
  const { money } = useFormat()
  const facts = [
    { label: t('column.unit'), value: named(part.unit) },
    { label: t('column.tracking'), value: t(`tracking.${part.tracking}`) },
    { label: t('field.shelfLifeDays'), value: part.shelfLifeDays && `${part.shelfLifeDays} ${t('days')}` },
    { label: t('field.oldPartDueDays'), value: part.oldPartDueDays && `${part.oldPartDueDays} ${t('days')}` },
    { label: t('column.needsProof'), value: part.needsProof ? t('common:yes') : null },
    { label: t('field.repairCode'), value: part.repairCode },
    {
      label: t('field.core'),
      value: part.coreMinor && part.coreCurrency && money({ minor: part.coreMinor, currency: part.coreCurrency }),
    },
    { label: t('column.isActive'), value: part.isActive ? null : t('common:no') },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}
