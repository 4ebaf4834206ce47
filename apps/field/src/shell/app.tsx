import { EmptyState, ToastProvider } from '@aftercare/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryClient } from './api.ts'
import { router } from './router.tsx'

export function App() {
  const { t } = useTranslation('common')
  // On plain http there is no service worker, no camera, no locks: better said than half working.
  if (!window.isSecureContext) {
    return <EmptyState icon="lock" title={t('error.notSecureTitle')} hint={t('error.notSecureHint')} />
  }
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  )
}
