import { FileInput, useToast } from '@aftercare/ui'
import { isLanguage, type Language, languageNames, languages } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../../shell/api.ts'
import { upload } from '../upload.ts'
import styles from './composer.module.css'
import { useDraft } from './use-draft.ts'
import { type RequestView, useRefresh, useRefusal } from './use-request.ts'

type Kind = 'note' | 'reply'

/** A note for us, or a reply that goes to the customer in their language. The two never look alike. */
export function Composer({ request }: { request: RequestView }) {
  const { t } = useTranslation(['requests', 'common'])
  const mayReply = request.can.includes('reply')
  const [kind, setKind] = useState<Kind>('note')
  const draft = useDraft(`${request.id} ${kind}`)
  const [language, setLanguage] = useState<Language>(isLanguage(request.language) ? request.language : 'en')
  const [files, setFiles] = useState<File[]>([])
  const done = () => {
    draft.clear()
    setFiles([])
  }
  const send = useSend(request, done)
  const submit = () =>
    draft.text.trim() !== '' && !send.isPending && send.mutate({ kind, text: draft.text, language, files })
  return (
    <section className={styles.composer} data-kind={kind} aria-label={t('page.compose')}>
      <header className={styles.head}>
        <Segmented<Kind>
          aria-label={t('page.compose')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'note', label: <span data-composer="note">{t('do.note')}</span> },
            { value: 'reply', label: <span data-composer="reply">{t('do.reply')}</span>, disabled: !mayReply },
          ]}
        />
        <span className={styles.hint}>{t(kind === 'note' ? 'page.noteHint' : 'page.replyHint')}</span>
      </header>
      <Input.TextArea
        key={kind}
        aria-label={t(kind === 'note' ? 'do.note' : 'do.reply')}
        autoSize={{ minRows: 2, maxRows: 14 }}
        maxLength={20_000}
        lang={kind === 'reply' ? language : undefined}
        placeholder={t(kind === 'note' ? 'page.notePlaceholder' : 'page.replyPlaceholder')}
        value={draft.text}
        onChange={(event) => draft.write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
      />
      {files.length > 0 && (
        <FileInput label={t('page.files')} files={files} onChange={setFiles} maxBytes={50_000_000} />
      )}
      <footer className={styles.foot}>
        <Templates
          request={request}
          kind={kind}
          onChoose={(text) => draft.write(draft.text ? `${draft.text}\n\n${text}` : text)}
        />
        {kind === 'reply' && (
          <Select<Language>
            size="small"
            aria-label={t('page.language')}
            className={styles.language ?? ''}
            value={language}
            options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
            onChange={setLanguage}
          />
        )}
        <AddFiles onAdd={(more) => setFiles([...files, ...more].slice(0, 9))} />
        <span className={styles.room} />
        <Button type="primary" disabled={draft.text.trim() === ''} loading={send.isPending} onClick={submit}>
          {t(kind === 'note' ? 'do.saveNote' : 'do.sendReply')}
        </Button>
      </footer>
    </section>
  )
}

type Written = { kind: Kind; text: string; language: Language; files: File[] }

function useSend(request: RequestView, onDone: () => void) {
  const { t } = useTranslation('requests')
  const toast = useToast()
  const refresh = useRefresh()
  const refuse = useRefusal()
  return useMutation({
    mutationFn: async ({ files, kind, text, language }: Written) => {
      const sent = await Promise.all(
        files.map((file) => upload(file, file.type.startsWith('image/') ? 'evidence' : 'document')),
      )
      const body = {
        kind,
        text: text.trim(),
        fileIds: sent.map((one) => one.id),
        ...(kind === 'reply' ? { language } : {}),
      }
      return api.POST('/api/v1/requests/{id}/notes', { params: { path: { id: request.id } }, body })
    },
    onSuccess: (_, { kind }) => {
      onDone()
      refresh()
      toast({ text: t(kind === 'note' ? 'done.noted' : 'done.replied') })
    },
    onError: refuse,
  })
}

type TemplatesProps = { request: RequestView; kind: Kind; onChoose: (text: string) => void }

/** Texts the desk uses every day, in the customer's language and with the blanks filled. */
function Templates({ request, kind, onChoose }: TemplatesProps) {
  const { t } = useTranslation('requests')
  const params = { path: { id: request.id } }
  const known = $api.useQuery('get', '/api/v1/requests/{id}/templates', { params }, { staleTime: 300_000 })
  const fitting = known.data?.items.filter((one) => one.kind === kind) ?? []
  if (fitting.length === 0) return null
  return (
    <Select
      size="small"
      aria-label={t('page.template')}
      placeholder={t('page.template')}
      className={styles.template ?? ''}
      value={null}
      options={fitting.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id: string | null) => {
        const chosen = fitting.find((one) => one.id === id)
        if (chosen) onChoose(chosen.text)
      }}
    />
  )
}

function AddFiles({ onAdd }: { onAdd: (files: File[]) => void }) {
  const { t } = useTranslation('requests')
  return (
    <label className={styles.add}>
      {t('page.addFiles')}
      <input
        type="file"
        multiple
        className={styles.file}
        onChange={(event) => {
          onAdd([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </label>
  )
}
