import { useToast } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { call } from '../api.ts'
import { useGo } from '../go.tsx'
import { BadLink } from './bad-link.tsx'
import { Door } from './door.tsx'
import { NewPassword } from './new-password.tsx'

/** Where the link of the reset mail leads. */
export function Reset() {
  const { t } = useTranslation('console')
  const { token } = useSearch({ strict: false }) as { token?: string }
  const go = useGo()
  const toast = useToast()
  const reset = useMutation({
    mutationFn: (newPassword: string) => call('POST', '/api/auth/reset-password', { body: { newPassword, token } }),
    onSuccess: () => {
      toast({ text: t('signIn.resetDone') })
      go(paths.signIn(), { replace: true })
    },
  })
  if (!token) return <BadLink />
  return (
    <Door title={t('signIn.resetTitle')}>
      <NewPassword
        name="newPassword"
        busy={reset.isPending}
        error={reset.error}
        submitLabel={t('signIn.resetSubmit')}
        onSubmit={reset.mutate}
      />
    </Door>
  )
}
