import { Button, Sheet, useToast } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveUp, takeBack } from '../data/outbox.ts'
import type { Op } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { useSaid } from './said.ts'
import styles from './sync.module.css'

/** Asked first, with what is lost in words; then for a moment it can be taken back. */
export function GiveUp({ op }: { op: Op }) {
  const { t } = useTranslation(['field', 'field-sync'])
  const store = useStore()
  const show = useToast()
  const undo = useTakeBack(op)
  const [asks, setAsks] = useState(false)
  const what = t(`op.${op.type as 'tap'}`)
  const go = async () => {
    setAsks(false)
    await giveUp(store, op)
    show({ text: t('field-sync:giveUp.done', { what }), undo })
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setAsks(true)}>
        {t('sync.drop')}
      </Button>
      <Sheet open={asks} title={t('field-sync:giveUp.ask')} onClose={() => setAsks(false)}>
        <div className={styles.ask}>
          <p>{t('field-sync:giveUp.lost')}</p>
          <Lost op={op} what={what} />
          <p className={styles.quiet}>{t('field-sync:giveUp.desk')}</p>
          <Button block kind="danger" onClick={() => void go()}>
            {t('field-sync:giveUp.do')}
          </Button>
          <Button block onClick={() => setAsks(false)}>
            {t('field-sync:giveUp.keep')}
          </Button>
        </div>
      </Sheet>
    </>
  )
}

/** As long as the desk has not heard of it. */
export function TakeBack({ op }: { op: Op }) {
  const { t } = useTranslation('field-sync')
  const undo = useTakeBack(op)
  return <Button onClick={() => void undo()}>{t('giveUp.undo')}</Button>
}

function useTakeBack(op: Op) {
  const { t } = useTranslation('field-sync')
  const store = useStore()
  const show = useToast()
  return async () => {
    if (!(await takeBack(store, op.seq!))) show({ text: t('giveUp.tooLate'), bad: true })
  }
}

/** What it says, as far as people read it: fields of the report, what a line is, else what kind of thing. */
function Lost({ op, what }: { op: Op; what: string }) {
  const { t } = useTranslation(['field', 'field-sync'])
  const said = useSaid(op.entityId)
  const body = op.body ?? {}
  const fields = Object.keys(body).filter((field) => t(`conflict.field.${field as 'status'}`, { defaultValue: '' }))
  const line = [body.name ?? body.code, body.quantity && `× ${body.quantity}`].filter(Boolean).join(' ')
  return (
    <ul className={styles.lost}>
      {fields.map((field) => (
        <li key={field}>
          {t('field-sync:said', { what: t(`conflict.field.${field as 'status'}`), value: said(field, body[field]) })}
        </li>
      ))}
      {fields.length === 0 && <li>{line ? t('field-sync:said', { what, value: line }) : what}</li>}
    </ul>
  )
}
