import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Campaign } from './campaign.ts'
import styles from './completion.module.css'
import type { Texts as Said } from './three-languages.tsx'

/** What is wrong, what is to be done, what the owner should do; where a translation is missing, that is said. */
export function Texts({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { hazard, remedy, advice } = campaign
  const facts = [
    ...(hazard ? [{ label: t('door.hazard'), value: <Text of={hazard} /> }] : []),
    { label: t('form.remedy'), value: <Text of={remedy} /> },
    ...(advice ? [{ label: t('door.advice'), value: <Text of={advice} /> }] : []),
  ]
  return <Facts facts={facts} />
}

function Text({ of }: { of: Said }) {
  const { t } = useTranslation('campaigns')
  const { language } = useFormat()
  return (
    <>
      <span className={styles.text}>{of[language] || of.en}</span>
      {!of[language] && <span className={styles.quiet}> {t('page.translation')}</span>}
    </>
  )
}
