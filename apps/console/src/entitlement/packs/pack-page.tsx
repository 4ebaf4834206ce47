import type { Pack } from '@aftercare/entitlement'
import { Card, EmptyState, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api } from '../../shell/api.ts'
import { useCountryName } from '../../shell/country.tsx'
import { useGo, useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useCan } from '../../shell/session.ts'
import { DiffView } from './diff-view.tsx'
import { classWord, type PackAnswer, usePackTitle, VersionState } from './marks.tsx'
import { NewVersion } from './new-pack.tsx'
import styles from './packs.module.css'
import { RulesTab } from './rules-tab.tsx'
import { VersionList } from './version-list.tsx'

const PAGE = '/api/v1/entitlement/packs/{packId}'

/** A pack as it holds today, and how it came to be. */
export function RulePackPage() {
  const packId = useParam('packId')
  const query = $api.useQuery('get', PAGE, { params: { path: { packId } } })
  useFresh({ subject: 'rule_pack', paths: [PAGE] })
  return <QueryState query={query}>{(pack) => <Page pack={pack} />}</QueryState>
}

/** The API describes a pack as an object; the checker of the package says it is one. */
export const asPack = (content: unknown) => content as Pack

function Page({ pack }: { pack: PackAnswer }) {
  const { t } = useTranslation('packs')
  const title = usePackTitle()
  const newest = pack.versions.find(({ state }) => state === 'draft' || state === 'checked')
  const live = pack.inForce && asPack(pack.inForce.content)
  const shipped = pack.shipped && asPack(pack.shipped.content)
  const tabs = [
    {
      key: 'rules',
      label: t('tab.rules'),
      children: live ? <RulesTab pack={live} /> : <EmptyState title={t('noRules')} />,
    },
    { key: 'versions', label: t('tab.versions'), children: <VersionList versions={pack.versions} /> },
    ...(pack.origin === 'changed' && live && shipped
      ? [{ key: 'shipped', label: t('tab.shipped'), children: <DiffView before={shipped} after={live} /> }]
      : []),
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.rulePacks(), label: t('title') }}
        number={pack.packId}
        title={live ? title(live) : pack.packId}
        status={<VersionState state={pack.inForce ? 'in_force' : (newest?.state ?? 'withdrawn')} />}
        actions={<Actions packId={pack.packId} openId={newest?.id} />}
      />
      <div className={styles.page}>
        <NewerShipped pack={pack} />
        {live && <HeadFacts pack={live} of={pack} />}
        <Tabs items={tabs} />
      </div>
    </>
  )
}

function Actions({ packId, openId }: { packId: string; openId: string | undefined }) {
  const { t } = useTranslation('packs')
  const can = useCan()
  const go = useGo()
  const [isNew, setNew] = useState(false)
  if (openId) return <Button onClick={() => go(paths.rulePackVersion(openId))}>{t('do.openDraft')}</Button>
  if (!can('entitlement.packs_change')) return null
  return (
    <>
      <Button type="primary" onClick={() => setNew(true)}>
        {t('do.newVersion')}
      </Button>
      <NewVersion packId={packId} open={isNew} onClose={() => setNew(false)} />
    </>
  )
}

/** The company holds its own version while a newer one was shipped: somebody should look. */
function NewerShipped({ pack }: { pack: PackAnswer }) {
  const { t } = useTranslation('packs')
  const current = pack.versions.find(({ id }) => id === pack.inForce?.versionId)
  if (!pack.shipped || !current?.baseVersion || current.baseVersion === pack.shipped.version) return null
  return <Alert type="warning" showIcon title={t('newerShipped', { version: pack.shipped.version })} />
}

function HeadFacts({ pack, of }: { pack: Pack; of: PackAnswer }) {
  const { t } = useTranslation('packs')
  const { calendarDay, enumerated } = useFormat()
  const place = useCountryName()
  const facts = [
    { label: t('field.productClasses'), value: enumerated(pack.productClasses.map(classWord)) },
    { label: t('field.version'), value: of.inForce?.version },
    {
      label: t('field.inForceFrom'),
      value: of.inForce?.inForceFrom ? calendarDay(of.inForce.inForceFrom) : t('always'),
    },
    { label: t('field.alsoFor'), value: enumerated([...(pack.floorFor ?? []), ...(pack.alsoIn ?? [])].map(place)) },
    { label: t('field.rules'), value: pack.rules.length },
  ]
  return (
    <Card>
      <Facts facts={facts.filter(({ value }) => value !== '' && value !== undefined)} />
    </Card>
  )
}
