import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { $api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import type { Campaign } from './campaign.ts'
import styles from './completion.module.css'
import { SerialsImport } from './serials-import.tsx'

type Line = Campaign['scopes'][number]

/** Which products it is about: by rule, and by a list of serials. */
export function ScopeCard({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const can = useCan()
  const { scopes, status } = campaign
  const listed = useListed(campaign.id)
  const unknown = campaign.reach.unknownSerials
  const isOpen = status === 'draft' || status === 'announced'
  return (
    <Card title={t('page.scope')}>
      <ul className={styles.scope}>
        {scopes.map((line) => (
          <li key={line.id}>
            <ScopeText line={line} />
          </li>
        ))}
        {listed > 0 && (
          <li>
            {t('scope.listed', { count: listed })}
            {unknown > 0 && <p className={styles.quiet}>{t('scope.unknown', { count: unknown })}</p>}
          </li>
        )}
      </ul>
      {scopes.length === 0 && listed === 0 && <p>{t('scope.none')}</p>}
      {scopes.length > 0 && isOpen && <p className={styles.quiet}>{t('scope.later')}</p>}
      {isOpen && can('campaigns.manage') && (
        <div className={styles.below}>
          <SerialsImport campaign={campaign} />
        </div>
      )}
    </Card>
  )
}

/** How many serials its list names. */
function useListed(campaignId: string): number {
  const can = useCan()
  const params = { query: { 'filter[campaignId]': campaignId, limit: 1 } }
  const asked = { enabled: can('campaigns.manage') }
  return $api.useQuery('get', '/api/v1/campaign-serials', { params }, asked).data?.total?.count ?? 0
}

function ScopeText({ line }: { line: Line }) {
  const { t } = useTranslation('campaigns')
  const { calendarDay, enumerated } = useFormat()
  const named = useNamed()
  const day = (one: string | null) => (one ? calendarDay(one) : '')
  const span = (from: string, to: string) => `${from} – ${to}`.trim()
  const { builtFrom, builtTo, soldFrom, soldTo, serialFrom, serialTo, undated } = line
  const narrowed = [
    ...(builtFrom || builtTo ? [t('scope.built', { span: span(day(builtFrom), day(builtTo)) })] : []),
    ...(soldFrom || soldTo ? [t('scope.sold', { span: span(day(soldFrom), day(soldTo)) })] : []),
    ...(undated ? [t(undated === 'include' ? 'scope.undatedIn' : 'scope.undatedOut')] : []),
    ...(serialFrom || serialTo ? [t('scope.serials', { span: span(serialFrom ?? '', serialTo ?? '') })] : []),
  ]
  return (
    <>
      <strong>{named(line.name)}</strong> <span className={styles.quiet}>{line.code}</span>
      <br />
      {narrowed.length > 0 ? enumerated(narrowed) : t('scope.all')}
    </>
  )
}
