import { useEffect } from 'react'
import { paths } from '../../paths.ts'
import { $api } from '../api.ts'
import { useGo } from '../go.tsx'

/** Whether this installation still has no company: its first visitor creates it. */
export function useSetupState() {
  return $api.useQuery('get', '/api/v1/setup', {}, { retry: false })
}

export function useFirstStart(): void {
  const go = useGo()
  const open = useSetupState().data?.open === true
  useEffect(() => {
    if (open) go(paths.setup(), { replace: true })
  })
}
