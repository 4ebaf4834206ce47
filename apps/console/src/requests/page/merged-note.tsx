import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/go.tsx'
import type { RequestView } from './use-request.ts'

/** A request that was merged leads on to the one that lives. */
export function MergedNote({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const { mergedInto } = request
  if (!mergedInto) return null
  return (
    <Alert
      type="info"
      showIcon
      title={t('page.mergedInto')}
      action={<Go to={paths.request(mergedInto.id)}>{mergedInto.number}</Go>}
    />
  )
}
