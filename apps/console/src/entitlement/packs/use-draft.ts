import { ifMatch } from '@aftercare/api'
import type { Pack } from '@aftercare/entitlement'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { useLeaveGuard } from '../../shell/leave-guard.tsx'
import { useChange } from '../../shell/use-change.ts'
import type { VersionAnswer } from './marks.tsx'
import { asPack } from './pack-page.tsx'

export const touchedByPacks = [
  '/api/v1/entitlement/packs',
  '/api/v1/entitlement/packs/{packId}',
  '/api/v1/entitlement/pack-versions/{id}',
] as const

/** A content and the version it is written over; of what was saved, the version it became. */
type Written = { pack: Pack; over: number }

/**
 * The content as it is being written: what was typed stays until it is saved or given up, whatever happens meanwhile. What is
 * typed while a save is under way is kept as the next change, and what was saved is shown on until the page is read anew: for a
 * moment of the old content the fields would go, and with them the open list and the cursor.
 */
export function useDraft(version: VersionAnswer) {
  const { t } = useTranslation('packs')
  const [typed, setTyped] = useState<Written | null>(null)
  const [saved, setSaved] = useState<Written | null>(null)
  const leave = useLeaveGuard(true)
  const now = useRef(typed)
  now.current = typed
  const save = useChange(
    async ({ pack, over }: Written) => {
      const { data } = await api.PATCH('/api/v1/entitlement/pack-versions/{id}', {
        params: { path: { id: version.id } },
        body: { content: pack as unknown as Record<string, unknown> },
        headers: ifMatch(over),
      } as never)
      return { pack, over: (data as unknown as VersionAnswer).version }
    },
    {
      paths: touchedByPacks,
      done: t('done.saved'),
      next: (sent: Written) => {
        const more = now.current !== null && now.current.pack !== sent.pack
        if (!more) leave.calm()
        setSaved(sent)
        setTyped(more ? { ...now.current!, over: sent.over } : null)
      },
    },
  )
  const read = saved && saved.over > version.version ? saved : { pack: asPack(version.content), over: version.version }
  return {
    pack: typed?.pack ?? read.pack,
    isChanged: typed !== null,
    change(next: Pack) {
      leave.touch()
      // The version that was read when the writing began: a later one is a conflict, not a detail.
      setTyped({ pack: next, over: typed?.over ?? read.over })
    },
    save: () => typed && save.mutate(typed),
    saveOver: () => typed && save.mutate({ ...typed, over: version.version }),
    giveUp() {
      leave.calm()
      save.reset()
      setTyped(null)
    },
    isSaving: save.isPending,
    error: save.error,
    dialog: leave.dialog,
  }
}

export type Draft = ReturnType<typeof useDraft>
