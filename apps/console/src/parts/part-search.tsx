import type { Answer } from '@aftercare/api'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { useKeys } from '../shell/keys.ts'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { useRested } from '../shell/use-rested.ts'
import { DebtsNote } from './debts-note.tsx'
import { FoundPart } from './found-part.tsx'
import styles from './part-search.module.css'
import { PlaceSelect } from './selects.tsx'

const path = '/api/v1/part-search'
export type Found = Answer<typeof path>['items'][number]
const SHORTEST = 2
const FIELD = 'part-search'

/** Which part, where is it, who waits for it, when does it come: asked and answered in one place, by keyboard. */
export function PartSearch() {
  const { t } = useTranslation('parts')
  const go = useGo()
  const asked = useSearch({ strict: false }) as { q?: string | number; near?: string }
  const [text, setText] = useState(String(asked.q ?? ''))
  const [at, setAt] = useState(0)
  const q = useRested(text.trim())
  const near = asked.near ?? null
  const address = paths.partSearch({ q, near })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `go` is new with every drawing; only another address is gone to
  useEffect(() => go(address, { replace: true }), [address])
  useKeys([{ key: '/', label: 'parts:search.title', run: focusField }])
  const query = $api.useQuery(
    'get',
    path,
    { params: { query: { q, ...(near && { nearPlaceId: near }) } } },
    { enabled: q.length >= SHORTEST, placeholderData: (before) => before },
  )
  useFresh({ subject: ['part_request', 'purchase_order', 'shipment', 'stock', 'stock_document'], paths: [path] })
  const items = q.length >= SHORTEST ? (query.data?.items ?? []) : []
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && items.length > 0) {
      event.preventDefault()
      setAt((items.length + at + step) % items.length)
    } else if (event.key === 'Enter' && items[at]) go(paths.part(items[at].id))
  }
  return (
    <>
      <PageHeader back={{ to: paths.parts(), label: t('title') }} title={t('search.title')} actions={<DebtsNote />} />
      <div className={styles.page}>
        <div className={styles.asked}>
          <input
            id={FIELD}
            className={styles.field}
            // biome-ignore lint/a11y/noAutofocus: the page is there to type into
            autoFocus
            type="search"
            autoComplete="off"
            aria-label={t('search.placeholder')}
            placeholder={t('search.placeholder')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
          <PlaceSelect
            size="large"
            value={near}
            aria-label={t('search.near')}
            placeholder={t('search.near')}
            onChange={(id) => go(paths.partSearch({ q, near: id }), { replace: true })}
          />
        </div>
        <Answers q={q} query={query} items={items} at={at} onChoose={setAt} />
      </div>
    </>
  )
}

const focusField = (event: KeyboardEvent) => {
  event.preventDefault()
  document.getElementById(FIELD)?.focus()
}

type Props = {
  q: string
  query: { data?: Answer<typeof path> | undefined; isSuccess: boolean; isPlaceholderData: boolean }
  items: readonly Found[]
  at: number
  onChoose: (at: number) => void
}

function Answers({ q, query, items, at, onChoose }: Props) {
  const { t } = useTranslation(['parts', 'console'])
  if (q.length < SHORTEST) return <p className={styles.quiet}>{t('search.hint')}</p>
  const isAnswered = query.isSuccess && !query.isPlaceholderData
  return (
    <>
      {query.data?.corrected && <p className={styles.quiet}>{t('console:search.corrected', query.data.corrected)}</p>}
      {isAnswered && items.length === 0 && <p className={styles.quiet}>{t('search.nothing', { q })}</p>}
      <ul className={styles.found}>
        {items.map((part, index) => (
          <FoundPart key={part.id} part={part} isOpen={index === at} onOpen={() => onChoose(index)} />
        ))}
      </ul>
    </>
  )
}
