import { ifMatch } from '@aftercare/api'
import { Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { upload as send } from '../requests/upload.ts'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import type { CompanyFacts } from './company.tsx'
import styles from './settings.module.css'

/** The logo: what is chosen is kept at once. */
export function Logo({ company }: { company: CompanyFacts }) {
  const { t } = useTranslation(['people', 'common'])
  const may = useCan()('company.change')
  const set = (logoFileId: string | null) =>
    api.PATCH('/api/v1/company', { body: { logoFileId }, headers: ifMatch(company.version) })
  const after = { paths: ['/api/v1/company'], done: t('common:saved'), tellRefusal: true }
  const upload = useChange(async (file: File) => set((await send(file, 'photo')).id), after)
  const remove = useChange(() => set(null), after)
  const choose = (file: File) => {
    upload.mutate(file)
    return false
  }
  return (
    <>
      {company.logoUrl && <img src={company.logoUrl} alt={company.name} className={styles.logo} />}
      <p className={styles.hint}>{t('company.logoHint')}</p>
      {may && (
        <div className={styles.row}>
          <Upload accept="image/png,image/jpeg,image/webp" showUploadList={false} beforeUpload={choose}>
            <Button loading={upload.isPending}>{t('common:file.choose')}</Button>
          </Upload>
          {company.logoFileId && (
            <Button type="link" danger loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {t('common:do.remove')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
