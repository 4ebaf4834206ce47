import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { ConditionTag, Quantity } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { COUNT, type Count } from './count-page.tsx'
import { PostButton } from './post-button.tsx'
import styles from './store.module.css'

const worthOf = (line: Count['lines'][number]) =>
  line.eachMinor === null
    ? null
    : Math.round(Number(line.eachMinor) * (line.difference ?? line.counted - line.expected))

/** What was counted beside what the books said at that moment: the differences first, with what they are worth. */
export function CountReview({ count, onCount }: { count: Count; onCount: () => void }) {
  const { t } = useTranslation(['store', 'parts'])
  const params = { path: { id: count.id } }
  const touched = [COUNT, '/api/v1/stock-counts', '/api/v1/stock', '/api/v1/stock-movements']
  const post = useChange(() => api.PUT('/api/v1/stock-counts/{id}/posting', { params }), {
    ...{ paths: touched, done: t('parts:done.booked'), tellRefusal: true },
  })
  const giveUp = useChange(() => api.PUT('/api/v1/stock-counts/{id}/cancellation', { params }), {
    ...{ paths: touched, done: t('done.givenUp'), tellRefusal: true },
  })
  const isOpen = count.state === 'open'
  const lines = count.lines.toSorted((a, b) => Math.abs(worthOf(b) ?? 0) - Math.abs(worthOf(a) ?? 0))
  return (
    <div className={styles.work}>
      <Sums count={count} />
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Line key={`${line.partId} ${line.condition} ${line.batch}`} line={line} currency={count.currency} />
        ))}
      </ul>
      {count.uncounted.length > 0 && <Uncounted count={count} />}
      {isOpen ? (
        <div className={styles.bar}>
          <Button size="large" loading={giveUp.isPending} onClick={() => giveUp.mutate(undefined)}>
            {t('do.giveUp')}
          </Button>
          <Button size="large" onClick={onCount}>
            {t('do.countOn')}
          </Button>
          <PostButton
            label={t('do.book')}
            disabled={count.lines.length === 0}
            busy={post.isPending}
            onPost={() => post.mutate(undefined)}
          />
        </div>
      ) : (
        count.documentId && <Go to={paths.stockDocument(count.documentId)}>{t('parts:do.open')}</Go>
      )}
    </div>
  )
}

function Sums({ count }: { count: Count }) {
  const { t } = useTranslation(['store', 'parts'])
  const { money } = useFormat()
  const worth = count.lines.map(worthOf)
  const sum = worth.reduce<number>((all, one) => all + (one ?? 0), 0)
  const differing = count.lines.filter((line) => (line.difference ?? line.counted - line.expected) !== 0).length
  return (
    <p role="status" className={styles.last} data-tone={differing === 0 && count.lines.length > 0 ? 'good' : undefined}>
      {count.state !== 'open' && `${t(`parts:countState.${count.state}`)} · `}
      {t('reviewed', { count: count.lines.length, differing })}
      {worth.some((one) => one !== null) && (
        <>
          {' · '}
          <span style={{ whiteSpace: 'nowrap' }}>{money({ minor: String(sum), currency: count.currency })}</span>
        </>
      )}
    </p>
  )
}

function Line({ line, currency }: { line: Count['lines'][number]; currency: string }) {
  const { t } = useTranslation('store')
  const { money, numbers } = useFormat()
  const named = useNamed()
  const difference = line.difference ?? line.counted - line.expected
  const worth = worthOf(line)
  const notes = [
    line.batch,
    line.picked > 0 && t('picked', { quantity: numbers.quantity(line.picked) }),
    worth !== null && worth !== 0 && money({ minor: String(worth), currency }),
  ].filter(Boolean)
  return (
    <li className={styles.line}>
      <span className={styles.what}>
        <strong>{line.part}</strong> {named(line.name)}{' '}
        {line.condition !== 'good' && <ConditionTag condition={line.condition} />}
        <span className={styles.quiet}>
          {t('against', { counted: numbers.quantity(line.counted), expected: numbers.quantity(line.expected) })}
          {notes.map((note) => ` · ${note}`)}
        </span>
        {line.hasMoved && line.difference === null && <StatusTag tone="waiting">{t('hasMoved')}</StatusTag>}
      </span>
      <span
        className={`${styles.sum} ${styles.difference}`}
        data-sign={difference < 0 ? 'less' : difference > 0 ? 'more' : undefined}
      >
        {difference > 0 && '+'}
        <Quantity of={difference} />
      </span>
    </li>
  )
}

/** On the books and not counted: left as it is, unless somebody has looked and nothing is there. */
function Uncounted({ count }: { count: Count }) {
  const { t } = useTranslation('store')
  const named = useNamed()
  const nothing = useChange(
    ({ partId, condition, batch, tracking }: Count['uncounted'][number]) => {
      const entry = {
        ...{ id: crypto.randomUUID(), partId, condition, quantity: 0, at: new Date().toISOString() },
        ...(batch && { batch }),
        ...(tracking === 'serial' && { serials: [] }),
      }
      return api.POST('/api/v1/stock-counts/{id}/entries', {
        params: { path: { id: count.id } },
        body: { entries: [entry] },
      })
    },
    { paths: [COUNT], tellRefusal: true },
  )
  return (
    <Card title={t('uncounted', { count: count.uncounted.length })}>
      <p className={styles.quiet}>{t('uncountedHint')}</p>
      <ul className={styles.papers}>
        {count.uncounted.slice(0, 50).map((line) => (
          <li key={`${line.partId} ${line.condition} ${line.batch}`} className={styles.line}>
            <span className={styles.what}>
              <strong>{line.part}</strong> {named(line.name)}
              {line.batch && <span className={styles.quiet}>{line.batch}</span>}
            </span>
            <Button loading={nothing.isPending} onClick={() => nothing.mutate(line)}>
              {t('do.nothingThere')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
