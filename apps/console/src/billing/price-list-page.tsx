import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { useCountryName } from '../shell/country.tsx'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { DialogButton } from './dialog-button.tsx'
import { LabourRates } from './labour-rates.tsx'
import { PriceListEdit } from './price-list-edit.tsx'
import { PriceListForm } from './price-lists.tsx'
import { PricesOfList } from './prices-of-list.tsx'

type PriceList = Answer<'/api/v1/price-lists/{id}'>

export function PriceListPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/price-lists/{id}', { params: { path: { id } } })
  useFresh({ subject: 'price_list', id, paths: ['/api/v1/price-lists/{id}'] })
  return <QueryState query={query}>{(list) => <Body list={list} />}</QueryState>
}

function Body({ list }: { list: PriceList }) {
  const { t } = useTranslation(['billing', 'common'])
  const { calendarDay } = useFormat()
  const country = useCountryName()
  const facts = [
    { label: t('column.country'), value: country(list.country) },
    { label: t('column.currency'), value: list.currency },
    { label: t('column.taxIncluded'), value: t(list.taxIncluded ? 'common:yes' : 'common:no') },
    ...(list.edition === null ? [] : [{ label: t('column.edition'), value: String(list.edition) }]),
    { label: t('column.validFrom'), value: calendarDay(list.validFrom) },
    { label: t('column.validTo'), value: list.validTo ? calendarDay(list.validTo) : t('no_end') },
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.prices(), label: t('priceLists') }}
        title={list.name}
        status={
          <StatusTag tone={list.isPublished ? 'done' : 'neutral'}>
            {t(list.isPublished ? 'column.isPublished' : 'status.draft')}
          </StatusTag>
        }
        actions={<Actions list={list} />}
      />
      <div className={styles.halves}>
        <Card>
          <Facts facts={facts} />
          {list.isPublished && <p className={styles.quiet}>{t('published_hint')}</p>}
        </Card>
        <LabourRates list={list} />
      </div>
      <PricesOfList list={list} />
    </>
  )
}

function Actions({ list }: { list: PriceList }) {
  const { t } = useTranslation(['billing', 'common'])
  const can = useCan()
  const [open, setOpen] = useState<'copy' | 'publish' | null>(null)
  const close = () => setOpen(null)
  if (!can('billing.prices')) return null
  return (
    <>
      {!list.isPublished && (
        <Button type="primary" onClick={() => setOpen('publish')}>
          {t('do.publish')}
        </Button>
      )}
      <DialogButton label={t('common:do.edit')}>
        {(close) => <PriceListEdit list={list} onClose={close} />}
      </DialogButton>
      <Button onClick={() => setOpen('copy')}>{t('do.copyList')}</Button>
      <Modal open={open === 'copy'} title={t('do.copyList')} footer={null} onCancel={close} destroyOnHidden>
        {open === 'copy' && <PriceListForm copyOf={list} onClose={close} />}
      </Modal>
      <Publication list={list} open={open === 'publish'} onClose={close} />
    </>
  )
}

/** From when on it holds, and what becomes of the list before it. */
function Publication({ list, open, onClose }: { list: PriceList; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('billing')
  const { calendarDay } = useFormat()
  const [endPrevious, setEndPrevious] = useState(true)
  const publish = useChange(
    () =>
      api.PUT('/api/v1/price-lists/{id}/publication', {
        params: { path: { id: list.id } },
        headers: ifMatch(list.version),
        body: { endPrevious },
      }),
    {
      paths: ['/api/v1/price-lists/{id}', '/api/v1/price-lists'],
      done: t('said.published'),
      tellRefusal: true,
      next: onClose,
    },
  )
  return (
    <Modal
      open={open}
      title={t('do.publish')}
      okText={t('do.publish')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('publish_says', { day: calendarDay(list.validFrom) })}</p>
      <Checkbox checked={endPrevious} onChange={(event) => setEndPrevious(event.target.checked)}>
        {t('publish_ends')}
      </Checkbox>
    </Modal>
  )
}
