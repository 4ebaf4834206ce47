import type { components } from '@aftercare/api'
import { Icon, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './open-recall.module.css'
import { UnitDialog } from './unit-dialog.tsx'

export type OpenRecall = components['schemas']['OpenRecall']

type NoteProps = { recall: OpenRecall; assetId: string; brief?: boolean }

/** One open campaign of a product: what it is at once, what is to be done when somebody asks. */
export function OpenRecallNote({ recall, assetId, brief = false }: NoteProps) {
  const { t } = useTranslation('campaigns')
  const named = useNamed()
  const can = useCan()
  const [open, setOpen] = useState(!brief)
  const head = t(`door.${recall.kind}${recall.isSafety ? '_safety' : ''}`, { number: recall.number })
  return (
    <section
      className={names(styles.note, recall.isSafety && styles.safety)}
      role={recall.isSafety ? 'alert' : 'status'}
      aria-label={head}
    >
      <Icon name="warning" size={18} />
      <div className={styles.body}>
        <strong>{can('campaigns.read') ? <Go to={paths.campaign(recall.id)}>{head}</Go> : head}</strong>
        <p>{named(recall.title)}</p>
        {recall.stopUse && <p className={styles.stop}>{t('door.stopUse')}</p>}
        {recall.state === 'refused' && <p>{t('door.refused')}</p>}
        {open && <What recall={recall} />}
        <div className={styles.actions}>
          <Button className={styles.more!} type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'door.less' : 'door.more')}
          </Button>
          {can('campaigns.note') && <OwnersWord recall={recall} assetId={assetId} />}
        </div>
      </div>
    </section>
  )
}

/** The owner says on the phone that it is scrapped, or that nobody may come: noted where it is heard. */
function OwnersWord({ recall, assetId }: NoteProps) {
  const { t } = useTranslation('campaigns')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className={styles.more!} type="link" size="small" onClick={() => setOpen(true)}>
        {t('door.note')}
      </Button>
      {open && <UnitDialog campaignId={recall.id} assetId={assetId} onClose={() => setOpen(false)} />}
    </>
  )
}

function What({ recall }: Pick<NoteProps, 'recall'>) {
  const { t } = useTranslation('campaigns')
  const { countedParts, numbers } = useFormat()
  const named = useNamed()
  const { hazard, advice, parts, minutes } = recall
  const needed = parts.map((one) => ({
    code: `${one.number} ${named(one.name)}`,
    quantity: Number(one.quantity),
  }))
  const facts = [
    ...(hazard ? [{ label: t('door.hazard'), value: named(hazard) }] : []),
    ...(advice ? [{ label: t('door.advice'), value: named(advice) }] : []),
    { label: t('door.remedy'), value: named(recall.remedy) },
    ...(needed.length > 0 ? [{ label: t('door.parts'), value: countedParts(needed) }] : []),
    ...(minutes ? [{ label: t('door.time'), value: t('door.minutes', { n: numbers.whole(minutes) }) }] : []),
  ]
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{t('door.free')}</p>
    </>
  )
}
