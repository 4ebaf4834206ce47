import { useTranslation } from 'react-i18next'
import { TableImport } from '../billing/table-import.tsx'
import { api } from '../shell/api.ts'
import { type Campaign, touched } from './campaign.ts'

/** Serials from a table: tried first, kept as a whole or not at all. */
export function SerialsImport({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const params = { path: { id: campaign.id } }
  return (
    <TableImport
      label={t('do.import')}
      hint={t('import.hint')}
      isWhole
      send={async (body) => (await api.POST('/api/v1/campaigns/{id}/serials/imports', { params, body })).data!}
      paths={touched}
    />
  )
}
