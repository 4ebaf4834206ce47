import { saveFile } from '@aftercare/ui'
import { currentLanguage } from '@aftercare/words/web'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ask } from '../requests/ask.tsx'
import { AskForm } from '../requests/dialogs/ask-form.tsx'
import { api, call } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { type FormName, keepForm, keptForm, PaperField } from '../store/label-button.tsx'
import { VERDICTS } from './choices.ts'
import { PlaceSelect } from './selects.tsx'

type Done = (answer: true | null) => void
type Verdict = (typeof VERDICTS)[number]

/** Each opens its dialog, does it, and answers null when the person changed their mind. */
export const askLabels = (ids: string[]) => ask<true>((done) => <Labels ids={ids} onDone={done} />)
export const askSend = (ids: string[]) => ask<true>((done) => <Send ids={ids} onDone={done} />)
export const askVerdict = (id: string) => ask<true>((done) => <Judge id={id} onDone={done} />)
export const askScrap = (id: string) => ask<true>((done) => <Scrap id={id} onDone={done} />)

function Labels({ ids, onDone }: { ids: string[]; onDone: Done }) {
  const { t } = useTranslation('parts')
  const run = async ({ form }: { form: FormName }): Promise<true> => {
    keepForm(form)
    const body = { form, language: currentLanguage(), oldPartIds: ids }
    await saveFile(await call('POST', '/api/v1/old-part-labels', { body }), 'old-parts.pdf')
    return true
  }
  return (
    <AskForm
      title={t('old.do.labels')}
      submitLabel={t('old.do.labels')}
      initial={{ form: keptForm() }}
      run={run}
      onDone={onDone}
    >
      <PaperField />
    </AskForm>
  )
}

function Send({ ids, onDone }: { ids: string[]; onDone: Done }) {
  const { t } = useTranslation('parts')
  const run = async (values: { toPlaceId: string; expectedOn?: string }): Promise<true> => {
    await api.POST('/api/v1/old-part-shipments', { body: { ...filled(values), oldPartIds: ids } })
    return true
  }
  return (
    <AskForm
      title={t('old.do.send')}
      hint={ids.length > 1 && t('old.sendHint')}
      submitLabel={t('old.do.send')}
      run={run}
      onDone={onDone}
    >
      <Form.Item name="toPlaceId" label={t('old.to')} rules={[{ required: true }]}>
        <PlaceSelect />
      </Form.Item>
      <Form.Item name="expectedOn" label={t('column.expectedOn')}>
        <DayField />
      </Form.Item>
    </AskForm>
  )
}

function Judge({ id, onDone }: { id: string; onDone: Done }) {
  const { t } = useTranslation('parts')
  const run = async (values: { verdict: Verdict; note?: string }): Promise<true> => {
    await api.PUT('/api/v1/old-parts/{id}/verdict', { params: { path: { id } }, body: filled(values) })
    return true
  }
  return (
    <AskForm title={t('old.do.judge')} submitLabel={t('old.do.judge')} run={run} onDone={onDone}>
      <Form.Item name="verdict" label={t('old.conclusion')} rules={[{ required: true }]}>
        <Radio.Group vertical options={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('old.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}

function Scrap({ id, onDone }: { id: string; onDone: Done }) {
  const { t } = useTranslation('parts')
  const run = async (body: { reason: string }): Promise<true> => {
    await api.PUT('/api/v1/old-parts/{id}/scrapping', { params: { path: { id } }, body })
    return true
  }
  return (
    <AskForm
      title={t('old.do.scrap')}
      hint={t('old.scrapHint')}
      submitLabel={t('old.do.scrap')}
      run={run}
      onDone={onDone}
    >
      <Form.Item name="reason" label={t('old.why')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </AskForm>
  )
}
