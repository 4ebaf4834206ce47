import { Button, EmptyState, SkeletonCard, TextField } from '@aftercare/ui'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { knownCompany } from '../shell/company.ts'
import styles from '../shell/page.module.css'
import { go } from '../shell/router.tsx'

/** What a link in a mail leads to. */
interface Wanted {
  request?: string | undefined
  quotation?: string | undefined
  contract?: string | undefined
}

/** An address that names no company: the one this device knows, the only one here, or whose code is typed. */
export function Company(wanted: Wanted) {
  const { request, quotation, contract } = wanted
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    knownCompany().then((code) => (code ? open(code, { request, quotation, contract }) : setAsked(true)))
  }, [request, quotation, contract])
  return asked ? <Code onOpen={(code) => open(code, wanted)} /> : <SkeletonCard lines={4} />
}

function open(code: string, { request, quotation, contract }: Wanted): void {
  const to =
    (request && paths.request(code, request)) ||
    (quotation && paths.quotation(code, quotation)) ||
    (contract && paths.contract(code, contract)) ||
    paths.start(code)
  go(to, { replace: true })
}

function Code({ onOpen }: { onOpen: (code: string) => void }) {
  const { t } = useTranslation('portal')
  const [code, setCode] = useState('')
  const [isUnknown, setUnknown] = useState(false)
  const check = async (event: FormEvent) => {
    event.preventDefault()
    const company = code.trim().toLowerCase()
    const known = await api.GET('/api/v1/public/{company}', { params: { path: { company } } }).catch(() => null)
    if (known?.data) onOpen(known.data.code)
    else setUnknown(true)
  }
  return (
    <form className={styles.stack} onSubmit={check}>
      <EmptyState as="h1" icon="scan" title={t('start.heading')} hint={t('start.scanFirst')} />
      <TextField
        label={t('start.company')}
        value={code}
        onChange={setCode}
        error={isUnknown ? t('start.noCompany') : undefined}
        autoComplete="organization"
      />
      <Button kind="primary" type="submit" block disabled={code.trim() === ''}>
        {t('do.next')}
      </Button>
    </form>
  )
}
