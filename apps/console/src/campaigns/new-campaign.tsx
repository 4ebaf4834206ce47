import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import styles from './campaign-form.module.css'
import { CampaignForm } from './campaign-form.tsx'

export function NewCampaign() {
  const { t } = useTranslation('campaigns')
  const go = useGo()
  return (
    <>
      <PageHeader back={{ to: paths.campaigns(), label: t('title') }} title={t('form.new')} />
      <div className={styles.page}>
        <CampaignForm onSaved={(id) => go(paths.campaign(id))} onCancel={() => go(paths.campaigns())} />
      </div>
    </>
  )
}
