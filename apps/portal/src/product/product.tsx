import type { Answer } from '@aftercare/api'
import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { rememberCompany } from '../shell/company.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import { Choices } from './choices.tsx'
import { Cover } from './cover.tsx'
import styles from './product.module.css'
import { Recalls } from './recalls.tsx'
import { Registration } from './registration.tsx'

export type Scan = Answer<'/api/v1/public/{company}/labels/{token}'>

/** What a scanned label leads to. */
export function LabelPage({ company, token }: { company: string; token: string }) {
  const { language } = useFormat()
  const asked = useAnswer(`${token} ${language}`, () =>
    api.GET('/api/v1/public/{company}/labels/{token}', { params: { path: { company, token } } }).then((a) => a.data!),
  )
  return <Product company={company} asked={asked} by={{ label: token }} />
}

/** The same for a typed serial number. */
export function SerialPage({ company, serial }: { company: string; serial: string }) {
  const { language } = useFormat()
  const asked = useAnswer(`${serial} ${language}`, () =>
    api
      .GET('/api/v1/public/{company}/serials/{serial}', { params: { path: { company, serial } } })
      .then((a) => a.data!),
  )
  return <Product company={company} asked={asked} by={{ serial }} />
}

type ProductProps = {
  company: string
  asked: ReturnType<typeof useAnswer<Scan>>
  by: { label?: string; serial?: string }
}

function Product({ company, asked, by }: ProductProps) {
  useEffect(() => rememberCompany(company), [company])
  return (
    <Shown asked={asked} company={company}>
      {(scan) => (
        <div className={page.stack}>
          {scan.product ? <Head scan={scan} /> : null}
          <Recalls company={company} recalls={scan.recalls} by={by} />
          {scan.genuine ? <Genuine company={company} scan={scan} /> : <Warning company={company} scan={scan} by={by} />}
          {scan.genuine && by.label && !scan.registered && (
            <Registration company={company} token={by.label} onDone={asked.retry} />
          )}
          <Choices company={company} by={by} />
        </div>
      )}
    </Shown>
  )
}

function Head({ scan }: { scan: Scan }) {
  const { t } = useTranslation('portal')
  const product = scan.product!
  return (
    <header className={styles.head}>
      <span className={styles.picture}>
        {product.picture ? <img src={product.picture} alt="" /> : <Icon name="image" size={40} />}
      </span>
      <div>
        <h1 className={page.subtitle}>{product.name}</h1>
        <p className={page.quiet}>{product.family}</p>
        {scan.serialMasked && <p className={page.small}>{t('product.serial', { serial: scan.serialMasked })}</p>}
      </div>
    </header>
  )
}

function Genuine({ company, scan }: { company: string; scan: Scan }) {
  const { t } = useTranslation('portal')
  return (
    <Card>
      <div className={page.stack}>
        <p className={styles.genuine}>
          <Icon name="check" size={24} />
          <span>{t('product.genuine')}</span>
        </p>
        <Cover company={company} scan={scan} />
        <p className={page.small}>
          {t(scan.mine ? 'product.yours' : scan.registered ? 'product.registered' : 'product.notRegistered')}
        </p>
      </div>
    </Card>
  )
}

/** Not a dead end: what is wrong, what it may mean, and where to go from here. */
function Warning({ company, scan, by }: { company: string; scan: Scan; by: ProductProps['by'] }) {
  const { t } = useTranslation('portal')
  const reason = scan.reason ?? 'unknown'
  return (
    <section className={styles.warning}>
      <Icon name="warning" size={28} />
      <div className={page.tight}>
        {scan.product ? (
          <h2 className={page.subtitle}>{t(`product.${reason}Title`)}</h2>
        ) : (
          <h1 className={page.subtitle}>{t(`product.${reason}Title`)}</h1>
        )}
        {by.serial && !scan.product && <p className={styles.typed}>{by.serial}</p>}
        <p>{t(`product.${reason}Hint`)}</p>
        <Link to={paths.start(company)} className={page.link}>
          {t('product.again')}
        </Link>
      </div>
    </section>
  )
}
