import type { Pack } from '@aftercare/entitlement'
import { EmptyState } from '@aftercare/ui'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'
import { useRuleText } from './rule-text.ts'
import { RuleView } from './rule-view.tsx'

/** The rules of a pack to read, found by any word of their title, clause or name. */
export function RulesTab({ pack }: { pack: Pack }) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = pack.rules.filter((rule) =>
    `${rule.id} ${say.title(rule)} ${say.clause(rule) ?? ''}`.toLowerCase().includes(wanted),
  )
  if (pack.rules.length === 0) return <EmptyState title={t('noRules')} />
  return (
    <div className={styles.stack}>
      <Input.Search
        allowClear
        value={typed}
        placeholder={t('findRule')}
        aria-label={t('findRule')}
        onChange={(event) => setTyped(event.target.value)}
        className={styles.find}
      />
      <div className={styles.rules}>
        {shown.map((rule) => (
          <RuleView key={rule.id} rule={rule} pack={pack} />
        ))}
      </div>
    </div>
  )
}
