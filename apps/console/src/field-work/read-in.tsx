import { problemOf } from '@aftercare/api'
import { App, Button, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'

interface Item {
  key: string
  visitId: string
  kind: string
  deviceAt: string
  offsetMs: number
  isSure: boolean
  body: Record<string, unknown>
  file?: { name: string; data: string }
}
interface UnsentFile {
  format: string
  phoneId: string
  personId: string
  items: Item[]
}

/** What a technician saved because it could not be sent: each thing once, also when the file is read in again. */
export function ReadIn() {
  const { t } = useTranslation('field-work')
  const { message } = App.useApp()
  const may = useCan()('dispatch.plan')
  const read = useChange(
    async (file: File) => {
      const told = await parsed(file)
      if (!told) return void message.error(t('late-facts.noFile'))
      let known = 0
      for (const item of told.items) if (!(await readOne(told, item))) known++
      void message.success(t('late-facts.readDone', { count: told.items.length - known, known }))
    },
    { paths: ['/api/v1/late-facts'], tellRefusal: true },
  )
  if (!may) return null
  const take = (file: File) => {
    read.mutate(file)
    return false
  }
  return (
    <Upload accept=".json,application/json" showUploadList={false} beforeUpload={take}>
      <Button loading={read.isPending}>{t('late-facts.readIn')}</Button>
    </Upload>
  )
}

async function parsed(file: File): Promise<UnsentFile | null> {
  const told = await file
    .text()
    .then((text) => JSON.parse(text) as UnsentFile)
    .catch(() => null)
  return told?.format === 'aftercare-unsent' && Array.isArray(told.items) ? told : null
}

/** False where it was known already. */
async function readOne({ phoneId, personId }: UnsentFile, { file, ...item }: Item): Promise<boolean> {
  const fileId = file && (await sent(file))
  const body = { ...item, phoneId, personId, ...(fileId && { fileId }) }
  const { data } = await api.POST('/api/v1/late-facts/from-file', { body })
  return data!.isNew
}

async function sent({ name, data }: NonNullable<Item['file']>): Promise<string> {
  const form = new FormData()
  form.append('file', blobOf(data), name)
  const answer = await fetch('/api/v1/files?purpose=evidence', {
    method: 'POST',
    body: form,
    credentials: 'same-origin',
  })
  if (!answer.ok) throw await problemOf(answer)
  return ((await answer.json()) as { id: string }).id
}

/** `data:image/jpeg;base64,…`; a page may not fetch such an address. */
function blobOf(data: string): Blob {
  const [head = '', bytes = ''] = data.split(',')
  const type = /^data:([^;]*)/.exec(head)?.[1] ?? ''
  return new Blob([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], { type })
}
