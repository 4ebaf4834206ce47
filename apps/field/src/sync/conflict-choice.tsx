import { Button } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settle } from '../data/outbox.ts'
import { pull } from '../data/pull.ts'
import type { Op } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { useSession } from '../shell/session.ts'
import { useSaid } from './said.ts'
import styles from './sync.module.css'

/** Two people changed the same: field by field mine or theirs, with who it was and when. Nobody wins silently. */
export function ConflictChoice({ op }: { op: Op }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const { dates } = useFormat()
  const { person } = useSession()
  const said = useSaid(op.entityId)
  const fields = Object.keys(op.body ?? {})
  const changes = (op.refusal?.changes ?? []).filter((one) => fields.includes(one.field))
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const choose = (field: string, isTheirs: boolean) => {
    const next = new Set(theirs)
    if (isTheirs) next.add(field)
    else next.delete(field)
    setTheirs(next)
  }
  const send = async () => {
    await settle(store, op, theirs.size === 0 ? 'all' : new Set(fields.filter((field) => !theirs.has(field))))
    await pull(store).catch(() => undefined)
  }
  return (
    <div className={styles.conflict}>
      {changes.map((one) => (
        <fieldset key={one.field} className={styles.field}>
          <legend>{t(`conflict.field.${one.field as 'findings'}`, { defaultValue: one.field })}</legend>
          <span className={styles.quiet}>
            {t('conflict.by', { name: one.by ?? t('conflict.somebody'), time: dates(person.timeZone).dayTime(one.at) })}
          </span>
          {[false, true].map((isTheirs) => (
            <label key={String(isTheirs)} className={styles.choice}>
              <input
                type="radio"
                name={`${op.seq}-${one.field}`}
                checked={theirs.has(one.field) === isTheirs}
                onChange={() => choose(one.field, isTheirs)}
              />
              <span>
                {t(isTheirs ? 'conflict.theirs' : 'conflict.mine', {
                  value: said(one.field, isTheirs ? one.theirs : op.body?.[one.field]),
                })}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <Button kind="primary" onClick={() => void send()}>
        {t(changes.length > 0 ? 'conflict.send' : 'conflict.sendMine')}
      </Button>
    </div>
  )
}
