import { Button, Card, CopyText, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import page from '../shell/page.module.css'
import { go } from '../shell/router.tsx'
import styles from './done.module.css'
import type { Sent } from './send.ts'

type DoneProps = { company: string; sent: Sent; email: string; isKnown: boolean; timeZone: string }

/** The number, and the way to follow it. */
export function Done({ company, sent, email, isKnown, timeZone }: DoneProps) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const follow = paths.request(company, sent.id)
  const slot = {
    booked: () =>
      typeof sent.slot === 'object' &&
      sent.slot &&
      t('ask.booked', { when: dates(timeZone).range(sent.slot.from, sent.slot.to) }),
    wished: () => t('ask.wished'),
    gone: () => t('ask.slotGone'),
  }[typeof sent.slot === 'string' ? sent.slot : 'booked']()
  return (
    <div className={page.stack}>
      <span className={styles.tick}>
        <Icon name="check" size={40} />
      </span>
      <h1 className={page.title}>{t('ask.sent')}</h1>
      <p className={page.quiet}>{t('ask.sentHint', { number: sent.number })}</p>
      <Card>
        <p className={styles.number}>
          <CopyText text={sent.number}>{sent.number}</CopyText>
        </p>
        {slot && <p className={page.quiet}>{slot}</p>}
      </Card>
      {isKnown || email ? (
        <>
          {!isKnown && <p className={page.small}>{t('ask.followHint')}</p>}
          <Button kind="primary" block onClick={() => go(isKnown ? follow : paths.signIn(company, follow, email))}>
            {t('ask.follow')}
          </Button>
        </>
      ) : (
        <p className={page.small}>{t('ask.keepNumber')}</p>
      )}
      <Button kind="quiet" block onClick={() => go(paths.start(company))}>
        {t('do.home')}
      </Button>
    </div>
  )
}
