import { Icon } from '@aftercare/ui'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { useKeys } from '../../shell/keys.ts'
import { PageHeader } from '../../shell/page-header.tsx'
import { useSession } from '../../shell/session.ts'
import { PriorityMark, RequestStatus } from '../marks.tsx'
import { useWord } from '../words.ts'
import type { Actions } from './actions.tsx'
import { useBooking } from './booking.tsx'
import { useSums } from './clock-sum.ts'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'
import { Viewers } from './viewers.tsx'

type HeadProps = { request: RequestView; actions: Actions }

/** Number, state, what comes next with its clock, and the one action that brings it there. It stays while the page scrolls. */
export function PageHead({ request, actions }: HeadProps) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const sums = useSums(request)
  const clock = nearest(request)
  const next = {
    what: word(`next.${request.nextStep}`),
    clock: clock && {
      label: word(`clock.kind.${clock.kind}`),
      dueAt: clock.dueAt,
      startedAt: clock.startedAt,
      zone: request.timeZone,
      sum: sums(clock.kind),
    },
  }
  return (
    <PageHeader
      back={{ to: paths.requests(), label: t('title') }}
      number={request.number}
      title={request.title}
      status={
        <span className={styles.marks}>
          <PriorityMark priority={request.priority} isSafety={request.isSafety} />
          <RequestStatus status={request.status} holdReason={request.holdReason} />
          {request.holdReason && <span className={styles.quiet}>{word(`hold.${request.holdReason}`)}</span>}
          {request.reopened > 0 && (
            <span className={styles.quiet}>{t('page.reopened', { count: request.reopened })}</span>
          )}
          <Viewers requestId={request.id} />
        </span>
      }
      next={request.nextStep === 'none' ? undefined : next}
      actions={<PageActions request={request} actions={actions} />}
    />
  )
}

/** The clock that runs out first; one on hold or met has nothing to say here. */
function nearest({ clocks }: RequestView) {
  const running = clocks.filter((one) => one.status === 'running' || one.status === 'breached')
  return running.sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

function PageActions({ request, actions }: HeadProps) {
  const { t } = useTranslation(['requests', 'common'])
  const session = useSession()
  const book = useBooking(request)
  const can = (action: RequestView['can'][number]) => request.can.includes(action)
  const toComposer = (kind: 'note' | 'reply') =>
    document.querySelector<HTMLElement>(`[data-composer="${kind}"]`)?.click()
  const main: Record<string, [boolean, string, () => void]> = {
    triage: [can('read'), t('do.read'), actions.read],
    assign: [can('assign'), t('do.take'), () => actions.take(session.person.id)],
    reply: [can('reply'), t('do.reply'), () => toComposer('reply')],
    schedule: [can('schedule'), t('do.book'), book],
    resume: [can('resume'), t('do.resume'), actions.resume],
    close: [can('close'), t('do.close'), actions.close],
    none: [can('reopen'), t('do.reopen'), actions.reopen],
  }
  const [possible, label, run] = main[request.nextStep] ?? [false, '', () => {}]
  useKeys([
    ...(can('assign') ? [{ key: 'a', label: 'common:do.assign' as const, run: actions.assign }] : []),
    ...(can('reply') ? [{ key: 'r', label: 'requests:do.reply' as const, run: () => toComposer('reply') }] : []),
    ...(can('note') ? [{ key: 'n', label: 'requests:do.note' as const, run: () => toComposer('note') }] : []),
  ])
  const rest: [string, boolean, string, () => void][] = [
    ['assign', can('assign'), t('common:do.assign'), actions.assign],
    ['read', can('read') && request.nextStep !== 'triage', t('do.readAgain'), actions.read],
    ['edit', can('edit'), t('do.edit'), actions.edit],
    ['schedule', can('schedule') && request.nextStep !== 'schedule', t('do.book'), book],
    ['pause', can('pause'), t('do.pause'), actions.pause],
    ['resume', can('resume') && request.nextStep !== 'resume', t('do.resume'), actions.resume],
    ['resolve', can('resolve'), t('do.resolve'), actions.resolve],
    ['close', can('close') && request.nextStep !== 'close', t('do.close'), actions.close],
    ['reopen', can('reopen') && request.nextStep !== 'none', t('do.reopen'), actions.reopen],
    ['link', can('link'), t('do.link'), actions.link],
    ['merge', can('merge'), t('do.merge'), actions.merge],
    ['followUp', true, t('do.followUp'), actions.followUp],
    ['cancel', can('cancel'), t('do.cancel'), actions.cancel],
  ]
  const shown = rest.filter(([, isPossible]) => isPossible)
  const items: MenuProps['items'] = shown.map(([key, , text]) => ({ key, label: text, danger: key === 'cancel' }))
  return (
    <>
      {possible && (
        <Button type="primary" onClick={run}>
          {label}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => shown.find(([one]) => one === key)?.[3]() }}>
        <Button icon={<Icon name="more" size={18} />} aria-label={t('common:do.more')} />
      </Dropdown>
    </>
  )
}
