import { Button, saveBlob } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsentFile } from '../data/unsent-file.ts'
import { useStore } from '../data/use-store.ts'
import { useSession } from './session.ts'

/** What cannot be sent from here may leave as a file: whoever plans reads it in at the desk. */
export function SaveUnsent() {
  const { t } = useTranslation('field-sync')
  const store = useStore()
  const { person } = useSession()
  const [isSaved, setSaved] = useState(false)
  const save = async () => {
    const day = new Date().toISOString().slice(0, 10)
    saveBlob(await unsentFile(store, person.id), `aftercare-${day}.json`)
    setSaved(true)
  }
  return (
    <>
      <Button block onClick={() => void save()}>
        {t('save.do')}
      </Button>
      <p role="status">{t(isSaved ? 'save.done' : 'save.hint')}</p>
    </>
  )
}
