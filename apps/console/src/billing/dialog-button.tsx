import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCan } from '../shell/session.ts'

type DialogButtonProps = {
  label: string
  /** What the dialog is called where the button alone says too little. */
  title?: string
  /** The permission without which the button is not shown. */
  needs?: string
  isMain?: boolean
  /** What it begins cannot be taken back lightly. */
  isDanger?: boolean
  width?: number
  children: (close: () => void) => ReactNode
}

/** A button that opens what it is called. */
export function DialogButton(props: DialogButtonProps) {
  const { label, title = label, needs, isMain = false, isDanger = false, width, children } = props
  const can = useCan()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (needs && !can(needs as Parameters<typeof can>[0])) return null
  return (
    <>
      <Button {...(isMain && { type: 'primary' })} danger={isDanger} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        footer={null}
        onCancel={close}
        destroyOnHidden
        {...(width !== undefined && { width })}
      >
        {open && children(close)}
      </Modal>
    </>
  )
}
