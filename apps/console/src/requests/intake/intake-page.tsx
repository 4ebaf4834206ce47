import { useToast } from '@aftercare/ui'
import { currentLanguage, useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api, api } from '../../shell/api.ts'
import { FormShell } from '../../shell/form-shell.tsx'
import { useGo } from '../../shell/go.tsx'
import { useKeys } from '../../shell/keys.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { useSession } from '../../shell/session.ts'
import { bodyOf, type Draft } from './draft.ts'
import styles from './intake.module.css'
import { PreviewPanel } from './preview-panel.tsx'
import { Questions } from './questions.tsx'
import { Reading } from './reading.tsx'
import { useKnown } from './use-known.ts'
import { WhoPart } from './who-part.tsx'
import { Words } from './words-part.tsx'

/** One screen while the caller is on the line: who, which product, what is wrong; what follows from it stands beside it. */
export function IntakePage() {
  const { t } = useTranslation('requests')
  const [form] = Form.useForm<Draft>()
  const known = useKnown(form)
  const kinds = $api.useQuery('get', '/api/v1/request-kinds', {}, { staleTime: 600_000 }).data
  const draft = Form.useWatch<Draft>([], form)
  const save = useSave(known.ids)
  useKeys([{ key: 'mod+Enter', label: 'requests:do.open', inFields: true, run: () => form.submit() }])
  return (
    <>
      <PageHeader
        back={{ to: paths.requests(), label: t('title') }}
        title={t('intake.title')}
        actions={
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()} title={t('intake.keyHint')}>
            {t('do.open')}
          </Button>
        }
      />
      <div className={styles.page}>
        <FormShell<Draft>
          form={form}
          busy={save.isPending}
          error={save.error}
          guard
          marks="required"
          submitLabel={t('do.open')}
          initial={{ kind: 'repair', channel: 'phone', language: currentLanguage(), answers: {}, slots: [] }}
          onSubmit={save.mutate}
        >
          <div className={styles.columns}>
            <div className={styles.main}>
              <WhoPart known={known} form={form} />
              <div className={styles.said}>
                <Words kinds={kinds} />
                <Reading familyId={known.familyId} />
              </div>
              <Questions kinds={kinds} />
            </div>
            <div className={styles.side}>
              <PreviewPanel known={known} draft={draft} />
            </div>
          </div>
        </FormShell>
      </div>
    </>
  )
}

/** Opens it, once, however often it is pressed; then its page, with when an answer is due. */
function useSave(ids: { customerId: string | null; assetId: string | null; followUpOf: string | null }) {
  const { t } = useTranslation('requests')
  const { dates } = useFormat()
  const { person } = useSession()
  const [key] = useState(() => `intake-${Date.now()}-${Math.random().toString(36).slice(2)}`)
  const toast = useToast()
  const go = useGo()
  return useMutation({
    mutationFn: async (draft: Draft) =>
      (await api.POST('/api/v1/requests', { body: bodyOf(draft, ids), headers: { 'Idempotency-Key': key } as never }))
        .data!,
    onSuccess: ({ id, number, clocks }) => {
      const [first] = clocks
      const due = first && dates(person.timeZone).dayTime(first.dueAt)
      toast({ text: due ? t('intake.opened', { number, due }) : t('intake.openedPlain', { number }) })
      go(paths.request(id))
    },
  })
}
