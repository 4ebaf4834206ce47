import { Card } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { StationSelect } from '../people/grant-fields.tsx'
import page from '../people/new-person.module.css'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useChange } from '../shell/use-change.ts'
import { AreaFields, areaBody, type StationValues, WhatFields, WhereFields } from './station-fields.tsx'

type Values = StationValues & { parentId?: string | null }

/** Opens a place, below the one the address names. */
export function NewStation() {
  const { t } = useTranslation('network')
  const { parentId } = useSearch({ strict: false }) as { parentId?: string }
  const tree = $api.useQuery('get', '/api/v1/stations/tree', {})
  const go = useGo()
  const save = useChange(
    ({ area, ...values }: Values) =>
      api.POST('/api/v1/stations', { body: { ...filled(values), area: areaBody(area) } }),
    {
      paths: ['/api/v1/stations', '/api/v1/stations/tree', '/api/v1/stations/{id}'],
      done: ({ data }) => t('new.done', { name: data?.name ?? '' }),
      next: ({ data }) => data && go(paths.station(data.id)),
    },
  )
  const top = tree.data?.items[0]?.id
  const below = parentId ?? top
  if (tree.isPending) return null
  return (
    <>
      <PageHeader back={{ to: paths.stations(), label: t('title') }} title={t('new.title')} />
      <div className={page.page}>
        <FormShell<Values>
          guard
          busy={save.isPending}
          error={save.error}
          submitLabel={t('new.submit')}
          initial={{ kind: below ? 'authorised' : 'hq', ...(below && { parentId: below }) }}
          onCancel={() => go(paths.stations())}
          onSubmit={(values) => save.mutate(values)}
        >
          <Card title={t('new.what')}>
            <p className={page.hint}>{t('new.inherits')}</p>
            <Form.Item name="parentId" label={t('field.parentId')}>
              <StationSelect known={tree.data?.items.find((one) => one.id === below)?.name} />
            </Form.Item>
            <WhatFields />
          </Card>
          <Card title={t('new.where')}>
            <WhereFields />
          </Card>
          <Card title={t('field.area')}>
            <AreaFields />
          </Card>
        </FormShell>
      </div>
    </>
  )
}
