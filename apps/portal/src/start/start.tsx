import { Button, Logo, TextField } from '@aftercare/ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { go } from '../shell/router.tsx'
import styles from './start.module.css'

/** Without a label at hand: the serial number typed. */
export function Start({ company }: { company: string }) {
  const { t } = useTranslation('portal')
  const [serial, setSerial] = useState('')
  const check = (event: FormEvent) => {
    event.preventDefault()
    go(paths.serial(company, serial.trim()))
  }
  return (
    <form className={styles.start} onSubmit={check}>
      <Logo size={44} />
      <h1 className={styles.heading}>{t('start.heading')}</h1>
      <p className={styles.hint}>{t('start.hint')}</p>
      <TextField label={t('start.serial')} value={serial} onChange={setSerial} required autoComplete="off" />
      <Button kind="primary" type="submit" block disabled={serial.trim() === ''}>
        {t('start.check')}
      </Button>
      <details className={styles.hint}>
        <summary>{t('start.where')}</summary>
        <p>{t('start.whereHint')}</p>
      </details>
    </form>
  )
}
