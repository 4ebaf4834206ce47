import { ifMatch } from '@aftercare/api'
import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from '../people/cards.module.css'
import { StationSelect } from '../people/grant-fields.tsx'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Station, touched } from './station-page.tsx'

/** Another place in the tree, for the station and everything below it; the way back is one click. */
export function MoveDialog({ station, onClose }: { station: Station; onClose: () => void }) {
  const { t } = useTranslation('network')
  const move = (parentId: string, version: number) =>
    api.PUT('/api/v1/stations/{id}/place', {
      params: { path: { id: station.id } },
      body: { parentId },
      headers: ifMatch(version),
    })
  const before = station.parentId
  const save = useChange(({ parentId }: { parentId: string }) => move(parentId, station.version), {
    paths: touched,
    done: t('page.moved', { name: station.name }),
    undo: ({ data }) => (before && data ? move(before, data.version) : Promise.resolve()),
    next: onClose,
  })
  return (
    <Modal open title={t('page.moveTitle', { name: station.name })} footer={null} onCancel={onClose}>
      <FormShell<{ parentId: string }>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('page.move')}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <p className={styles.none}>{t('page.moveHint')}</p>
        <Form.Item name="parentId" label={t('field.parentId')} rules={[{ required: true }]}>
          <StationSelect />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
