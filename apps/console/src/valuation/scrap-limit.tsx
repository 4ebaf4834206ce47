import { useFormat } from '@aftercare/words/web'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { amountOf, digitsOf, minorOf } from '../billing/minor.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

const path = '/api/v1/custody-rules'

/** Up to which value a station scraps an old part itself: said to everybody, changed by who closes the books. */
export function ScrapLimit() {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const { data } = $api.useQuery('get', path, {})
  if (!data) return null
  const most = money({ minor: data.scrapUpToMinor, currency: data.currency })
  return (
    <>
      <span style={{ color: 'var(--ink-3)' }}>{t('custody.holds', { most })}</span>
      <DialogButton label={t('custody.title')} needs="parts.close">
        {(close) => <LimitForm rules={data} onClose={close} />}
      </DialogButton>
    </>
  )
}

type Rules = { scrapUpToMinor: string; currency: string }

function LimitForm({ rules, onClose }: { rules: Rules; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const { currency } = rules
  const save = useChange(
    ({ scrapUpToMinor }: { scrapUpToMinor: string }) =>
      api.PUT(path, { body: { scrapUpToMinor: minorOf(scrapUpToMinor, currency) } }),
    { paths: [path], done: t('common:saved'), next: onClose },
  )
  return (
    <FormShell<{ scrapUpToMinor: string }>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ scrapUpToMinor: amountOf(rules.scrapUpToMinor, currency) }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <p>{t('custody.hint')}</p>
      <Form.Item name="scrapUpToMinor" label={`${t('custody.most')} (${currency})`} rules={[{ required: true }]}>
        <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} autoFocus />
      </Form.Item>
    </FormShell>
  )
}
