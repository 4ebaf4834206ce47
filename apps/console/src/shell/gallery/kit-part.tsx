import {
  Amount,
  Button,
  Card,
  DateField,
  Facts,
  FileInput,
  Select,
  Sheet,
  Stepper,
  TextField,
  useToast,
} from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './gallery.module.css'
import { sample } from './samples.ts'

/** The small kit of the field app and the portal. */
export function KitPart() {
  const { t } = useTranslation(['common', 'errors'])
  const toast = useToast()
  const [text, setText] = useState('')
  const [day, setDay] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [open, setOpen] = useState(false)
  const [amount, setAmount] = useState(1)
  const steps = (['planned', 'onTheWay', 'working', 'done'] as const).map((key) => ({ key, label: t(`stage.${key}`) }))
  return (
    <div className={styles.grid}>
      <Card title={t('details')}>
        <div className={styles.stack}>
          <TextField label={t('name')} value={text} onChange={setText} hint={t('optional')} />
          <TextField label={t('email')} value={text} onChange={setText} error={t('errors:validation.email')} />
          <TextField label={t('note')} value={text} onChange={setText} rows={3} optional />
          <Select
            label={t('status')}
            value=""
            onChange={setText}
            options={steps.map(({ key, label }) => ({ value: key, label }))}
          />
          <DateField label={t('date')} value={day} onChange={setDay} />
          <FileInput
            label={t('do.addPhotos')}
            files={files}
            onChange={setFiles}
            accept="image/*"
            maxBytes={5_000_000}
            camera
          />
        </div>
      </Card>
      <Card title={t('status')}>
        <div className={styles.stack}>
          <Stepper steps={steps} now="working" onOpen={() => setOpen(true)} />
          <div className={styles.row}>
            <Button kind="primary">{t('do.save')}</Button>
            <Button onClick={() => setOpen(true)}>{t('do.open')}</Button>
            <Button kind="quiet">{t('do.cancel')}</Button>
            <Button kind="danger">{t('do.delete')}</Button>
            <Button kind="primary" busy>
              {t('saving')}
            </Button>
          </div>
          <Amount label={t('number')} value={amount} onChange={setAmount} />
          <Button block icon="undo" onClick={() => toast({ text: t('saved'), undo: () => setText('') })}>
            {t('do.undo')}
          </Button>
          <Button block icon="warning" onClick={() => toast({ text: t('error.title'), bad: true })}>
            {t('error.title')}
          </Button>
          <Facts
            facts={[
              { label: t('number'), value: sample.number },
              { label: t('name'), value: sample.customer },
            ]}
          />
        </div>
        <Sheet
          open={open}
          title={t('details')}
          onClose={() => setOpen(false)}
          actions={<Button block>{t('do.close')}</Button>}
        >
          {sample.note}
        </Sheet>
      </Card>
    </div>
  )
}
