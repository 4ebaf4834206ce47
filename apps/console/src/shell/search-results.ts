import type { Answer } from '@aftercare/api'
import { useSay } from '@aftercare/words/web'
import { keepPreviousData } from '@tanstack/react-query'
import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pathOf } from '../paths.ts'
import { $api } from './api.ts'
import { useRail } from './rail-entries.ts'

export type Found = { path: string; title: string; subtitle: string }
type Hit = Answer<'/api/v1/search'>['items'][number]

const kept = 'aftercare.opened'

function recent(): Found[] {
  const list: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]')
  return Array.isArray(list) ? (list as Found[]) : []
}

/** The last eight things opened by search come first next time. */
export function remember(found: Found): void {
  const others = recent().filter((one) => one.path !== found.path)
  localStorage.setItem(kept, JSON.stringify([found, ...others].slice(0, 8)))
}

function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** Pages by name at once, things from the server after a short rest in typing. */
export function useFound(typed: string) {
  const { t } = useTranslation('console')
  const say = useSay()
  const rail = useRail()
  const q = useSettled(typed.trim(), 150)
  const query = $api.useQuery(
    'get',
    '/api/v1/search',
    { params: { query: { q } } },
    { enabled: q.length > 0, placeholderData: keepPreviousData },
  )
  if (typed.trim() === '')
    return { groups: [{ title: t('search.recent'), items: recent() }].filter(notEmpty), corrected: null, busy: false }
  const pages = rail
    .flatMap(({ entries }) => entries.map(({ path, label }) => ({ path, title: say(label), subtitle: '' })))
    .filter((page) => page.title.toLowerCase().includes(typed.trim().toLowerCase()))
  const things = q === '' ? [] : byKind(query.data?.items ?? [])
  const groups = [...things, { title: t('search.pages'), items: pages }].filter(notEmpty)
  return { groups, corrected: q === '' ? null : (query.data?.corrected ?? null), busy: query.isFetching }
}

/** Best first: a kind stands where its best hit stands. What has no page of its own is left out. */
function byKind(hits: readonly Hit[]) {
  const groups = new Map<string, Found[]>()
  for (const { kind, id, title, subtitle } of hits) {
    const path = pathOf(kind, id)
    if (path === null) continue
    groups.set(kind, [...(groups.get(kind) ?? []), { path, title, subtitle }])
  }
  return [...groups].map(([kind, items]) => ({ title: titleOf(kind), items }))
}

const notEmpty = (group: { items: Found[] }) => group.items.length > 0

function titleOf(kind: string): string {
  const camel = kind.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase())
  const key = `console:search.kind.${camel}`
  return i18next.exists(key) ? i18next.t(key as 'console:search.kind.other') : i18next.t('console:search.kind.other')
}
