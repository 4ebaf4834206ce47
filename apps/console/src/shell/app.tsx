import { ToastProvider, useStill, useTheme } from '@aftercare/ui'
import type { Language } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import enUS from 'antd/locale/en_US'
import dayjs from 'dayjs'
import { type ReactNode, useEffect, useState } from 'react'
import { queryClient } from './api.ts'
import { router } from './router.tsx'
import { antdTheme } from './theme.ts'

const locales: Record<Language, () => Promise<{ default: Locale }>> = {
  en: async () => ({ default: enUS }),
  'zh-CN': () => import('antd/locale/zh_CN'),
  'zh-TW': () => import('antd/locale/zh_TW'),
}
const calendars: Record<Language, () => Promise<unknown>> = {
  en: async () => dayjs.locale('en'),
  'zh-CN': () => import('dayjs/locale/zh-cn').then(() => dayjs.locale('zh-cn')),
  'zh-TW': () => import('dayjs/locale/zh-tw').then(() => dayjs.locale('zh-tw')),
}

function Look({ children }: { children: ReactNode }) {
  const { isDark } = useTheme()
  const isStill = useStill()
  const { language } = useFormat()
  const [locale, setLocale] = useState<Locale>(enUS)
  useEffect(() => {
    let current = true
    void Promise.all([locales[language](), calendars[language]()]).then(
      ([loaded]) => current && setLocale(loaded.default),
    )
    return () => {
      current = false
    }
  }, [language])
  return (
    // Without `autoInsertSpace={false}` a button of two Han characters is spelt «确 定».
    <ConfigProvider theme={antdTheme(isDark, isStill)} locale={locale} button={{ autoInsertSpace: false }}>
      {/* Gives dialogs opened from code the theme and the language. */}
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  )
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Look>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </Look>
    </QueryClientProvider>
  )
}
