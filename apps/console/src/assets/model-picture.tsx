import { ifMatch, problemOf } from '@aftercare/api'
import { Card, FileInput } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import type { Model } from './model-page.tsx'
import styles from './model-picture.module.css'

/** The picture people see when they scan a label of this model. */
export function ModelPicture({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  const save = useChange(
    async (file: File) => {
      const body = new FormData()
      body.append('file', file)
      const sent = await fetch('/api/v1/files', { method: 'POST', body, credentials: 'same-origin' })
      if (!sent.ok) throw await problemOf(sent)
      const { id } = (await sent.json()) as { id: string }
      return api.PATCH('/api/v1/models/{id}', {
        params: { path: { id: model.id } },
        body: { imageFileId: id },
        headers: ifMatch(model.version),
      })
    },
    { paths: ['/api/v1/models/{id}'], done: t('catalogue.saved'), tellRefusal: true },
  )
  return (
    <Card title={t('field.picture')}>
      {model.imageFileId ? (
        <img className={styles.picture} src={`/api/v1/files/${model.imageFileId}`} alt={model.name.en} />
      ) : (
        <p className={styles.none}>{t('catalogue.noPicture')}</p>
      )}
      {can('assets.catalogue') && (
        <FileInput
          label={t('catalogue.newPicture')}
          files={[]}
          maxFiles={1}
          accept="image/*"
          onChange={([file]) => file && save.mutate(file)}
        />
      )}
    </Card>
  )
}
