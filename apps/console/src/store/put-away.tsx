import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { PostButton, PostError } from './post-button.tsx'
import type { Read } from './read.ts'
import { SaidBar } from './said-bar.tsx'
import { ScanInput } from './scan-input.tsx'
import styles from './store.module.css'
import { useBins } from './use-bins.ts'
import { useScans } from './use-scans.ts'

type Part = Read['parts'][number]
type Put = { part: Part; bin: string | null }

/** Put away at one place: a part, then the bin it is laid into. */
export function PutAway({ placeId }: { placeId: string }) {
  const query = $api.useQuery('get', '/api/v1/stock-places/{id}', { params: { path: { id: placeId } } })
  return <QueryState query={query}>{(place) => <Page place={place} />}</QueryState>
}

function Page({ place }: { place: { id: string; name: string } }) {
  const { t } = useTranslation('store')
  const named = useNamed()
  const go = useGo()
  const [put, setPut] = useState<Put[]>([])
  const bins = useBins(
    place.id,
    put.map((one) => one.part.id),
  )
  const judge = ({ parts, bin, text }: Read) => {
    const last = put.at(-1)
    const [part] = parts
    if (part) {
      setPut([...put.filter((one) => one.part.id !== part.id), { part, bin: null }])
      return { isGood: true, text: t('scanBin', { part: part.number }) }
    }
    // A bin may have a label of ours or any text of its own.
    if (!last || last.bin) return { isGood: false, text: t(bin ? 'partFirst' : 'refused.unknown', { text }) }
    setPut([...put.slice(0, -1), { ...last, bin: bin ?? text }])
    return { isGood: true, text: t('putInto', { part: last.part.number, bin: bin ?? text }) }
  }
  const scans = useScans(judge)
  const done = put.flatMap(({ part, bin }) => (bin ? { partId: part.id, bin } : []))
  const save = useChange(
    () => api.PUT('/api/v1/stock-places/{id}/bins', { params: { path: { id: place.id } }, body: { items: done } }),
    {
      paths: ['/api/v1/stock-places/{id}/bins', '/api/v1/stock'],
      done: t('done.putAway'),
      next: () => go(paths.store({ task: 'put_away' })),
    },
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.store({ task: 'put_away' }), label: t('title') }}
        title={t('putAwayAt', { place: place.name })}
      />
      <div className={styles.work}>
        <ScanInput label={t('scanHere')} busy={scans.busy} onText={scans.onText} />
        <SaidBar said={scans.said} refused={scans.refused} onForget={scans.forget} />
        {put.length === 0 && <WithoutBin placeId={place.id} />}
        <ul className={styles.lines}>
          {put.toReversed().map(({ part, bin }) => (
            <li key={part.id} className={styles.line}>
              <span className={styles.what}>
                <strong>{part.number}</strong> {named(part.name)}
                {bins.get(part.id) && <span className={styles.quiet}>{t('liesIn', { bin: bins.get(part.id) })}</span>}
              </span>
              <strong>{bin ?? t('whichBin')}</strong>
            </li>
          ))}
        </ul>
        <div className={styles.bar}>
          <Button size="large" disabled={put.length === 0} onClick={() => setPut(put.slice(0, -1))}>
            {t('do.undo')}
          </Button>
          <PostButton
            label={t('do.putAway')}
            disabled={done.length === 0}
            busy={save.isPending}
            onPost={() => save.mutate(undefined)}
          />
          <PostError error={save.error} lines={[]} />
        </div>
      </div>
    </>
  )
}

/** What lies here and has no bin yet: that came in and is to be put away. */
function WithoutBin({ placeId }: { placeId: string }) {
  const { t } = useTranslation('store')
  const named = useNamed()
  const { numbers } = useFormat()
  const asks = { 'filter[placeId]': placeId, 'filter[bin]': 'none', 'filter[condition]': 'good', limit: 100 }
  const { data } = $api.useQuery('get', '/api/v1/stock', { params: { query: asks as never } })
  if (!data || data.items.length === 0) return null
  return (
    <>
      <p className={styles.quiet}>{t('withoutBin', { count: data.total?.count ?? data.items.length })}</p>
      <ul className={styles.lines}>
        {data.items.map((one) => (
          <li key={one.id} className={styles.line}>
            <span className={styles.what}>
              <strong>{one.part}</strong> {named(one.name)}
            </span>
            <span>{numbers.quantity(one.onHand)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
