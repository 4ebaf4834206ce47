import { Button, Card, EmptyState, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { MyContracts } from '../contracts/contracts.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { go, Link } from '../shell/router.tsx'
import { noteSignedIn } from '../shell/session.ts'
import { Shown } from '../shell/shown.tsx'
import { useAnswer, useSend } from '../shell/use-answer.ts'
import styles from './follow.module.css'
import { toneOf } from './tone.ts'

/** What I asked for and what I own. */
export function Mine({ company }: { company: string }) {
  const { t } = useTranslation('portal')
  const asked = useAnswer(company, () =>
    Promise.all([api.GET('/api/v1/portal/requests'), api.GET('/api/v1/portal/assets')]).then(([requests, assets]) => ({
      requests: requests.data!.items,
      assets: assets.data!.items,
    })),
  )
  const [leave, leaving] = useSend(
    () => api.DELETE('/api/v1/portal/session'),
    () => {
      noteSignedIn(false)
      go(paths.start(company))
    },
  )
  return (
    <Shown asked={asked} company={company}>
      {({ requests, assets }) => (
        <div className={page.stack}>
          <h1 className={page.title}>{t('mine.title')}</h1>
          {requests.length === 0 && <EmptyState title={t('mine.empty')} hint={t('mine.emptyHint')} />}
          <ul className={styles.list}>
            {requests.map((one) => (
              <li key={one.id}>
                <Link to={paths.request(company, one.id)} className={styles.item}>
                  <Item {...one} />
                </Link>
              </li>
            ))}
          </ul>
          <Button kind="primary" block onClick={() => go(paths.start(company))}>
            {t('mine.new')}
          </Button>
          <MyContracts company={company} />
          <Products company={company} assets={assets} />
          <Button kind="quiet" block busy={leaving.busy} onClick={() => leave(undefined)}>
            {t('start.signOut')}
          </Button>
        </div>
      )}
    </Shown>
  )
}

type ItemProps = { number: string; title: string; step: 'received'; status: string; openedAt: string; timeZone: string }

function Item({ number, title, step, status, openedAt, timeZone }: Omit<ItemProps, 'step'> & { step: string }) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const isOff = status === 'cancelled'
  return (
    <>
      <span className={page.between}>
        <strong>{title}</strong>
        <StatusTag tone={isOff ? 'neutral' : toneOf(step)}>
          {isOff ? t('follow.cancelled') : t(`follow.step.${step as 'received'}`)}
        </StatusTag>
      </span>
      <span className={page.small}>
        {number} · {t('mine.openedOn', { day: dates(timeZone).day(openedAt) })}
      </span>
    </>
  )
}

type Asset = { id: string; serial: string; model: { name: Partial<Record<string, string>> } }

function Products({ company, assets }: { company: string; assets: Asset[] }) {
  const { t } = useTranslation('portal')
  const { language } = useFormat()
  if (assets.length === 0) return null
  return (
    <Card title={t('mine.products')}>
      <ul className={page.tight}>
        {assets.map((one) => (
          <li key={one.id}>
            <Link to={paths.serial(company, one.serial)} className={page.link}>
              {one.model.name[language] ?? one.model.name.en} · {one.serial}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
