import type { components } from '@aftercare/api'
import i18next from 'i18next'
import { api, queryClient } from '../shell/api.ts'
import { each, inBatches } from '../shell/list/bulk.ts'
import type { BulkAction } from '../shell/list/define-list.ts'
import { ask } from './ask.tsx'
import { AssignDialog, type Assignment } from './dialogs/assign.tsx'
import { type NewPriority, PriorityDialog } from './dialogs/priority.tsx'
import { type Reason, ReasonDialog } from './dialogs/reason.tsx'

type Change = components['schemas']['BulkRequests']['action']

const change = (ids: readonly string[], action: Change) =>
  inBatches(ids, async (some) => (await api.POST('/api/v1/requests/bulk', { body: { ids: some, action } })).data!)

const named = (ids: readonly string[]) => i18next.t('requests:do.many', { count: ids.length })

/** The chosen reason, from a dialog that only asks. */
const askReason = (group: 'hold' | 'cancel' | 'closure', ids: readonly string[]) =>
  ask<Reason>((done) => (
    <ReasonDialog<Reason> group={group} what={named(ids)} run={(reason) => Promise.resolve(reason)} onDone={done} />
  ))

async function assignMany(ids: string[]) {
  const to = await ask<Assignment>((done) => (
    <AssignDialog<Assignment> what={named(ids)} run={(chosen) => Promise.resolve(chosen)} onDone={done} />
  ))
  if (to === null || Object.keys(to).length === 0) return null
  await remember(ids)
  return change(ids, { type: 'assign', ...to })
}

type Owned = { ownerId: string | null; stationId: string | null }
type Row = Owned & { id: string }
const before = new Map<string, Owned>()

/** Who had them: from the rows on the screen, the others are asked for. Without it there would be no way back. */
async function remember(ids: readonly string[]): Promise<void> {
  before.clear()
  const lists = queryClient.getQueriesData<{ items?: Row[] }>({ queryKey: ['get', '/api/v1/requests'] })
  for (const [, list] of lists) {
    for (const { id, ownerId, stationId } of list?.items ?? []) before.set(id, { ownerId, stationId })
  }
  const unknown = ids.filter((id) => !before.has(id))
  await each(unknown, async (id) => {
    const { data } = await api.GET('/api/v1/requests/{id}', { params: { path: { id } } })
    before.set(id, { ownerId: data?.owner?.id ?? null, stationId: data?.station?.id ?? null })
  })
}

/** Each goes back to whom it was with, those of one owner together. */
async function giveBack(ids: string[]): Promise<void> {
  const groups = Map.groupBy(
    ids.filter((id) => before.has(id)),
    (id) => JSON.stringify(before.get(id)),
  )
  for (const [owned, some] of groups) await change(some, { type: 'assign', ...(JSON.parse(owned) as Owned) })
}

async function prioritiseMany(ids: string[]) {
  const to = await ask<NewPriority>((done) => (
    <PriorityDialog<NewPriority> what={named(ids)} run={(chosen) => Promise.resolve(chosen)} onDone={done} />
  ))
  return to === null ? null : change(ids, { type: 'read', ...to })
}

async function pauseMany(ids: string[]) {
  const reason = await askReason('hold', ids)
  if (reason === null) return null
  const { code, note } = reason
  return change(ids, { type: 'pause', reason: code as never, ...(note ? { note } : {}) })
}

async function closeMany(ids: string[]) {
  const reason = await askReason('closure', ids)
  return reason === null ? null : change(ids, { type: 'close', code: reason.code as never })
}

async function cancelMany(ids: string[]) {
  const reason = await askReason('cancel', ids)
  if (reason === null) return null
  return change(ids, { type: 'cancel', reason: reason.code, ...(reason.note ? { note: reason.note } : {}) })
}

/** What can be done to many at once. What has a plain way back offers it. */
export const queueBulk: readonly BulkAction[] = [
  { key: 'assign', label: 'common:do.assign', needs: 'requests.change', run: assignMany, undo: giveBack },
  {
    key: 'prioritise',
    label: 'requests:do.prioritise',
    needs: 'requests.change',
    run: prioritiseMany,
    undo: async (ids) =>
      void (await change(ids, { type: 'take_reading_back', reason: i18next.t('requests:do.takenBack') })),
  },
  {
    key: 'pause',
    label: 'requests:do.pause',
    needs: 'requests.change',
    run: pauseMany,
    undo: async (ids) => void (await change(ids, { type: 'resume' })),
  },
  {
    key: 'resume',
    label: 'requests:do.resume',
    needs: 'requests.change',
    run: (ids) => change(ids, { type: 'resume' }),
  },
  {
    key: 'watch',
    label: 'requests:do.watch',
    run: (ids) => change(ids, { type: 'watch', watching: true }),
    undo: async (ids) => void (await change(ids, { type: 'watch', watching: false })),
  },
  { key: 'close', label: 'requests:do.close', needs: 'requests.close', run: closeMany },
  { key: 'cancel', label: 'requests:do.cancel', needs: 'requests.close', danger: true, run: cancelMany },
]
