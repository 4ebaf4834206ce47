import { ifMatch } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Campaign, inState, touched } from './campaign.ts'

type Values = { reason?: string }
type Announced = { undated?: 'include' | 'leave_out' }
type Ending = { campaign: Campaign; onDone: () => void }

/** What can be done with it next; each dialog says what follows before it is done. */
export function CampaignSteps({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { number, status } = campaign
  const isOpen = status === 'draft' || status === 'announced'
  return (
    <>
      {status === 'draft' && (
        <DialogButton label={t('do.announce')} title={t('end.announce', { number })} needs="campaigns.manage" isMain>
          {(close) => <Announce campaign={campaign} onDone={close} />}
        </DialogButton>
      )}
      {status === 'announced' && (
        <DialogButton label={t('do.close')} title={t('end.close', { number })} needs="campaigns.manage">
          {(close) => <Close campaign={campaign} onDone={close} />}
        </DialogButton>
      )}
      {isOpen && (
        <DialogButton label={t('do.withdraw')} title={t('end.withdraw', { number })} needs="campaigns.manage">
          {(close) => <Withdraw campaign={campaign} onDone={close} />}
        </DialogButton>
      )}
    </>
  )
}

function Announce({ campaign, onDone }: Ending) {
  const { t } = useTranslation('campaigns')
  const { numbers } = useFormat()
  const { number, version, reach } = campaign
  const announce = useChange(
    (body: Announced) => {
      const params = { path: { id: campaign.id } }
      return api.PUT('/api/v1/campaigns/{id}/announcement', { params, headers: ifMatch(version), body })
    },
    { paths: touched, done: t('end.announced', { number }), next: onDone },
  )
  const said = { count: reach.products, text: numbers.whole(reach.products), owners: numbers.whole(reach.owners ?? 0) }
  return (
    <FormShell<Announced>
      busy={announce.isPending}
      error={announce.error}
      submitLabel={t('do.announce')}
      onSubmit={announce.mutate}
      onCancel={onDone}
    >
      <p>
        <strong>{reach.products === 0 ? t('end.announceNone') : t('end.announceSays', said)}</strong>
      </p>
      <Undated campaign={campaign} />
      <p>{t('end.announceDoors')}</p>
      <p>{t('end.announceWho')}</p>
    </FormShell>
  )
}

/** Products a range of days cannot judge: how many, and what is with them, said before anybody is told anything. */
function Undated({ campaign: { reach, scopes } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { numbers } = useFormat()
  const count = reach.undated ?? 0
  if (count === 0) return null
  const isSaid = scopes.every(({ builtFrom, builtTo, soldFrom, soldTo, undated }) =>
    builtFrom || builtTo || soldFrom || soldTo ? undated : true,
  )
  return (
    <>
      <p>{t('end.undatedSays', { count, text: numbers.whole(count) })}</p>
      {!isSaid && (
        <Form.Item name="undated" label={t('end.undated')} rules={[{ required: true }]}>
          <Radio.Group
            vertical
            options={[
              { value: 'include', label: t('end.undatedInclude') },
              { value: 'leave_out', label: t('end.undatedLeaveOut') },
            ]}
          />
        </Form.Item>
      )}
    </>
  )
}

function Close({ campaign, onDone }: Ending) {
  const { t } = useTranslation('campaigns')
  const { numbers } = useFormat()
  const { completion } = campaign
  const left = inState(campaign, 'in_scope') + inState(campaign, 'refused')
  const rate = numbers.percent((completion.rate ?? 0) / 100)
  return (
    <Ended
      campaign={campaign}
      how="closure"
      says={t('end.closeSays', { rate, text: numbers.whole(left) })}
      onDone={onDone}
    />
  )
}

function Withdraw({ campaign, onDone }: Ending) {
  const { t } = useTranslation('campaigns')
  const says = t(campaign.status === 'draft' ? 'end.withdrawDraft' : 'end.withdrawSays')
  return <Ended campaign={campaign} how="withdrawal" says={says} onDone={onDone} />
}

const words = { closure: ['do.close', 'end.closed'], withdrawal: ['do.withdraw', 'end.withdrawn'] } as const

/** Over for good, with a reason. */
function Ended({ campaign, how, says, onDone }: Ending & { how: keyof typeof words; says: string }) {
  const { t } = useTranslation('campaigns')
  const [label, done] = words[how]
  const end = useChange(
    ({ reason = '' }: Values) => {
      const asked = { params: { path: { id: campaign.id } }, headers: ifMatch(campaign.version), body: { reason } }
      return how === 'closure'
        ? api.PUT('/api/v1/campaigns/{id}/closure', asked)
        : api.PUT('/api/v1/campaigns/{id}/withdrawal', asked)
    },
    { paths: touched, done: t(done, { number: campaign.number }), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={end.isPending}
      error={end.error}
      submitLabel={t(label)}
      onSubmit={end.mutate}
      onCancel={onDone}
    >
      <p>{says}</p>
      <Form.Item name="reason" label={t('end.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormShell>
  )
}
