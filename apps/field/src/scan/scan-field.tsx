import { type FieldProps, Icon, TextField } from '@aftercare/ui'
import { ScanSheet } from '@aftercare/ui/scan'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './scan.module.css'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** What a code said as a whole, or what was typed when the field is left; `onChange` where this is absent. */
  onRead?: (text: string) => void
}

/** Whatever can be typed can be scanned, and the other way round. */
export function ScanField({ value, onChange, onRead, ...field }: Props) {
  const { t } = useTranslation('common')
  const [scanning, setScanning] = useState(false)
  return (
    <>
      <TextField
        {...field}
        value={value}
        onChange={onChange}
        autoComplete="off"
        {...(onRead && { onBlur: () => onRead(value) })}
        beside={
          <button
            type="button"
            className={styles.button}
            aria-label={t('scan.into', { field: field.label })}
            onClick={() => setScanning(true)}
          >
            <Icon name="scan" />
          </button>
        }
      />
      {scanning && (
        <ScanSheet
          title={field.label}
          onClose={() => setScanning(false)}
          onFound={(text) => {
            ;(onRead ?? onChange)(text)
            setScanning(false)
          }}
        />
      )}
    </>
  )
}
