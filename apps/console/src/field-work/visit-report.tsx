import { askedSteps, type ChecklistAnswer, type ChecklistItem, measured, type StepStanding } from '@aftercare/rules'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFailureName } from '../requests/codes-said.ts'
import { At } from '../shell/at.tsx'
import type { Visit } from './visit.ts'
import styles from './visit-report.module.css'

/** What was found and done, in codes and words. */
export function Report({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  const { report } = visit
  const familyId = visit.asset?.family.id
  const nameOf = {
    symptom: useFailureName('symptom', familyId),
    cause: useFailureName('cause', familyId),
    remedy: useFailureName('remedy', familyId),
  }
  const facts = [
    ...(report.outcome ? [{ label: t('result'), value: t(`outcome.${report.outcome}`) }] : []),
    ...(['symptom', 'cause', 'remedy'] as const).flatMap((kind) =>
      report[`${kind}Code`] ? [{ label: t(`code.${kind}`), value: nameOf[kind](report[`${kind}Code`]) }] : [],
    ),
    ...(report.findings ? [{ label: t('report.findings'), value: report.findings }] : []),
    ...(report.workDone ? [{ label: t('report.workDone'), value: report.workDone }] : []),
    ...(report.restOfWork ? [{ label: t('report.restOfWork'), value: report.restOfWork }] : []),
  ]
  return (
    <Card title={t('part.report')}>
      {facts.length === 0 ? <p className={styles.quiet}>{t('noReport')}</p> : <Facts facts={facts} />}
    </Card>
  )
}

/** Every step that was asked for, with how it stands; what was left out says why, what is not in order says so. */
export function Checks({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  const { language } = useFormat()
  const said = useSaidOfStep()
  const items = (visit.checklist?.items ?? []) as ChecklistItem[]
  if (items.length === 0) return null
  const { answers } = visit.report
  const steps = askedSteps(items, { answers, photos: visit.photos, model: visit.asset?.model.code ?? null })
  const facts = steps.map((one) => ({
    label: one.item.label[language] ?? one.item.label.en ?? one.item.key,
    value: said(one, answers[one.item.key]),
  }))
  return (
    <Card title={t('part.checklist')}>
      <div className={styles.checks}>
        <Facts facts={facts} />
      </div>
    </Card>
  )
}

function useSaidOfStep() {
  const { t } = useTranslation(['field-work', 'common'])
  const { language } = useFormat()
  const plain = (item: ChecklistItem, value: ChecklistAnswer['value'] | undefined) => {
    const chosen = item.choices?.find((one) => one.value === value)
    if (chosen) return chosen.label[language] ?? chosen.label.en
    if (item.type === 'check') return t(value === true ? 'checked.yes' : 'checked.no')
    if (item.type === 'number') return null
    return item.type === 'text' ? value : t('common:yes')
  }
  return ({ item, state, missing }: StepStanding, answer: ChecklistAnswer | undefined) => {
    if (state === 'open') return '–'
    if (state === 'skipped') return t('report.skipped', { why: answer?.skipped })
    const sizes = measured(item, answer).join(', ')
    return [
      plain(item, answer?.value),
      sizes && `${sizes} ${item.unit ?? ''}`.trim(),
      state === 'out_of_limits' && t('report.outOfLimits'),
      answer?.note,
      ...missing.map((one) => t('report.proofMissing', { proof: t(`proof.${one.kind}`) })),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

export function Photos({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  if (visit.photos.length === 0) return null
  return (
    <Card title={t('part.photos')}>
      <div className={styles.photos}>
        <Image.PreviewGroup>
          {visit.photos.map((photo) => (
            <figure key={photo.id} className={styles.photo}>
              {photo.mediaType?.startsWith('video/') ? (
                // biome-ignore lint/a11y/useMediaCaption: filmed on the spot, nobody wrote captions
                <video src={`/api/v1/files/${photo.fileId}`} controls width={148} height={110} />
              ) : (
                <Image src={`/api/v1/files/${photo.fileId}`} alt={t(`photo.${photo.kind}`)} width={148} height={110} />
              )}
              <figcaption className={styles.quiet}>
                {t(`photo.${photo.kind}`)} ·{' '}
                <At at={photo.takenAt} zone={visit.timeZone} {...(photo.takenBy === 'clock' && { only: 'time' })} />
                {photo.takenBy !== 'clock' && ` · ${t(`takenBy.${photo.takenBy}`)}`}
                {photo.caption && ` · ${photo.caption}`}
              </figcaption>
            </figure>
          ))}
        </Image.PreviewGroup>
      </div>
    </Card>
  )
}

export function Signature({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  const { signature, unsignedReason } = visit.report
  if (!signature && !unsignedReason) return null
  return (
    <Card title={t('part.signature')}>
      {signature ? (
        <>
          <img src={`/api/v1/files/${signature.fileId}`} alt={t('part.signature')} className={styles.signature} />
          <p>{t('signedBy', { name: signature.name, role: signature.role })}</p>
          <p className={styles.quiet}>
            <At at={signature.at} zone={visit.timeZone} />
          </p>
        </>
      ) : (
        <p>{t('report.unsigned', { why: unsignedReason })}</p>
      )}
    </Card>
  )
}

const FAR_MS = 120_000

/** The taps with their times; a phone whose clock was off shows both. */
export function Stamps({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field-work', 'dispatch'])
  const { dates } = useFormat()
  if (visit.stamps.length === 0) return null
  const at = dates(visit.timeZone)
  const isOff = (one: Visit['stamps'][number]) => Date.parse(one.at) - Date.parse(one.receivedAt) > FAR_MS
  return (
    <Card title={t('part.times')}>
      <Facts
        facts={visit.stamps.map((one) => ({
          label: t(`dispatch:status.${one.status as 'done'}`),
          value: isOff(one)
            ? `${at.dayTime(one.receivedAt)} · ${t('deviceTime', { time: at.dayTime(one.at) })}`
            : at.dayTime(one.at),
        }))}
      />
    </Card>
  )
}
