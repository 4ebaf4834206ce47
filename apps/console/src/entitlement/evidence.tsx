import { useProblemText, useToast } from '@aftercare/ui'
import { Button, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { problemFrom } from '../shell/api.ts'
import styles from './panel.module.css'

type Kept = { id: string; name: string }
type EvidenceProps = { value?: string[]; onChange?: (ids: string[]) => void; id?: string }

/** Files that prove something: sent as they are chosen, attached by their ids with the form. */
export function Evidence({ onChange, id }: EvidenceProps) {
  const { t } = useTranslation('common')
  const toast = useToast()
  const textOf = useProblemText()
  const [kept, setKept] = useState<Kept[]>([])
  const [busy, setBusy] = useState(false)
  const set = (files: Kept[]) => {
    setKept(files)
    onChange?.(files.map((one) => one.id))
  }
  const choose = async (files: File[]) => {
    setBusy(true)
    try {
      const sent: Kept[] = []
      for (const file of files) sent.push(await upload(file, 'evidence'))
      set([...kept, ...sent])
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.evidence}>
      <Upload
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => {
          if (file === all[0]) void choose(all)
          return false
        }}
      >
        <Button loading={busy} {...(id && { id })}>
          {t('file.choose')}
        </Button>
      </Upload>
      {kept.map((one) => (
        <span key={one.id} className={styles.file}>
          {one.name}
          <Button type="link" size="small" onClick={() => set(kept.filter((other) => other.id !== one.id))}>
            {t('do.remove')}
          </Button>
        </span>
      ))}
    </div>
  )
}

/** Files that were attached, by number: their names stay with who sent them. */
export function EvidenceLinks({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('voidings')
  return (
    <span className={styles.buttons}>
      {ids.map((one, index) => (
        <a key={one} href={`/api/v1/files/${one}`} target="_blank" rel="noreferrer">
          {t('page.file', { n: index + 1 })}
        </a>
      ))}
    </span>
  )
}
