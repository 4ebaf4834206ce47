import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { paths } from '../../paths.ts'
import { call } from '../api.ts'
import { useGo } from '../go.tsx'

/** Whether this installation still has no company: its first visitor creates it. */
export function useSetupState() {
  return useQuery({
    queryKey: ['get', '/api/v1/setup'],
    queryFn: async () => (await call('GET', '/api/v1/setup')).json() as Promise<{ open: boolean }>,
    retry: false,
  })
}

export function useFirstStart(): void {
  const go = useGo()
  const open = useSetupState().data?.open === true
  useEffect(() => {
    if (open) go(paths.setup(), { replace: true })
  })
}
