import { Card } from '@aftercare/ui'
import { Button, Form, Select, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { usePartChange } from '../parts/part-dialogs.tsx'
import type { Part } from '../parts/part-form.tsx'
import { PartSelect } from '../parts/selects.tsx'
import { paths } from '../paths.ts'
import { upload } from '../requests/upload.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './catalogue.module.css'

/** Parts of which either works, and which of the two is taken first. */
export function AlternatesCard({ part }: { part: Part }) {
  const { t } = useTranslation(['parts', 'common'])
  const can = useCan()
  const named = useNamed()
  const remove = usePartChange(
    (otherId: string) =>
      api.DELETE('/api/v1/parts/{id}/alternates/{otherId}', { params: { path: { id: part.id, otherId } } }),
    () => undefined,
  )
  const add = (
    <DialogButton label={t('alternates.add')} needs="parts.catalogue">
      {(close) => <AlternateForm part={part} onClose={close} />}
    </DialogButton>
  )
  return (
    <Card title={t('alternates.title')} aside={add}>
      {part.alternates.length === 0 && <p className={styles.quiet}>{t('alternates.none')}</p>}
      {part.alternates.map((one) => (
        <p key={one.id}>
          <Go to={paths.part(one.id)}>{one.number}</Go> {named(one.name)}{' '}
          <span className={styles.quiet}>
            {one.preferredId === one.id && t('alternates.otherFirst')}
            {one.preferredId === part.id && t('alternates.thisFirst')}
          </span>
          {can('parts.catalogue') && (
            <Button type="link" size="small" danger onClick={() => remove.mutate(one.id)}>
              {t('common:do.remove')}
            </Button>
          )}
        </p>
      ))}
    </Card>
  )
}

type Values = { otherId: string; prefers: 'none' | 'this' | 'other' }

function AlternateForm({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const save = usePartChange(
    ({ otherId, prefers }: Values) =>
      api.PUT('/api/v1/parts/{id}/alternates/{otherId}', {
        params: { path: { id: part.id, otherId } },
        body: { preferredId: prefers === 'none' ? null : prefers === 'this' ? part.id : otherId },
      }),
    onClose,
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ prefers: 'none' }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="otherId" label={t('alternates.other')} rules={[{ required: true }]}>
        <PartSelect />
      </Form.Item>
      <Form.Item name="prefers" label={t('alternates.prefers')}>
        <Select
          options={(['none', 'this', 'other'] as const).map((value) => ({
            value,
            label: t(`alternates.takes.${value}`),
          }))}
        />
      </Form.Item>
    </FormShell>
  )
}

/** Photos by which it is recognised on the shelf. */
export function PhotosCard({ part }: { part: Part }) {
  const { t } = useTranslation(['parts', 'common'])
  const can = useCan()
  const add = usePartChange(
    async (file: File) => {
      const { id: fileId } = await upload(file, 'photo')
      return api.PUT('/api/v1/parts/{id}/photos/{fileId}', { params: { path: { id: part.id, fileId } } })
    },
    () => undefined,
  )
  const remove = usePartChange(
    (fileId: string) => api.DELETE('/api/v1/parts/{id}/photos/{fileId}', { params: { path: { id: part.id, fileId } } }),
    () => undefined,
  )
  const aside = can('parts.catalogue') && (
    <Upload
      accept="image/*"
      showUploadList={false}
      beforeUpload={(file) => {
        add.mutate(file)
        return false
      }}
    >
      <Button loading={add.isPending}>{t('photos.add')}</Button>
    </Upload>
  )
  return (
    <Card title={t('photos.title')} aside={aside}>
      {part.photos.length === 0 && <p className={styles.quiet}>{t('photos.none')}</p>}
      <ul className={styles.gallery}>
        {part.photos.map((one) => (
          <li key={one.id}>
            <a href={`/api/v1/parts/${part.id}/photos/${one.id}`} target="_blank" rel="noreferrer">
              <img src={`/api/v1/parts/${part.id}/photos/${one.id}`} alt={one.name} />
            </a>
            {can('parts.catalogue') && (
              <Button type="link" size="small" danger onClick={() => remove.mutate(one.id)}>
                {t('common:do.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where it stands on exploded drawings. */
export function DrawingsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  if (part.drawings.length === 0) return null
  return (
    <Card title={t('drawings.title')}>
      {part.drawings.map((one) => (
        <p key={`${one.id} ${one.number}`}>
          <Go to={paths.drawing(one.id)}>{named(one.name)}</Go>{' '}
          <span className={styles.quiet}>{t('drawings.position', { number: one.number })}</span>
        </p>
      ))}
    </Card>
  )
}
