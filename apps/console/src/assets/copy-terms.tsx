import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { Model } from './model-page.tsx'
import { ModelsSelect } from './model-select.tsx'
import styles from './terms-card.module.css'
import { touched } from './terms-card.tsx'

/** The same promise for other models. */
export function CopyTerms({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const [open, setOpen] = useState(false)
  const copy = useChange(
    async (body: { modelIds: string[] }) =>
      (await api.POST('/api/v1/models/{id}/terms/copies', { params: { path: { id: model.id } }, body })).data!,
    {
      paths: touched,
      done: ({ added }) => t('catalogue.copied', { count: added }),
      next: () => setOpen(false),
    },
  )
  return (
    <>
      <Button type="text" size="small" onClick={() => setOpen(true)}>
        {t('catalogue.copyTerms')}
      </Button>
      <Modal open={open} title={t('catalogue.copyTerms')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p className={styles.hint}>{t('catalogue.copyTermsHint')}</p>
        <FormShell<{ modelIds: string[] }>
          busy={copy.isPending}
          error={copy.error}
          submitLabel={t('catalogue.copyTerms')}
          onSubmit={(values) => copy.mutate(values)}
          onCancel={() => setOpen(false)}
        >
          <Form.Item name="modelIds" label={t('catalogue.copyTo')} rules={[{ required: true }]}>
            <ModelsSelect without={model.id} />
          </Form.Item>
        </FormShell>
      </Modal>
    </>
  )
}
