import { Card } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api, problemFrom, queryClient } from '../../shell/api.ts'
import { FirstRows } from './first-rows.tsx'
import styles from './importing.module.css'
import { type Mapping, type Preview, zones } from './mapping.ts'
import { MappingForm } from './mapping-form.tsx'

type StepProps = { preview: Preview; onChosen: (mapping: Mapping) => void }

const path = '/api/v1/requests/import-mappings'

/** How to read the file: a mapping that fits it, or its columns named one by one and remembered. */
export function MappingStep({ preview, onChosen }: StepProps) {
  const { t } = useTranslation('requests')
  const known = $api.useQuery('get', path).data?.items ?? []
  const fitting = preview.fits.flatMap((name) => known.find((one) => one.mapping.name === name)?.mapping ?? [])
  const [wanted, setWanted] = useState<string | null>(null)
  const [changing, setChanging] = useState<string | null>(null)
  const chosen = wanted ?? fitting[0]?.name ?? 'new'
  const keep = useMutation({
    mutationFn: async (mapping: Mapping) => (await api.PUT(path, { body: mapping as never })).data!.mapping,
    onSuccess: (mapping) => {
      void queryClient.invalidateQueries({ queryKey: ['get', path] })
      onChosen(mapping)
    },
  })
  const problem = problemFrom(keep.error)
  const mapping = fitting.find((one) => one.name === chosen)
  return (
    <>
      <FirstRows preview={preview} />
      <Card title={t('importing.mapping')}>
        <Radio.Group
          vertical
          aria-label={t('importing.mapping')}
          value={chosen}
          onChange={(event) => {
            setWanted(event.target.value as string)
            setChanging(null)
          }}
          options={[
            ...fitting.map((one) => ({
              value: one.name,
              label: t('importing.fits', { name: one.name, source: one.source }),
            })),
            { value: 'new', label: t('importing.mapHere') },
          ]}
        />
        {problem && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={problem.title}
            description={problem.errors.map((one) => `${one.path}: ${one.message}`).join('\n')}
          />
        )}
      </Card>
      {chosen === 'new' || changing === chosen ? (
        <MappingForm key={chosen} preview={preview} base={mapping} busy={keep.isPending} onSave={keep.mutate} />
      ) : (
        <Known mapping={mapping} onChosen={onChosen} onChange={() => setChanging(chosen)} />
      )}
    </>
  )
}

/** A known mapping may still be read in another zone: the same export from another office. */
type KnownProps = { mapping: Mapping | undefined; onChosen: (mapping: Mapping) => void; onChange: () => void }

function Known({ mapping, onChosen, onChange }: KnownProps) {
  const { t } = useTranslation(['requests', 'common'])
  const [zone, setZone] = useState<string | null>(null)
  if (!mapping) return null
  const times = { ...mapping.times, zone: zone ?? mapping.times.zone }
  return (
    <div className={styles.foot}>
      <span className={styles.zone}>
        {t('common:zone')}
        <Select
          className={styles.zoneSelect ?? ''}
          showSearch
          aria-label={t('common:zone')}
          value={times.zone}
          options={zones.map((one) => ({ value: one, label: one }))}
          onChange={setZone}
        />
      </span>
      <Button onClick={onChange}>{t('importing.change')}</Button>
      <Button type="primary" onClick={() => onChosen({ ...mapping, times })}>
        {t('common:do.continue')}
      </Button>
    </div>
  )
}
