import { useProblemText } from '@aftercare/ui'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, problemFrom } from '../api.ts'
import { Door } from './door.tsx'

type Params = { path: { company: string; token: string } }

/** An invitation that ran out: a new one goes to the same address, nobody else needs to be asked. */
export function RenewLink({ params }: { params: Params }) {
  const { t } = useTranslation('console')
  const textOf = useProblemText()
  const renew = $api.useMutation('post', '/api/v1/public/{company}/invitations/{token}/renewal')
  const problem = problemFrom(renew.error)
  return (
    <Door title={t('signIn.linkBad')} hint={t('signIn.linkExpired')}>
      {problem && <Alert type="error" showIcon title={textOf(problem)} />}
      {renew.isSuccess ? (
        <Alert type="success" showIcon title={t('signIn.linkRenewed')} />
      ) : (
        <Button type="primary" size="large" block loading={renew.isPending} onClick={() => renew.mutate({ params })}>
          {t('signIn.linkRenew')}
        </Button>
      )}
    </Door>
  )
}
