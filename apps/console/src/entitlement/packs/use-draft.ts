import { ifMatch } from '@aftercare/api'
import type { Pack } from '@aftercare/entitlement'
import { useState } from 'react'
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

/** The content as it is being written: what was typed stays until it is saved or given up, whatever happens meanwhile. */
export function useDraft(version: VersionAnswer) {
  const { t } = useTranslation('packs')
  const [typed, setTyped] = useState<{ pack: Pack; over: number } | null>(null)
  const leave = useLeaveGuard(true)
  const save = useChange(
    async ({ pack, over }: { pack: Pack; over: number }) =>
      (
        await api.PATCH('/api/v1/entitlement/pack-versions/{id}', {
          params: { path: { id: version.id } },
          body: { content: pack as unknown as Record<string, unknown> },
          headers: ifMatch(over),
        } as never)
      ).data,
    {
      paths: touchedByPacks,
      done: t('done.saved'),
      next: () => {
        leave.calm()
        setTyped(null)
      },
    },
  )
  const pack = typed?.pack ?? asPack(version.content)
  return {
    pack,
    isChanged: typed !== null,
    change(next: Pack) {
      leave.touch()
      // The version that was read when the writing began: a later one is a conflict, not a detail.
      setTyped({ pack: next, over: typed?.over ?? version.version })
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
