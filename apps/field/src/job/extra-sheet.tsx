import { limitsAfter } from '@aftercare/rules'
import { Button, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreeExtra } from '../data/changes.ts'
import type { PriceList, Visit } from '../data/store.ts'
import { withSums } from '../data/sums.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './job.module.css'
import { LineFields } from './line-fields.tsx'
import { useLineForm } from './line-form.ts'
import { RefusedPart, usePartCheck } from './part-check.tsx'

type Props = { visit: Visit; list: PriceList; onClose: () => void }

/** More to do than was agreed: quoted, shown with its price, and answered by the customer before it is done. */
export function ExtraSheet({ visit, list, onClose }: Props) {
  const { t } = useTranslation('field')
  const store = useStore()
  const facts = useFacts()
  const { money } = useFormat()
  const form = useLineForm(list, null)
  const [name, setName] = useState(visit.customer?.name ?? '')
  const [minor, setMinor] = useState<string | null>(null)
  const line = form.ready
  const asked = JSON.stringify(line)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line is made anew each time; its text says when it changed
  useEffect(() => {
    let current = true
    if (!line) return setMinor(null)
    void withSums(beside(visit), [line], { list, rules: facts?.rules ?? [] }, 'shown').then(
      (shown) => current && setMinor(shown.price?.payable ?? null),
    )
    return () => {
      current = false
    }
  }, [asked])
  const check = usePartCheck(visit.id)
  const answer = async (given: 'accepted' | 'rejected') => {
    if (line && given === 'accepted' && !(await check.isGenuine(line))) return
    if (line) await agreeExtra(store, visit, { lines: [line], answer: given, name: name.trim() }, list)
    onClose()
  }
  const blocked = !line || name.trim() === ''
  return (
    <Sheet
      open
      title={t('extra.title')}
      onClose={onClose}
      actions={
        <div className={styles.pair}>
          <Button disabled={blocked} onClick={() => void answer('rejected')}>
            {t('extra.reject')}
          </Button>
          <Button kind="primary" disabled={blocked} onClick={() => void answer('accepted')}>
            {t('extra.accept')}
          </Button>
        </div>
      }
    >
      <div className={styles.list}>
        <LineFields list={list} form={form} />
        <RefusedPart check={check} number={form.partNumber} />
        {minor !== null && (
          <p className={styles.row}>
            <span>{t('price.customerPays')}</span>
            <strong className={styles.strong}>{money({ minor, currency: list.currency })}</strong>
          </p>
        )}
        <TextField label={t('extra.who')} value={name} onChange={setName} maxLength={100} />
      </div>
    </Sheet>
  )
}

/** The visit without its lines; what they take of an allowance is not there for more work. */
function beside(visit: Visit): Visit {
  const price = visit.price && { ...visit.price, limits: limitsAfter(visit.price.limits, visit.lines) }
  return { ...visit, lines: [], price }
}
