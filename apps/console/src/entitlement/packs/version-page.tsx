import { checkPack } from '@aftercare/entitlement'
import { Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api } from '../../shell/api.ts'
import { useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { useCan } from '../../shell/session.ts'
import { CheckTab } from './check-tab.tsx'
import { DiffView } from './diff-view.tsx'
import { JsonTab } from './json-tab.tsx'
import { usePackTitle, type VersionAnswer, VersionState } from './marks.tsx'
import { PackEditor } from './pack-editor.tsx'
import { asPack } from './pack-page.tsx'
import styles from './packs.module.css'
import { RulesTab } from './rules-tab.tsx'
import { SaveConflict } from './save-conflict.tsx'
import { TryBox } from './try-box.tsx'
import { useDraft } from './use-draft.ts'
import { VersionActions } from './version-actions.tsx'
import { Happened } from './version-list.tsx'

const PAGE = '/api/v1/entitlement/pack-versions/{id}'

/** One version of a pack: written, compared, tried, checked and approved here. */
export function RulePackVersionPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', PAGE, { params: { path: { id } } })
  useFresh({ subject: 'rule_pack', id, paths: [PAGE] })
  return <QueryState query={query}>{(version) => <Page key={version.id} version={version} />}</QueryState>
}

function Page({ version }: { version: VersionAnswer }) {
  const { t } = useTranslation('packs')
  const can = useCan()
  const [tab, setTab] = useState('rules')
  const draft = useDraft(version)
  const title = usePackTitle()
  const isOpen = version.state === 'draft' || version.state === 'checked'
  // Who is writing goes on writing while somebody else's check runs: only the saving waits for it.
  const isWritable = isOpen && can('entitlement.packs_change') && (draft.isChanged || !version.check?.isRunning)
  const { pack, change } = draft
  const problems = checkPack(pack)
  const against = version.against && asPack(version.against.content)
  const tabs = [
    {
      key: 'rules',
      label: t('tab.rules'),
      children: isWritable ? (
        <PackEditor pack={pack} problems={problems} onChange={change} />
      ) : (
        <RulesTab pack={pack} />
      ),
    },
    {
      key: 'json',
      label: t('tab.json'),
      children: <JsonTab pack={pack} onChange={isWritable ? change : undefined} />,
    },
    {
      key: 'diff',
      label: t('tab.diff'),
      children: against ? <DiffView before={against} after={pack} /> : <p>{t('diff.first')}</p>,
    },
    {
      key: 'try',
      label: t('tab.try'),
      children: <TryBox version={version} content={draft.isChanged ? pack : undefined} />,
    },
    { key: 'check', label: t('tab.check'), children: <CheckTab version={version} isSaved={!draft.isChanged} /> },
    { key: 'history', label: t('tab.history'), children: <Happened of={version} /> },
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.rulePack(version.packId), label: version.packId }}
        number={version.packVersion}
        title={title(pack)}
        status={
          <>
            <VersionState state={version.state} />
            {draft.isChanged && <StatusTag tone="waiting">{t('unsaved')}</StatusTag>}
          </>
        }
        actions={<VersionActions version={version} draft={draft} problems={problems.length} isWritable={isWritable} />}
      />
      <div className={styles.page}>
        <VersionFacts version={version} />
        <SaveConflict draft={draft} version={version} />
        <Tabs activeKey={tab} onChange={setTab} items={tabs} destroyOnHidden />
      </div>
      {draft.dialog}
    </>
  )
}

function VersionFacts({ version }: { version: VersionAnswer }) {
  const { t } = useTranslation('packs')
  const { calendarDay } = useFormat()
  const facts = [
    { label: t('field.reason'), value: version.reason },
    { label: t('field.baseVersion'), value: version.baseVersion },
    { label: t('field.inForceFrom'), value: version.inForceFrom && calendarDay(version.inForceFrom) },
    { label: t('state.withdrawn'), value: version.withdrawnBecause },
  ]
  return <Facts facts={facts.filter(({ value }) => value)} />
}
