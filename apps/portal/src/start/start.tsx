import { Button, Logo, TextField } from '@aftercare/ui'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { forgetCompany, rememberCompany } from '../shell/company.ts'
import page from '../shell/page.module.css'
import { go, Link } from '../shell/router.tsx'
import { useMe } from '../shell/session.ts'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import styles from './start.module.css'

// The reader of codes is larger than the rest of the portal: it comes when somebody wants to scan.
const Scanner = lazy(() => import('../scan/scanner.tsx').then((m) => ({ default: m.Scanner })))

/** The front door: scan or type, or go on without a number; who was here before finds their requests. */
export function Start({ company }: { company: string }) {
  const asked = useAnswer(company, () =>
    api.GET('/api/v1/public/{company}', { params: { path: { company } } }).then((answer) => answer.data!),
  )
  const found = asked.data?.code
  useEffect(() => {
    if (found) rememberCompany(found)
    else if (asked.problem?.status === 404) forgetCompany()
  }, [found, asked.problem])
  return (
    <Shown asked={asked} company={company}>
      {({ name, logoUrl }) => <Door company={company} name={name} logoUrl={logoUrl} />}
    </Shown>
  )
}

function Door({ company, name, logoUrl }: { company: string; name: string; logoUrl: string | null }) {
  const { t } = useTranslation('portal')
  const me = useMe()
  const [serial, setSerial] = useState('')
  const [scanning, setScanning] = useState(false)
  const check = (event: FormEvent) => {
    event.preventDefault()
    go(paths.serial(company, serial.trim()))
  }
  return (
    <form className={page.stack} onSubmit={check}>
      <p className={styles.brand}>
        {logoUrl ? <img src={logoUrl} alt="" className={styles.logo} /> : <Logo size={36} />}
        <span>{name}</span>
      </p>
      <h1 className={page.title}>{t('start.heading')}</h1>
      <p className={page.quiet}>{t('start.hint')}</p>
      <Button kind="primary" block icon="scan" onClick={() => setScanning(true)}>
        {t('start.scan')}
      </Button>
      {scanning && (
        <Suspense>
          <Scanner company={company} onClose={() => setScanning(false)} />
        </Suspense>
      )}
      <p className={styles.or}>{t('start.or')}</p>
      <TextField label={t('start.serial')} value={serial} onChange={setSerial} required autoComplete="off" />
      <Button type="submit" block disabled={serial.trim() === ''}>
        {t('start.check')}
      </Button>
      <details className={styles.where}>
        <summary>{t('start.where')}</summary>
        <p>{t('start.whereHint')}</p>
      </details>
      <nav className={styles.links}>
        <Link to={paths.ask(company, 'repair')} className={page.link}>
          {t('start.without')}
        </Link>
        <Link to={me ? paths.mine(company) : paths.signIn(company, paths.mine(company))} className={page.link}>
          {t('start.mine')}
        </Link>
        <Link to={paths.prices(company)} className={page.link}>
          {t('prices.title')}
        </Link>
      </nav>
    </form>
  )
}
