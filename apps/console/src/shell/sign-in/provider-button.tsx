import { useProblemText } from '@aftercare/ui'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, problemFrom } from '../api.ts'
import { useSetupState } from './setup-state.ts'

/** The way through the company's own identity provider, where one is set up. Coming back without luck, it says so. */
export function ProviderButton() {
  const { t } = useTranslation('people')
  const textOf = useProblemText()
  const { error } = useSearch({ strict: false }) as { error?: string }
  const offered = useSetupState().data?.oidc === true
  const begin = useMutation({
    mutationFn: async () => {
      const base = import.meta.env.BASE_URL
      const body = { provider: 'oidc', callbackURL: base, errorCallbackURL: `${base}sign-in` }
      const { url } = (await (await call('POST', '/api/auth/sign-in/social', { body })).json()) as { url: string }
      location.assign(url)
    },
  })
  const problem = problemFrom(begin.error)
  if (!offered) return null
  return (
    <>
      {(problem || error) && <Alert type="error" showIcon title={problem ? textOf(problem) : t('provider.refused')} />}
      <Button block size="large" loading={begin.isPending} onClick={() => begin.mutate()}>
        {t('provider.signIn')}
      </Button>
    </>
  )
}
