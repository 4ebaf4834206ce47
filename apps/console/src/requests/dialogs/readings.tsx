import type { components } from '@aftercare/api'
import { SkeletonRows } from '@aftercare/ui'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { At } from '../../shell/at.tsx'
import { componentName, useFailureName } from '../codes-said.ts'
import type { RequestView } from '../page/use-request.ts'
import { useWord } from '../words.ts'
import styles from './readings.module.css'

type Reading = components['schemas']['RequestReading']
type ReadingsProps = { request: RequestView; onClose: () => void }

/** Every version of the reading, newest first, with what each changed. */
export function ReadingsDialog({ request, onClose }: ReadingsProps) {
  const { t } = useTranslation(['requests', 'common'])
  const params = { path: { id: request.id } }
  const versions = $api.useQuery('get', '/api/v1/requests/{id}/readings', { params }).data?.items
  return (
    <Modal
      open
      title={t('reading.versions', { number: request.number })}
      width={720}
      footer={null}
      closable={{ 'aria-label': t('common:do.close') }}
      onCancel={onClose}
    >
      {versions === undefined && <SkeletonRows rows={4} />}
      {versions?.map((one, index) => (
        <Version
          key={one.version}
          now={one}
          before={versions[index + 1]}
          zone={request.timeZone}
          familyId={request.asset?.familyId}
        />
      ))}
    </Modal>
  )
}

type VersionProps = { now: Reading; before: Reading | undefined; zone: string; familyId: string | undefined }

function Version({ now, before, zone, familyId }: VersionProps) {
  const { t } = useTranslation('requests')
  const say = useReadingTexts(familyId)
  const was = before && say(before)
  return (
    <section className={styles.version}>
      <h3 className={styles.title}>
        {t('reading.version', { version: now.version })}
        <span className={styles.about}>
          {now.by?.name} <At at={now.at} zone={zone} />
        </span>
      </h3>
      {now.reason && <p className={styles.reason}>{now.reason}</p>}
      <dl className={styles.facts}>
        {say(now).map(([label, text], index) => {
          const old = was?.[index]?.[1]
          const changed = was !== undefined && old !== text
          return (
            <div key={label} className={styles.fact} data-changed={changed || undefined}>
              <dt>{label}</dt>
              <dd>
                {changed && <del>{old || t('reading.empty')}</del>}{' '}
                {changed ? <ins>{text || t('reading.empty')}</ins> : text}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function useReadingTexts(familyId: string | undefined): (one: Reading) => [string, string][] {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const symptomName = useFailureName('symptom', familyId)
  return (one) => [
    [t('reading.summary'), one.summary],
    [t('reading.symptom'), symptomName(one.symptomCode)],
    [t('reading.component'), componentName(one.component)],
    [t('reading.impact'), word(`level.impact_${one.impact}`)],
    [t('reading.urgency'), word(`level.urgency_${one.urgency}`)],
    [t('reading.safety'), t(one.isSafety ? 'common:yes' : 'common:no')],
    [t('column.priority'), one.priority],
  ]
}
