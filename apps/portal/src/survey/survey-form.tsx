import { Button, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { Chips } from '../shell/chips.tsx'
import page from '../shell/page.module.css'
import { Refusal } from '../shell/refusal.tsx'
import { useSend } from '../shell/use-answer.ts'
import { Dimensions, type Pairs } from './dimensions.tsx'
import { Scale } from './scale.tsx'
import type { PublicSurvey } from './survey.tsx'

type FormProps = { company: string; token: string; survey: PublicSurvey; onSent: () => void }

/** Experienced and expected on the same scale; everything else is optional. */
export function SurveyForm({ company, token, survey, onSent }: FormProps) {
  const { t } = useTranslation('portal')
  const [perceived, setPerceived] = useState<number | null>(null)
  const [expected, setExpected] = useState<number | null>(null)
  const [nps, setNps] = useState<number | null>(null)
  const [pairs, setPairs] = useState<Pairs>({})
  const [tags, setTags] = useState<PublicSurvey['tags']>([])
  const [comment, setComment] = useState('')
  const answer = () => ({
    perceived: perceived!,
    expected: expected!,
    nps,
    tags,
    comment: comment.trim() || null,
    dimensions: complete(pairs),
  })
  const [send, { busy, problem }] = useSend(
    () =>
      api.POST('/api/v1/public/{company}/surveys/{token}', { params: { path: { company, token } }, body: answer() }),
    onSent,
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(undefined)
  }
  const { min, max } = survey.scale
  return (
    <form className={page.stack} onSubmit={submit}>
      <Head survey={survey} />
      <Scale
        label={t('survey.perceived')}
        hint={t('survey.scale')}
        name="perceived"
        min={min}
        max={max}
        value={perceived}
        onChange={setPerceived}
      />
      <Scale
        label={t('survey.expected')}
        hint={t('survey.scale')}
        name="expected"
        min={min}
        max={max}
        value={expected}
        onChange={setExpected}
      />
      <Chips
        label={t('survey.tags')}
        name="tags"
        most={survey.tags.length}
        options={survey.tags.map((tag) => ({ value: tag, label: t(`survey.tag.${tag}`) }))}
        value={tags}
        onChange={setTags}
      />
      <TextField label={t('survey.comment')} value={comment} onChange={setComment} rows={3} maxLength={4000} optional />
      <Scale
        label={t('survey.nps')}
        hint={t('survey.npsScale')}
        name="nps"
        min={0}
        max={10}
        value={nps}
        onChange={setNps}
      />
      <Dimensions survey={survey} pairs={pairs} onChange={setPairs} />
      <Refusal problem={problem} />
      <Button kind="primary" type="submit" block busy={busy} disabled={perceived === null || expected === null}>
        {t('survey.send')}
      </Button>
    </form>
  )
}

/** Half a pair says nothing. */
function complete(pairs: Pairs) {
  const whole = Object.entries(pairs).filter(([, { p, e }]) => p !== null && e !== null)
  return Object.fromEntries(whole) as Record<string, { p: number; e: number }>
}

function Head({ survey }: { survey: PublicSurvey }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  return (
    <header className={page.tight}>
      <p className={page.small}>{survey.company}</p>
      <h1 className={page.title}>{t('survey.title')}</h1>
      <p className={page.quiet}>{t('survey.about', { title: survey.title, number: survey.number })}</p>
      {survey.technician && survey.visitedAt && (
        <p className={page.small}>
          {t('survey.visit', { name: survey.technician, day: dates(survey.timeZone).day(survey.visitedAt) })}
        </p>
      )}
    </header>
  )
}
