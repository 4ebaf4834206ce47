import { Icon } from '@aftercare/ui'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ConditionFields } from './checklist-conditions.tsx'
import styles from './checklist-form.module.css'
import { ProofFields } from './checklist-proofs.tsx'
import { StepPicture } from './step-picture.tsx'

const types = ['tick', 'check', 'number', 'text', 'choice', 'photo'] as const
const groups = ['safety', 'etiquette', 'measurement', 'work'] as const
const meters = ['km', 'hour', 'cycle'] as const

type Move = (() => void) | undefined
type StepProps = { place: number; number: number; onUp: Move; onDown: Move; onRemove: () => void }

/** One step: what is asked in three languages, when, how it is answered and proven, and what counts as in order. */
export function StepFields({ place, number, ...moves }: StepProps) {
  const { t } = useTranslation('field-work')
  const type = Form.useWatch(['steps', place, 'type'])
  const proof: { kind?: string }[] = Form.useWatch(['steps', place, 'proof']) ?? []
  const isMeasured = type === 'number' || proof.some((one) => one?.kind === 'measurement')
  return (
    <li className={styles.step}>
      <StepHead number={number} {...moves} />
      <Form.Item name={[place, 'key']} noStyle>
        <Kept />
      </Form.Item>
      <Form.Item name={[place, 'known']} noStyle>
        <Kept />
      </Form.Item>
      <Texts place={place} />
      <Form.Item name={[place, 'picture']} label={t('checklists.picture')} extra={t('checklists.pictureHint')}>
        <StepPicture />
      </Form.Item>
      <div className={styles.grid}>
        <Form.Item name={[place, 'type']} label={t('checklists.answer')} rules={[{ required: true }]}>
          <Select options={types.map((value) => ({ value, label: t(`checklists.type.${value}`) }))} />
        </Form.Item>
        <Form.Item name={[place, 'group']} label={t('checklists.group')} rules={[{ required: true }]}>
          <Select options={groups.map((value) => ({ value, label: t(`group.${value}`) }))} />
        </Form.Item>
        {isMeasured && <NumberFields place={place} />}
        {type === 'number' && <MeterField place={place} />}
      </div>
      {type === 'choice' && <ChoicesField place={place} />}
      <ProofFields place={place} type={type} />
      <ConditionFields place={place} />
      <Form.Item name={[place, 'required']} valuePropName="checked" noStyle>
        <Checkbox className={styles.check!}>{t('checklists.required')}</Checkbox>
      </Form.Item>
      <Form.Item name={[place, 'followUp']} valuePropName="checked" noStyle>
        <Checkbox>{t('checklists.followUp')}</Checkbox>
      </Form.Item>
    </li>
  )
}

/** A form gives back only what has a field: this is one for what nobody types. */
const Kept = () => null

function StepHead({ number, onUp, onDown, onRemove }: Omit<StepProps, 'place'>) {
  const { t } = useTranslation(['field-work', 'common'])
  return (
    <div className={styles.head}>
      <strong className={styles.number}>{t('checklists.step', { number })}</strong>
      <Button type="text" size="small" disabled={!onUp} onClick={onUp} icon={<Icon name="up" size={16} />}>
        {t('checklists.up')}
      </Button>
      <Button type="text" size="small" disabled={!onDown} onClick={onDown} icon={<Icon name="down" size={16} />}>
        {t('checklists.down')}
      </Button>
      <Button type="text" size="small" danger onClick={onRemove}>
        {t('common:do.remove')}
      </Button>
    </div>
  )
}

function Texts({ place }: { place: number }) {
  const { t } = useTranslation(['field-work', 'assets'])
  return (
    <div className={styles.grid}>
      <Form.Item
        name={[place, 'label', 'en']}
        label={t('assets:field.nameEn')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={[place, 'label', 'zh-CN']} label={t('assets:field.nameCn')}>
        <Input maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={[place, 'label', 'zh-TW']} label={t('assets:field.nameTw')}>
        <Input maxLength={200} lang="zh-TW" />
      </Form.Item>
      <Form.Item name={[place, 'hint', 'en']} label={t('checklists.hintEn')}>
        <Input.TextArea autoSize maxLength={200} />
      </Form.Item>
      <Form.Item name={[place, 'hint', 'zh-CN']} label={t('checklists.hintCn')}>
        <Input.TextArea autoSize maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={[place, 'hint', 'zh-TW']} label={t('checklists.hintTw')}>
        <Input.TextArea autoSize maxLength={200} lang="zh-TW" />
      </Form.Item>
    </div>
  )
}

function ChoicesField({ place }: { place: number }) {
  const { t } = useTranslation('field-work')
  return (
    <Form.Item
      name={[place, 'choices']}
      label={t('checklists.choices')}
      extra={t('checklists.choicesHint')}
      rules={[{ required: true, pattern: /\S[^\n]*\n\s*\S/, message: t('checklists.choicesTwo') }]}
    >
      <Input.TextArea rows={3} />
    </Form.Item>
  )
}

function NumberFields({ place }: { place: number }) {
  const { t } = useTranslation('field-work')
  return (
    <>
      <Form.Item name={[place, 'unit']} label={t('checklists.unit')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name={[place, 'min']} label={t('checklists.min')}>
        <InputNumber style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[place, 'max']} label={t('checklists.max')}>
        <InputNumber style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

function MeterField({ place }: { place: number }) {
  const { t } = useTranslation('field-work')
  return (
    <Form.Item name={[place, 'meter']} label={t('checklists.meter')}>
      <Select allowClear options={meters.map((value) => ({ value, label: t(`checklists.meters.${value}`) }))} />
    </Form.Item>
  )
}
