import { useFormat } from '@aftercare/words/web'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './file-input.module.css'
import { Icon } from './icon.tsx'

type FileInputProps = {
  label: string
  hint?: string
  files: File[]
  onChange: (files: File[]) => void
  /** As in HTML: `image/*,application/pdf`. */
  accept?: string
  maxBytes?: number
  maxFiles?: number
  /** Opens the camera at once on a phone. */
  camera?: boolean
}

/** Chooses files or takes photos; each is shown and can be taken away again. Too large ones are refused by name. */
export function FileInput({ label, hint, files, onChange, accept, maxBytes, maxFiles = 9, camera }: FileInputProps) {
  const { t } = useTranslation('common')
  const { numbers } = useFormat()
  const id = useId()
  const [refused, setRefused] = useState<string[]>([])
  const add = (chosen: File[]) => {
    const tooLarge = chosen.filter((file) => maxBytes !== undefined && file.size > maxBytes)
    const max = numbers.bytes(maxBytes ?? 0)
    setRefused(tooLarge.map((file) => t('file.tooLarge', { name: file.name, max })))
    onChange([...files, ...chosen.filter((file) => !tooLarge.includes(file))].slice(0, maxFiles))
  }
  return (
    <div className={styles.files}>
      <span className={styles.label}>{label}</span>
      {hint && <p className={styles.hint}>{hint}</p>}
      <ul className={styles.list}>
        {files.map((file) => (
          <Preview
            key={`${file.name}${file.lastModified}${file.size}`}
            file={file}
            onRemove={() => onChange(files.filter((one) => one !== file))}
          />
        ))}
        {files.length < maxFiles && (
          <li>
            <label htmlFor={id} className={styles.add}>
              <Icon name={camera ? 'camera' : 'plus'} size={24} />
              <span>{camera ? t('do.takePhoto') : t('file.choose')}</span>
            </label>
            <input
              id={id}
              className={styles.input}
              type="file"
              multiple={maxFiles > 1}
              accept={accept}
              capture={camera ? 'environment' : undefined}
              onChange={(event) => {
                add([...(event.target.files ?? [])])
                // The same file may be chosen again after it was taken away.
                event.target.value = ''
              }}
            />
          </li>
        )}
      </ul>
      {refused.map((text) => (
        <p key={text} className={styles.refused} role="alert">
          {text}
        </p>
      ))}
    </div>
  )
}

function Preview({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t } = useTranslation('common')
  const url = useMemo(() => (file.type.startsWith('image/') ? URL.createObjectURL(file) : null), [file])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return (
    <li className={styles.preview}>
      {url ? (
        <img src={url} alt={file.name} className={styles.image} />
      ) : (
        <span className={styles.name}>{file.name}</span>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('file.remove', { name: file.name })}
        onClick={onRemove}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  )
}
