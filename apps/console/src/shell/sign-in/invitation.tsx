import { SkeletonCard } from '@aftercare/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, problemFrom } from '../api.ts'
import { QueryState } from '../query-state.tsx'
import { BadLink } from './bad-link.tsx'
import { Door } from './door.tsx'
import { useEnter } from './entering.ts'
import { NewPassword } from './new-password.tsx'

type InvitationAnswer = { email: string; name: string; company: string }

/** Where the link of an invitation leads: a password, and one is in. */
export function Invitation() {
  const { t } = useTranslation('console')
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const address = `/api/v1/invitations/${encodeURIComponent(token)}`
  const query = useQuery({
    queryKey: ['get', address],
    queryFn: async () => (await call('GET', address)).json() as Promise<InvitationAnswer>,
    enabled: token !== '',
    retry: false,
  })
  const enter = useEnter()
  const accept = useMutation({
    mutationFn: (newPassword: string) => call('POST', `${address}/acceptance`, { body: { newPassword } }),
    onSuccess: enter,
  })
  const status = problemFrom(query.error)?.status
  if (token === '' || status === 404 || status === 410) return <BadLink />
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
      {({ email, company }) => (
        <Door title={t('signIn.inviteTitle', { company })} hint={t('signIn.inviteHint', { email })}>
          <NewPassword
            busy={accept.isPending}
            error={accept.error}
            submitLabel={t('signIn.inviteSubmit')}
            onSubmit={accept.mutate}
          />
        </Door>
      )}
    </QueryState>
  )
}
