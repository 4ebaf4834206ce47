import type { RowOf } from '@aftercare/api'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { call } from '../../shell/api.ts'
import { Go } from '../../shell/go.tsx'
import { useCan } from '../../shell/session.ts'

const LIST = '/api/v1/entitlement/voidings'

/** To the assessment a warranty was voided with, and to the objection against it. */
export function VoidingLink({ assetId }: { assetId: string }) {
  const { t } = useTranslation('voidings')
  const can = useCan()
  const query = useQuery({
    queryKey: ['get', LIST, 'of', assetId],
    queryFn: async ({ signal }) => {
      const asked = { 'filter[assetId]': assetId, limit: '1' }
      return (await (await call('GET', LIST, { query: asked, signal })).json()) as { items: RowOf<typeof LIST>[] }
    },
    enabled: can('entitlement.decide'),
  })
  const latest = query.data?.items[0]
  return latest ? <Go to={paths.voiding(latest.id)}>{t('do.open')}</Go> : null
}
