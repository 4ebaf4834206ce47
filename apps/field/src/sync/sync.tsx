import { Button, EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useArticle } from '../data/articles.ts'
import { useName } from '../data/names.ts'
import { handToDesk, retry } from '../data/outbox.ts'
import type { Op, ToldOp } from '../data/store.ts'
import { useLate, useOutbox, useStore, useUploads, useVisit } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { useUnreached } from '../shell/reach.ts'
import { useSession } from '../shell/session.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import { GiveUp, TakeBack } from './give-up.tsx'
import { Judged } from './judged.tsx'
import styles from './sync.module.css'

/** Everything that waits to be sent: what it is, how it stands, what to do. Nothing leaves this list unseen. */
export function Sync() {
  const { t } = useTranslation('field')
  const ops = useOutbox()
  const late = useLate()
  const unreached = useUnreached(useSession().person.timeZone)
  const bar = <Bar title={t('sync.title')} back={paths.today()} />
  // All of it at once: what comes later would push down what is being read.
  if (!ops || !late) return bar
  return (
    <>
      {bar}
      <div className={styles.page}>
        {unreached?.since && <p role="status">{t('noServer.line', { time: unreached.since })}</p>}
        {ops.length === 0 && <EmptyState icon="check" title={t('sync.empty')} hint={t('sync.emptyHint')} />}
        <ul className={styles.list}>
          {ops.map((op) => (
            <li key={op.seq} className={styles.item} data-state={op.state}>
              <Item op={op} />
            </li>
          ))}
        </ul>
        {late.length > 0 && (
          <section>
            <h2 className={styles.title}>{t('sync.late')}</h2>
            <p className={styles.quiet}>{t('sync.lateHint')}</p>
            <ul className={styles.list}>
              {late.map((op) => (
                <li key={op.seq} className={styles.item}>
                  <What op={op} state={t('sync.atDesk')} />
                  <NowWith op={op} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <Judged />
      </div>
    </>
  )
}

/** Moved to a colleague meanwhile: whoever did the work asks, or tells, that one. */
function NowWith({ op: { of } }: { op: ToldOp }) {
  const { t } = useTranslation('field-sync')
  return of?.nowWith ? <span>{t('nowWith', { name: of.nowWith })}</span> : null
}

/** What it is, of which visit, and when it happened. */
function What({ op, state }: { op: Op | ToldOp; state: string }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const { person } = useSession()
  const visit = useVisit(op.entityId)?.visit
  const number = visit?.number ?? ('of' in op ? op.of?.number : undefined)
  const of = [number, visit?.customer?.name].filter(Boolean)
  const told = useTold(op)
  const about = useAbout(op)
  return (
    <>
      <div className={styles.head}>
        <strong>{t(`op.${op.type as 'tap'}`)}</strong>
        <span className={styles.state}>{state}</span>
      </div>
      {about && <span>{about}</span>}
      {told && <span>{told}</span>}
      {of.length > 0 && <span className={styles.quiet}>{of.join(' · ')}</span>}
      <span className={styles.quiet}>
        {dates(person.timeZone).dayTime(op.createdAt + (op.clock?.offsetMs ?? 0))}
        {op.attempts > 0 ? ` · ${t('sync.tries', { count: op.attempts })}` : ''}
      </span>
    </>
  )
}

/** Which recall or article is meant, by its name. */
function useAbout({ type, path, entityId }: Pick<Op, 'type' | 'path' | 'entityId'>): string {
  const name = useName()
  const recalls = useVisit(entityId)?.visit.asset?.recalls ?? []
  const article = useArticle(entityId)
  if (type === 'article_feedback') return name(article?.title)
  return type === 'recall_answer' ? name(recalls.find(({ id }) => path.endsWith(id))?.title) : ''
}

/** Which step, or what of the report: two of a kind would else look like one told twice. */
function useTold({ type, body }: Pick<Op, 'type' | 'body'>): string {
  const { t } = useTranslation(['field', 'dispatch', 'field-sync'])
  const { enumerated } = useFormat()
  if (type === 'tap') return t(`dispatch:status.${body?.status as 'done'}`)
  if (type === 'article_feedback') return t(body?.helped ? 'field-sync:helped' : 'field-sync:helpedNot')
  if (type === 'recall_answer') return t(`field-sync:recall.${body?.outcome as 'remedied'}`)
  if (type !== 'report') return ''
  const fields = Object.keys(body ?? {}).map((field) => t(`conflict.field.${field as 'status'}`, { defaultValue: '' }))
  return enumerated(fields.filter(Boolean))
}

function Item({ op }: { op: Op }) {
  const { t } = useTranslation(['field', 'field-sync'])
  const store = useStore()
  const uploaded = useUploads().get(op.blobId ?? '')
  const isStuck = op.state === 'failed' || op.state === 'conflict'
  return (
    <>
      <What op={op} state={op.givenUp ? t('field-sync:giveUp.state') : t(`sync.state.${op.state}`)} />
      {uploaded !== undefined && (
        <progress className={styles.progress} max={100} value={uploaded} aria-label={t('sync.uploaded')} />
      )}
      {op.refusal && !op.givenUp && (
        <p className={styles.why} role="alert">
          {op.refusal.title}
          {op.refusal.errors.map((error) => (
            <span key={error.path}>{error.message}</span>
          ))}
        </p>
      )}
      {op.state === 'conflict' && <ConflictChoice op={op} />}
      <div className={styles.actions}>
        {op.givenUp && op.state === 'pending' && <TakeBack op={op} />}
        {op.state !== 'conflict' && op.state !== 'inflight' && !op.givenUp && (
          <Button onClick={() => void retry(store, op.seq!)}>{t('sync.retry')}</Button>
        )}
        {isStuck && <Button onClick={() => void handToDesk(store, op)}>{t('sync.toDesk')}</Button>}
        {isStuck && <GiveUp op={op} />}
      </div>
    </>
  )
}
