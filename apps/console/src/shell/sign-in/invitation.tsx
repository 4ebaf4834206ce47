import { SkeletonCard } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, problemFrom } from '../api.ts'
import { QueryState } from '../query-state.tsx'
import { BadLink } from './bad-link.tsx'
import { Door } from './door.tsx'
import { useEnter } from './entering.ts'
import { NewPassword } from './new-password.tsx'
import { RenewLink } from './renew-link.tsx'

/** Where the link of an invitation leads: a password, and one is in. */
export function Invitation() {
  const { t } = useTranslation('console')
  const { company = '', token = '' } = useSearch({ strict: false }) as { company?: string; token?: string }
  const params = { path: { company, token } }
  const way = '/api/v1/public/{company}/invitations/{token}'
  const query = $api.useQuery('get', way, { params }, { enabled: token !== '', retry: false })
  const enter = useEnter()
  const accept = $api.useMutation('post', `${way}/acceptance`, { onSuccess: enter })
  if (token === '' || problemFrom(query.error)?.status === 404) return <BadLink />
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
      {(invitation) =>
        invitation.state === 'open' ? (
          <Door
            title={t('signIn.inviteTitle', { company: invitation.company })}
            hint={t(invitation.isKnown ? 'signIn.inviteKnown' : 'signIn.inviteHint', { email: invitation.email })}
          >
            <NewPassword
              name="password"
              isKnown={invitation.isKnown}
              busy={accept.isPending}
              error={accept.error}
              submitLabel={t('signIn.inviteSubmit')}
              onSubmit={(password) => accept.mutate({ params, body: { password } })}
            />
          </Door>
        ) : invitation.state === 'expired' ? (
          <RenewLink params={params} />
        ) : (
          <BadLink>{invitation.state === 'used' && <Alert type="info" title={t('signIn.inviteUsed')} />}</BadLink>
        )
      }
    </QueryState>
  )
}
