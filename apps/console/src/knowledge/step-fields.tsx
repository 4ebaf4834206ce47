import { Icon } from '@aftercare/ui'
import { smaller } from '@aftercare/ui/smaller'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, type FormListFieldData, type FormListOperation } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../requests/upload.ts'
import { FileField, type FileFieldProps } from '../shell/file-field.tsx'
import { pictureAt } from './article-read.tsx'
import styles from './knowledge.module.css'
import { LanguageFields } from './language-fields.tsx'

export function StepFields() {
  return <Form.List name="steps">{(fields, change) => <Steps fields={fields} change={change} />}</Form.List>
}

type StepsProps = { fields: FormListFieldData[]; change: FormListOperation }

/** The steps in their order; moved by keyboard, the hand stays on the step and its new place is said. */
function Steps({ fields, change: { add, remove, move } }: StepsProps) {
  const { t } = useTranslation('knowledge')
  const [said, setSaid] = useState('')
  const toText = useFocusOnText()
  const moveTo = (key: number, from: number, to: number) => {
    move(from, to)
    setSaid(t('form.moved', { place: to + 1 }))
    requestAnimationFrame(() => focusOn(key, to < from ? 'up' : 'down'))
  }
  const addLast = () => {
    add({})
    toText(fields.length, 'text')
  }
  const removeAt = (place: number) => {
    remove(place)
    toText(Math.min(place, fields.length - 2), 'text')
  }
  return (
    <>
      <p className={styles.unseen} role="status">
        {said}
      </p>
      <ol className={styles.rows}>
        {fields.map(({ key, name }) => (
          <li key={key} className={styles.stepCard} data-step={key}>
            <Head
              number={name + 1}
              onUp={name > 0 ? () => moveTo(key, name, name - 1) : undefined}
              onDown={name < fields.length - 1 ? () => moveTo(key, name, name + 1) : undefined}
              onRemove={() => removeAt(name)}
            />
            <Step place={name} />
          </li>
        ))}
      </ol>
      <Button onClick={addLast} className={styles.addStep!}>
        {t('do.addStep')}
      </Button>
    </>
  )
}

/** Who adds something writes in it next, in their own language first. */
function useFocusOnText() {
  const { language } = useFormat()
  return (step: number, text: 'text' | 'caution') =>
    requestAnimationFrame(() => document.getElementById(`steps_${step}_${text}_${language}`)?.focus())
}

/** At the end of the way the button of that way is off: the other one takes the focus. */
function focusOn(key: number, way: 'up' | 'down') {
  const all = [...document.querySelectorAll<HTMLButtonElement>(`[data-step="${key}"] [data-way]:not(:disabled)`)]
  ;(all.find((one) => one.dataset.way === way) ?? all[0])?.focus()
}

type Move = (() => void) | undefined
type HeadProps = { number: number; onUp: Move; onDown: Move; onRemove: () => void }

function Head({ number, onUp, onDown, onRemove }: HeadProps) {
  const { t } = useTranslation(['knowledge', 'common'])
  return (
    <div className={styles.head}>
      <strong className={styles.number}>{t('form.step', { number })}</strong>
      <Way way="up" onMove={onUp} />
      <Way way="down" onMove={onDown} />
      <Button type="text" size="small" danger onClick={onRemove}>
        {t('common:do.remove')}
      </Button>
    </div>
  )
}

function Way({ way, onMove }: { way: 'up' | 'down'; onMove: Move }) {
  const { t } = useTranslation('knowledge')
  return (
    <Button
      type="text"
      size="small"
      data-way={way}
      disabled={!onMove}
      onClick={onMove}
      icon={<Icon name={way} size={16} />}
    >
      {t(`do.${way}`)}
    </Button>
  )
}

function Step({ place }: { place: number }) {
  const { t } = useTranslation('knowledge')
  const form = Form.useFormInstance()
  const toText = useFocusOnText()
  const [hasCaution, setCaution] = useState(() => Boolean(form.getFieldValue(['steps', place, 'caution'])))
  return (
    <>
      <LanguageFields
        name={[place, 'text']}
        at={['steps', place, 'text']}
        label={t('form.stepText')}
        longest={4000}
        isLong
        isNeeded
      />
      {hasCaution ? (
        <LanguageFields name={[place, 'caution']} label={t('form.caution')} longest={1000} isLong />
      ) : (
        <Button
          type="link"
          size="small"
          className={styles.add!}
          onClick={() => {
            setCaution(true)
            toText(place, 'caution')
          }}
        >
          {t('do.addCaution')}
        </Button>
      )}
      <Form.Item name={[place, 'fileId']} label={t('form.picture')}>
        <Picture />
      </Form.Item>
    </>
  )
}

/** A picture of the step, made small enough for every phone to take along. */
const Picture = (props: FileFieldProps) => (
  <FileField
    {...props}
    accept="image/png,image/jpeg,image/webp"
    send={async (file) => upload(await smaller(file), 'photo')}
    shown={(id) => <img className={styles.small} src={pictureAt(id)} alt="" />}
  />
)
