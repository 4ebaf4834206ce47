import { ifMatch } from '@aftercare/api'
import { type Asking, askingFor, sayMissing, toldBy, wantedForRemedies } from '@aftercare/entitlement'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './panel.module.css'
import { type Cover, decisionOf, useFactList, useTranslate } from './say-cover.ts'

/** What a new answer touches: the product, its cover, the requests and decisions that rest on it. */
export const coverPaths = [
  '/api/v1/assets/{id}',
  '/api/v1/assets/{id}/cover',
  '/api/v1/assets/{id}/timeline',
  '/api/v1/assets/{id}/limits',
  '/api/v1/entitlement/decisions',
  '/api/v1/entitlement/decisions/{id}',
  '/api/v1/requests/{id}',
  '/api/v1/requests/{id}/timeline',
  '/api/v1/visits/{id}',
] as const

type About = { assetId: string; requestId?: string | undefined }
type Asked = { fact: string; asking: Asking }
/** Facts are looked at in the order of their need; more than this would be a form nobody fills in. */
const AT_ONCE = 4

/** What is missing to decide, with a field for each fact that can be said here. */
export function AskFacts({ cover, about }: { cover: Cover; about: About }) {
  const { t } = useTranslation('entitlement')
  const askable = useAskable(about)
  const listed = useFactList()
  const { missing } = cover.summary
  if (missing.length === 0) return null
  const here = askable(missing)
  const others = missing.filter((fact) => !here.some((one) => one.fact === fact))
  return (
    <section className={styles.ask}>
      <h3 className={styles.askTitle}>{here.length > 0 ? t('panel.ask') : t('cover.missing')}</h3>
      {here.length > 0 && <Answers asked={here} about={about} />}
      {others.length > 0 && <p>{here.length > 0 ? t('panel.elsewhere', { facts: listed(others) }) : listed(others)}</p>}
    </section>
  )
}

/** Who pays is known; what the customer may ask for beside it may still hang on facts. They wait behind a line. */
export function AskForRemedies({ cover, about }: { cover: Cover; about: About }) {
  const { t } = useTranslation('entitlement')
  const asked = useAskable(about)(wantedForRemedies(decisionOf(cover)))
  if (asked.length === 0) return null
  return (
    <details className={styles.more}>
      <summary>{t('panel.askRemedies')}</summary>
      <Answers asked={asked} about={about} />
    </details>
  )
}

/** The first of these facts that this person can say here. */
function useAskable({ requestId }: About): (facts: readonly string[]) => Asked[] {
  const can = useCan()
  return (facts) =>
    facts
      .flatMap((fact): Asked[] => {
        const asking = askingFor(fact)
        const may = asking && (asking.of === 'fault' || asking.of === 'facts' ? requestId : can('assets.change'))
        return asking && may ? [{ fact, asking }] : []
      })
      .slice(0, AT_ONCE)
}

type Values = Record<string, string | number | boolean | undefined>
const keyOf = (fact: string) => fact.replaceAll('.', '_')

function Answers({ asked, about }: { asked: Asked[]; about: About }) {
  const { t } = useTranslation('entitlement')
  const translate = useTranslate()
  const [form] = Form.useForm<Values>()
  const save = useChange((values: Values) => tell(asked, values, about), {
    paths: coverPaths,
    done: t('panel.answered'),
    tellRefusal: true,
    next: () => form.resetFields(),
  })
  return (
    <Form<Values> form={form} layout="vertical" disabled={save.isPending} onFinish={(values) => save.mutate(values)}>
      <div className={styles.fields}>
        {asked.map(({ fact, asking }) => (
          <Form.Item key={fact} name={keyOf(fact)} label={sayMissing(fact, translate)} className={styles.field ?? ''}>
            <Field asking={asking} />
          </Form.Item>
        ))}
      </div>
      <Button htmlType="submit" loading={save.isPending}>
        {t('panel.answer')}
      </Button>
    </Form>
  )
}

/** The field that fits the fact. The form hands over value and change. */
function Field({ asking, ...rest }: { asking: Asking }) {
  const { t } = useTranslation('entitlement')
  switch (asking.kind) {
    case 'yesNo': {
      const options = [
        { value: true, label: t('panel.yes') },
        { value: false, label: t('panel.no') },
      ]
      return <Select {...rest} allowClear options={options} />
    }
    case 'choice': {
      const book = { cause: 'cause', assembly: 'code', buyerKind: 'buyer' }[asking.field]
      const options = asking.choices.map((value) => ({ value, label: t(`${book}.${value}` as 'cause.wear') }))
      return <Select {...rest} allowClear options={options} />
    }
    case 'number':
      return <InputNumber {...rest} min={0} style={{ width: '100%' }} />
    case 'day':
      return <DayField {...rest} until="today" />
    default:
      return <Input {...rest} maxLength={80} />
  }
}

/** Facts of the product go to the product, facts of the fault to the decision: both decide anew. */
async function tell(asked: Asked[], values: Values, { assetId, requestId }: About): Promise<void> {
  const path = { params: { path: { id: assetId } } }
  const asset: Record<string, unknown> = {}
  let told: ReturnType<typeof toldBy> = {}
  for (const { fact, asking } of asked) {
    const value = values[keyOf(fact)]
    if (value === undefined || value === null || value === '') continue
    if (asking.of === 'meter')
      await api.POST('/api/v1/assets/{id}/meter-readings', {
        ...path,
        body: { kind: asking.field, value: Number(value), source: 'desk' },
      })
    else if (asking.of === 'asset') asset[asking.field] = value
    else {
      const { fault, facts } = toldBy(asking, value)
      told = { fault: { ...told.fault, ...fault }, facts: { ...told.facts, ...facts } }
    }
  }
  if (Object.keys(asset).length > 0) {
    const { data } = await api.GET('/api/v1/assets/{id}', path)
    await api.PATCH('/api/v1/assets/{id}', { ...path, body: asset, headers: ifMatch(data!.version) })
  }
  const body = { assetId, ...(requestId && { requestId }), ...told }
  if (told.fault || told.facts) await api.POST('/api/v1/entitlement/decisions', { body: body as never })
}
