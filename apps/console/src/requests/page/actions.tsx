import { ifMatch } from '@aftercare/api'
import { useToast } from '@aftercare/ui'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { api } from '../../shell/api.ts'
import { useGo } from '../../shell/go.tsx'
import { ask } from '../ask.tsx'
import { AssignDialog } from '../dialogs/assign.tsx'
import { DetailsDialog } from '../dialogs/details.tsx'
import { MergeDialog } from '../dialogs/merge.tsx'
import { ReadingDialog } from '../dialogs/reading.tsx'
import { type Reason, ReasonDialog } from '../dialogs/reason.tsx'
import { TextDialog } from '../dialogs/text.tsx'
import { type RequestState, type RequestView, useChange, useRefresh } from './use-request.ts'

type Done = (result: RequestState | null) => void
const at = (request: RequestView) => ({ params: { path: { id: request.id } } })

/** What can be done with this request: each asks for what it needs, does it, says so and offers the way back. */
export function useActions(request: RequestView) {
  const { t } = useTranslation(['requests', 'common'])
  const toast = useToast()
  const refresh = useRefresh()
  const change = useChange()
  const go = useGo()
  const { number } = request
  const named = (person: { id: string; name: string } | null) => person && { value: person.id, label: person.name }

  /** Opens a dialog that changes the request by itself; then tells what became of it. */
  const open = async (
    dialog: (done: Done) => React.ReactNode,
    text: string,
    undo?: (state: RequestState) => Promise<unknown>,
  ) => {
    const state = await ask<RequestState>(dialog)
    if (state === null) return
    refresh()
    toast({ text, ...(undo ? { undo: () => void change(() => undo(state), { text: t('common:undone') }) } : {}) })
  }
  const put = (path: 'closure' | 'cancellation', body: object) =>
    api.PUT(`/api/v1/requests/{id}/${path}` as '/api/v1/requests/{id}/closure', { ...at(request), body }).then(data)

  return {
    assign: () =>
      open(
        (done) => (
          <AssignDialog<RequestState>
            what={number}
            owner={named(request.owner) ?? undefined}
            station={named(request.station) ?? undefined}
            run={(body, version) => assign(request, body, version ?? request.version)}
            onDone={done}
          />
        ),
        t('done.assigned', { number }),
        (state) => assign(request, before(request), state.version),
      ),
    take: (personId: string) =>
      change(() => assign(request, { ownerId: personId }, request.version), {
        text: t('done.assigned', { number }),
        undo: () => assignNow(request, { ownerId: request.owner?.id ?? null }),
      }),
    edit: () => open((done) => <DetailsDialog request={request} onDone={done} />, t('done.changed', { number })),
    read: () => open((done) => <ReadingDialog request={request} onDone={done} />, t('done.read', { number })),
    pause: () =>
      open(
        (done) => (
          <ReasonDialog<RequestState>
            group="hold"
            what={number}
            run={({ code, note }: Reason) =>
              api
                .POST('/api/v1/requests/{id}/pause', {
                  ...at(request),
                  body: { reason: code as 'third_party', ...(note ? { note } : {}) },
                })
                .then(data)
            }
            onDone={done}
          />
        ),
        t('done.paused', { number }),
        () => api.DELETE('/api/v1/requests/{id}/pause', at(request)),
      ),
    resume: () =>
      change(() => api.DELETE('/api/v1/requests/{id}/pause', at(request)), { text: t('done.resumed', { number }) }),
    resolve: () =>
      open(
        (done) => (
          <TextDialog<RequestState>
            title={t('do.resolveTitle', { what: number })}
            hint={t('do.resolveHint')}
            label={t('do.resolveNote')}
            submitLabel={t('do.resolve')}
            run={(note) =>
              api.PUT('/api/v1/requests/{id}/resolution', { ...at(request), body: note ? { note } : {} }).then(data)
            }
            onDone={done}
          />
        ),
        t('done.resolved', { number }),
      ),
    close: () =>
      request.status === 'resolved'
        ? change(() => put('closure', {}), { text: t('done.closed', { number }) })
        : open(
            (done) => (
              <ReasonDialog<RequestState>
                group="closure"
                what={number}
                run={(reason) => put('closure', reason)}
                onDone={done}
              />
            ),
            t('done.closed', { number }),
          ),
    reopen: () =>
      open(
        (done) => (
          <TextDialog<RequestState>
            title={t('do.reopenTitle', { what: number })}
            hint={t('do.reopenHint')}
            label={t('do.reopenReason')}
            submitLabel={t('do.reopen')}
            required
            run={(reason) =>
              api.PUT('/api/v1/requests/{id}/reopening', { ...at(request), body: { reason: reason ?? '' } }).then(data)
            }
            onDone={done}
          />
        ),
        t('done.reopened', { number }),
      ),
    cancel: () =>
      open(
        (done) => (
          <ReasonDialog<RequestState>
            group="cancel"
            what={number}
            run={({ code, ...note }) => put('cancellation', { reason: code, ...note })}
            onDone={done}
          />
        ),
        t('done.cancelled', { number }),
      ),
    merge: () =>
      open((done) => <MergeDialog request={request} mode="merge" onDone={done} />, t('done.merged', { number })),
    link: () =>
      open((done) => <MergeDialog request={request} mode="link" onDone={done} />, t('done.linked', { number })),
    watch: (watching: boolean) =>
      change(() => watch(request, watching), {
        text: t(watching ? 'done.watching' : 'done.notWatching', { number }),
        undo: () => watch(request, !watching),
      }),
    followUp: () => go(paths.requestNew({ followUpOf: request.id, ...who(request) })),
  }
}

export type Actions = ReturnType<typeof useActions>

function data<T>({ data }: { data?: T }): T {
  if (data === undefined) throw new Error(i18next.t('common:error.title'))
  return data
}

type To = { ownerId?: string | null; stationId?: string | null }

const before = (request: RequestView): To => ({
  ownerId: request.owner?.id ?? null,
  stationId: request.station?.id ?? null,
})

const assign = (request: RequestView, body: To, version: number | string) =>
  api.PUT('/api/v1/requests/{id}/assignment', { ...at(request), body, headers: ifMatch(version) }).then(data)

/** Taking something back is meant for what holds now: its version is read first. */
async function assignNow(request: RequestView, body: To) {
  const now = await api.GET('/api/v1/requests/{id}', at(request)).then(data)
  return assign(request, body, now.version)
}

const watch = (request: RequestView, watching: boolean) =>
  api.PUT('/api/v1/requests/{id}/watch', { ...at(request), body: { watching } })

const who = ({ customer, asset }: RequestView) => ({
  ...(customer ? { customerId: customer.id } : {}),
  ...(asset ? { assetId: asset.id } : {}),
})
