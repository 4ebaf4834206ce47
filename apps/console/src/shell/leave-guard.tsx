import { useBlocker } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks before a changed form is left by a link, the back button or closing the tab. */
export function useLeaveGuard(on: boolean) {
  const { t } = useTranslation('console')
  const touched = useRef(false)
  const blocker = useBlocker({
    shouldBlockFn: () => on && touched.current,
    enableBeforeUnload: () => on && touched.current,
    withResolver: true,
  })
  const dialog = (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('form.leaveAsk')}
      okText={t('form.stay')}
      cancelText={t('form.leave')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
    >
      {t('form.leaveHint')}
    </Modal>
  )
  return {
    touch: () => {
      touched.current = true
    },
    calm: () => {
      touched.current = false
    },
    dialog,
  }
}
